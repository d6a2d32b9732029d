"""A real coturn on the loopback. Frozen, it is a network that has gone away."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.server import ROOT, free_port

SECRET = "only-for-the-stories"
START_S, ANSWER_S = 10, 0.1
BINDING_REQUEST = bytes.fromhex("000100002112a442") + b"sio-e2e-test"  # RFC 8489


class Turn:
    """Relays on the loopback; every packet of a relayed lesson passes here."""

    address = "127.0.0.1"

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.log = folder / "coturn.log"
        self.process: subprocess.Popen[str] | None = None

    @property
    def settings(self) -> dict[str, str]:
        """For a server whose lessons go through this relay, and nowhere else."""
        return {
            "SIO_TURN_URLS": f"turn:{self.address}:{self.port}?transport=udp",
            "SIO_TURN_SECRET": SECRET,
            "SIO_ICE_TRANSPORT_POLICY": "relay",
        }

    def start(self) -> Turn:
        path = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin"
        self.process = subprocess.Popen(
            [
                *[*self.prefix(), shutil.which("turnserver", path=path)],
                *["-c", str(self.configuration()), *self.encryption()],
                *[f"--listening-ip={self.address}", f"--relay-ip={self.address}"],
                f"--listening-port={self.port}",
                *["--allow-loopback-peers", f"--allowed-peer-ip={self.address}"],
                f"--pidfile={self.folder}/coturn.pid",
                "--userdb=:memory:",  # two first log-ins at once want it made already
            ],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        assert self.answers(), self.log.read_text()
        return self

    def prefix(self) -> list[str]:
        """What starts it somewhere else than here."""
        return []

    def encryption(self) -> list[str]:
        """None: what passes is encrypted already."""
        return ["--no-tls", "--no-dtls"]

    def configuration(self) -> Path:
        """The one that we ship, with the secret filled in."""
        shipped = (ROOT / "deploy" / "coturn" / "turnserver.conf").read_text()
        path = self.folder / "turnserver.conf"
        path.write_text(shipped.replace("FILL-IN-THE-TURN-SECRET", SECRET))
        return path

    def read(self) -> None:
        with self.log.open("a") as log:
            for line in self.process.stdout:
                log.write(line)
                log.flush()

    def answers(self) -> bool:
        """Asks until coturn listens; a port without a listener refuses at once."""
        with socket.socket(type=socket.SOCK_DGRAM) as asking:
            asking.connect(("127.0.0.1", self.port))
            asking.settimeout(ANSWER_S)
            for _ in range(int(START_S / ANSWER_S)):
                try:
                    asking.send(BINDING_REQUEST)
                    return bool(asking.recv(1024))
                except TimeoutError:
                    continue
                except ConnectionRefusedError:
                    self.reader.join(ANSWER_S)  # it is starting; or has it ended?
        return False

    @contextmanager
    def away(self, seconds: float) -> Iterator[None]:
        """The network is gone for so long: nothing passes, and nobody is told."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
            threading.Event().wait(max(0, begun + seconds - time.monotonic()))
        finally:
            self.process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        if self.process.poll() is not None:
            return
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.process.stdout.close()


class EveryWay(Turn):
    """A relay by UDP, TCP and TLS, with a certificate that nobody signed."""

    def __init__(self, folder: Path, port: int) -> None:
        super().__init__(folder, port)
        self.tls_port = free_port()

    @property
    def urls(self) -> dict[str, str]:
        host = f"{self.address}:{self.port}"
        return {
            "udp": f"turn:{host}?transport=udp",
            "tcp": f"turn:{host}?transport=tcp",
            "tls": f"turns:{self.address}:{self.tls_port}?transport=tcp",
        }

    @property
    def settings(self) -> dict[str, str]:
        return {
            "SIO_TURN_URLS": ",".join(self.urls.values()),
            "SIO_TURN_SECRET": SECRET,
        }

    def encryption(self) -> list[str]:
        key, certificate = self.folder / "key.pem", self.folder / "cert.pem"
        subprocess.run(
            [
                *["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"],
                *["-subj", "/CN=relay", "-keyout", key, "-out", certificate],
            ],
            check=True,
            capture_output=True,
        )
        return [
            *[f"--cert={certificate}", f"--pkey={key}"],
            f"--tls-listening-port={self.tls_port}",
        ]
