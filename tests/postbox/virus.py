"""Debian's clamd in the foreground, with one signature: the test virus of EICAR."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path

# In two halves, so that no scanner takes this very file for one.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + rb"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CONFIGURATION = """
Foreground yes
LocalSocket {folder}/clamd
DatabaseDirectory {folder}/signatures
StreamMaxLength 1M
AlertExceedsMax yes
"""
START_S = 30


@contextmanager
def running_clamd(folder: Path):
    """Where it listens."""
    program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
    assert program, "clamd is not installed: apt-get install clamav-daemon"
    (folder / "signatures").mkdir()
    known = f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Eicar-Test\n"
    (folder / "signatures/own.hdb").write_text(known)
    (folder / "clamd.conf").write_text(CONFIGURATION.format(folder=folder))
    command = [program, "--config-file", str(folder / "clamd.conf")]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        _wait_for(folder / "clamd", process)
        yield str(folder / "clamd")
    finally:
        process.terminate()
        process.communicate()


def _wait_for(place: Path, process: subprocess.Popen[str]) -> None:
    pause = threading.Event()
    for _time in range(START_S * 20):
        if place.exists():
            return
        assert process.poll() is None, process.stdout.read()
        pause.wait(0.05)
    raise AssertionError("clamd does not listen")
