"""A process that has imported all of the server, and forks one for each story.

Importing takes most of a second, and 180 stories each start a server. What is forked
has read its settings as any server does: they name one folder, the stage, which is a
link to the folder of the story that plays. Hence one server at a time.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path

import uvicorn.main

from tests.e2e.server import ROOT, UVICORN, Server, environment

APPLICATION = UVICORN[3:]  # what uvicorn is told
MOST_BYTES = 4096


class Forked:
    """One server of the zygote, to be handled as a Popen; no child of our own."""

    def __init__(self, pid: int, output: int) -> None:
        self.handle = os.pidfd_open(pid)
        self.stdout = os.fdopen(output)

    def send_signal(self, what: signal.Signals) -> None:
        if not self.has_ended(0):
            signal.pidfd_send_signal(self.handle, what)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> None:
        if not self.has_ended(timeout):
            raise subprocess.TimeoutExpired("the server", timeout or 0)

    def has_ended(self, within_s: float | None) -> bool:
        return bool(select.select([self.handle], [], [], within_s)[0])

    def __del__(self) -> None:
        os.close(self.handle)


class Zygote:
    """From here: it forks when asked, and ends with us."""

    def __init__(self, prepared: Path, stage: Path) -> None:
        self.stage = stage
        self.put(prepared)
        self.ours, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.e2e.zygote", str(theirs.fileno())],
                cwd=ROOT,
                env=environment(stage),
                pass_fds=[theirs.fileno()],
            )

    def put(self, folder: Path) -> None:
        """What is kept on the stage from now on is kept in this folder."""
        new = self.stage.with_name("next")
        new.symlink_to(folder)
        new.replace(self.stage)

    def fork(self, folder: Path, *options: str) -> Forked:
        self.put(folder)
        output, its_output = os.pipe()
        asked = json.dumps([*APPLICATION, *options]).encode()
        socket.send_fds(self.ours, [asked], [its_output])
        os.close(its_output)
        return Forked(int(self.ours.recv(MOST_BYTES)), output)

    def end(self) -> None:
        self.ours.close()
        self.process.wait(10)


class ForkedServer(Server):
    """The first time it is forked; a restart is a whole one, as at a release."""

    def __init__(self, folder: Path, zygote: Zygote) -> None:
        super().__init__(folder)
        self.zygote: Zygote | None = zygote

    def launch(self) -> subprocess.Popen[str] | Forked:
        zygote, self.zygote = self.zygote, None
        if zygote is None:
            return super().launch()
        return zygote.fork(self.folder, *self.options())


# In the zygote -------------------------------------------------------------------


def serve(asking: socket.socket) -> None:
    """Forks a server for each message; returns in the server, and at the end."""
    while True:
        asked, outputs, *_ = socket.recv_fds(asking, MOST_BYTES, 1)
        if not asked:
            return
        bury()
        pid = os.fork()
        if pid == 0:
            become(json.loads(asked), outputs[0])
        os.close(outputs[0])
        asking.send(str(pid).encode())


def bury() -> None:
    """Those that have ended; until now their numbers were not given anew."""
    try:
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
    except ChildProcessError:
        return


def become(options: list[str], output: int) -> None:
    """The server that uvicorn's own command makes; does not return."""
    for stream in (1, 2):
        os.dup2(output, stream)
    os.close(output)
    os.chdir(os.environ["SIO_VAR_DIR"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    uvicorn.main.main(options)


def main(number: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ends with who asks
    uvicorn.Config(APPLICATION[0], ws="websockets-sansio").load()
    serve(socket.socket(fileno=int(number)))


if __name__ == "__main__":
    main(sys.argv[1])
