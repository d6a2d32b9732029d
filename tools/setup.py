"""Makes everything that a command of the Makefile needs, and nothing twice.

python3 tools/setup.py demo    what the product needs (a PDF: Pango); starts the demo
python3 tools/setup.py dev     what the checks need on top
python3 tools/setup.py test    the same, and the system packages of the tests
python3 tools/setup.py bench   the same, and those of the measurements
python3 tools/setup.py audit   the same as dev, and what `make audit` starts

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys

import node
from steps import PYTHON, ROOT, VENV, SetupError, fingerprint, pip_install, run, step
from system_packages import (
    PDF,
    TESTS,
    install_or_go_on,
    install_peers,
    install_system_packages,
)

STAMPS = VENV / ".stamps"
TARGETS = ("demo", "dev", "test", "bench", "audit")
PROGRAMS = {"test": TESTS, "bench": TESTS}


def main(target: str) -> None:
    """Make what `target` needs. Raises SetupError with one clear sentence."""
    if target in PROGRAMS:
        install_system_packages(PROGRAMS[target])
    if target == "demo":
        install_or_go_on(PDF, without="No PDF can be made")
    if target == "bench":
        install_peers()
    make_environment()
    install_requirements("requirements.txt", "Python packages")
    if target != "demo":
        install_requirements("requirements-dev.txt", "Python packages for the checks")
    if target == "audit":
        install_requirements("requirements-audit.txt", "Python packages for the audit")
    compile_messages()
    chosen = node.choose()
    node.install(chosen)
    if target in {"demo", "test", "bench"}:
        node.build(chosen)
    if target == "demo":
        start_demo()


def make_environment() -> None:
    """A virtual environment of our own, made anew when its Python is gone."""
    if PYTHON.exists() and not subprocess.call(
        [PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL
    ):
        return
    missing = [
        name for name in ("venv", "ensurepip") if not importlib.util.find_spec(name)
    ]
    if missing:
        raise SetupError(
            "Python's venv module is missing: install it "
            "(Debian, Ubuntu: apt install python3-venv)."
        )
    shutil.rmtree(VENV, ignore_errors=True)
    step(
        f"Python {sys.version.split()[0]}: a virtual environment in .venv",
        stamp=STAMPS / "environment",
        inputs=sys.version,
        work=lambda: run(
            [sys.executable, "-m", "venv", str(VENV)],
            why="The virtual environment could not be made: see the lines above.",
        ),
    )


def install_requirements(name: str, title: str) -> None:
    """The locked packages, each checked against its hash."""
    step(
        title,
        stamp=STAMPS / name,
        inputs=fingerprint([ROOT / name]),
        work=lambda: run(
            pip_install(ROOT / name),
            why=f"The packages of {name} could not be installed: see the lines above.",
        ),
    )


def compile_messages() -> None:
    """The translations, in the form that gettext reads."""
    sources = sorted(ROOT.glob("sio/locale/*/LC_MESSAGES/*.po"))
    stamp = STAMPS / "messages"
    if not all(path.with_suffix(".mo").exists() for path in sources):
        stamp.unlink(missing_ok=True)
    step(
        "Translations",
        stamp=stamp,
        inputs=fingerprint(sources),
        work=lambda: run(
            [str(PYTHON), "tools/compile_messages.py", *map(str, sources)],
            why="The translations could not be compiled: see the lines above.",
        ),
    )


def start_demo() -> None:
    """Becomes the demo's server; does not return."""
    environment = os.environ | {"SIO_DEMO": "1", "PYTHONUNBUFFERED": "1"}
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "manage.py", "demo"], environment)


if __name__ == "__main__":
    if sys.argv[1:] not in [[target] for target in TARGETS]:
        sys.exit(__doc__)
    try:
        main(sys.argv[1])
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped.")
