"""Server, relay and browsers, each in a network of `net.py`."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from tests.e2e.net import MIDDLE, RELAY, WEB, inside
from tests.e2e.server import Server
from tests.e2e.turn import SECRET, START_S, EveryWay

# For Chromium our server is a machine without https, whose cameras work all the same.
SECURE = f"--unsafely-treat-insecure-origin-as-secure=http://{WEB}:443"


class FarServer(Server):
    """In the middle, at the one port that everybody lets out."""

    def __init__(self, folder: Path, **more: str) -> None:
        super().__init__(folder, SIO_HOSTS=WEB, **more)
        self.port, self.url = 443, f"http://{WEB}:443"

    @property
    def command(self) -> list[str]:
        uvicorn = [sys.executable, "-m", "uvicorn", "sio.asgi:application"]
        return [*inside(MIDDLE), *uvicorn, "--ws", "websockets-sansio", "--host", WEB]


class FarTurn(EveryWay):
    """In the middle too, beside the server; over TLS at port 443."""

    address = RELAY

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, 3478)
        self.tls_port = 443

    @property
    def settings(self) -> dict[str, str]:
        """All ways are tried, the direct one first."""
        return {
            "SIO_TURN_URLS": ",".join(self.urls.values()),
            "SIO_TURN_SECRET": SECRET,
        }

    def prefix(self) -> list[str]:
        return inside(MIDDLE)

    def answers(self) -> bool:
        """Asks from within."""
        command = [*inside(MIDDLE), sys.executable, "-c", KNOCK, self.address]
        deadline = threading.Event()
        for _ in range(START_S * 5):
            if subprocess.run(command, check=False).returncode == 0:
                return True
            deadline.wait(0.2)
        return False


KNOCK = """
import socket, sys
socket.create_connection((sys.argv[1], 3478), timeout=1).close()
"""
