"""The machines of which a town has several, or which go away."""

from __future__ import annotations

import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

from tests.e2e.server import ROOT, Server, free_port


class Redis:
    """It keeps nothing: started anew it is another one, as after a fail-over."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1"]
        self.process = subprocess.Popen(
            [*command, "--save", "", "--dir", str(self.folder)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert any("accept connections" in line for line in self.process.stdout)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Process(Server):
    """One web process, started as on a real machine, and a file for what it says."""

    def __init__(self, folder: Path, **more: str) -> None:
        super().__init__(folder, **more)
        _uvicorn, *options = shlex.split(unit()["ExecStart"])
        options = [option.replace("%i", str(self.port)) for option in options]
        self.command = [sys.executable, "-m", "uvicorn", *options]

    def options(self) -> list[str]:
        return []


def unit() -> dict[str, str]:
    """The lines of deploy/systemd/sio@.service that have a value."""
    text = (ROOT / "deploy/systemd/sio@.service").read_text().replace("\\\n", " ")
    return dict(re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE))
