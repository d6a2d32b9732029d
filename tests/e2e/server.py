"""A real server over a throw-away database, to be started, stopped and frozen."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.zygote import Forked

ROOT = Path(__file__).resolve().parent.parent.parent
UVICORN = [
    *[sys.executable, "-m", "uvicorn", "sio.asgi:application"],
    *["--ws", "websockets-sansio", "--host", "127.0.0.1"],
]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """That of a demo on this machine, with everything it keeps in `folder`."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SIO_") and name not in ("REDIS_URL", "DATABASE_URL")
    }
    return (
        inherited
        | {
            "DJANGO_SETTINGS_MODULE": "sio.settings",
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            "SIO_DEMO": "1",
            "SIO_VAR_DIR": str(folder),
            "SIO_SECRET_KEY": "tests-only-" + "0123456789abcdef" * 4,
            "SIO_DATA_KEYS": os.environ["SIO_DATA_KEYS"],  # so that both read the rows
            "SIO_EMAIL_URL": f"filemail:///{folder}/mail",
            "SIO_HELPDESK_PHONE": "016 00 00 00",
        }
        | more
    )


def manage(folder: Path, *command: str, **more: str) -> None:
    """Runs manage.py; raises CalledProcessError with what it said in the output."""
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *command],
        env=environment(folder, **more),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def start_worker(folder: Path, **more: str) -> subprocess.Popen[str]:
    """As in production; what it says goes into `stderr`."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "db_worker", "--no-startup-delay"],
        env=environment(folder, **more),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class NoStart(Exception):
    """The server ended before it answered; the message is what it said."""


class Server:
    """One uvicorn process; what it says goes into `log`."""

    command = UVICORN
    ready = "Uvicorn running"  # it says so once it answers
    start_s = 30

    def __init__(self, folder: Path, **more: str) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / f"server-{self.port}.log"
        self.environment = environment(folder, **more)
        self.process: subprocess.Popen[str] | Forked | None = None

    def start(self) -> Server:
        """Returns once it answers. Raises NoStart if it ended instead."""
        self.process = self.launch()
        running = threading.Event()
        self.reader = threading.Thread(target=self.read, args=(running,), daemon=True)
        self.reader.start()
        assert running.wait(self.start_s), f"no server within {self.start_s} s"
        if self.ready not in self.log.read_text():
            self.stop()
            raise NoStart(self.log.read_text())
        return self

    def launch(self) -> subprocess.Popen[str] | Forked:
        return subprocess.Popen(
            [*self.command, *self.options()],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def options(self) -> list[str]:
        return ["--port", str(self.port)]

    def read(self, running: threading.Event) -> None:
        with self.log.open("a") as log:
            for line in self.process.stdout:
                log.write(line)
                log.flush()
                if self.ready in line:
                    running.set()
        running.set()

    def freeze(self) -> None:
        """It holds its connections and answers nothing."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def stop(self, *, kill: bool = False) -> None:
        """In order, as at a new release, or by `kill`, as at a power cut."""
        if self.process is None:
            return
        self.thaw()
        self.process.kill() if kill else self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            self.reader.join()
            self.process.stdout.close()
            self.process = None

    def restart(self, *, kill: bool = False) -> None:
        """On the same port, over the same database."""
        self.stop(kill=kill)
        self.start()


class Demo(Server):
    """The server of `make demo`, with its data and doors."""

    command = [sys.executable, str(ROOT / "manage.py"), "demo"]
    ready = "consultant: "
    start_s = 120  # it makes every table first

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.environment["PORT"] = str(self.port)

    def options(self) -> list[str]:
        return []

    @property
    def links(self) -> dict[str, str]:
        """What it printed: class, pupil and consultant, each with its address."""
        pairs = re.findall(r"^(class|pupil|consultant): (\S+)$", self.said, re.M)
        return dict(pairs)

    @property
    def said(self) -> str:
        return self.log.read_text()


def prepare(folder: Path) -> Path:
    """Migrated and collected once; each story copies the database from here."""
    assert (ROOT / "sio" / "static" / "build" / "live.js").is_file(), (
        "The front end is not built: run make test."
    )
    manage(folder, "migrate", "--verbosity=0", "--no-input")
    manage(folder, "collectstatic", "--verbosity=0", "--no-input")
    return folder


def story_folder(prepared: Path, folder: Path) -> Path:
    """Its own database, and the collected static files of all."""
    shutil.copy(prepared / "sio.sqlite3", folder / "sio.sqlite3")
    (folder / "static").symlink_to(prepared / "static")
    return folder
