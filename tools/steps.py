"""A step of the set-up: done only when its inputs changed, and told on one line."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


class SetupError(Exception):
    """Something is missing; the message is one sentence that says what to do."""


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    """Of the content of the files, and of `more`; the order of `paths` is free."""
    digest = hashlib.sha256("\0".join(more).encode())
    for path in sorted(paths):
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def step(title: str, *, stamp: Path, inputs: str, work: Callable[[], None]) -> None:
    """Do `work` unless `stamp` says that it was done with the same `inputs`."""
    if stamp.is_file() and stamp.read_text() == inputs:
        return
    began = time.monotonic()
    print(f"{title} … ", end="", flush=True)
    try:
        work()
    except SetupError:
        print("failed", flush=True)
        raise
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(inputs)
    print(f"{time.monotonic() - began:.0f} s", flush=True)


def run(
    command: list[str],
    *,
    why: str,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
) -> None:
    """Quiet when all is well; else shows what the command said, and raises `why`."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(file=sys.stderr)
        print(done.stdout[-4000:], file=sys.stderr)
        raise SetupError(why)


def pip_install(requirements: Path) -> list[str]:
    """The command that installs a lock: only packages whose hash it names."""
    pip = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    return [*pip, "--no-input", "--require-hashes", "-r", str(requirements)]
