"""What the tests of deploy/ need of this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from contextlib import ExitStack


def program(name):
    """Its path, also where only root has it on the path."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    found = shutil.which(name, path=path)
    assert found, f"{name} is missing: run the tests by make test"
    return found


def free_ports(count):
    """So many different ports of the loopback that nobody listens on now."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def make_certificate(folder):
    """cert.pem and key.pem for localhost, signed by themselves."""
    subprocess.run(
        [
            *[
                "openssl",
                "req",
                "-x509",
                "-days",
                "2",
                "-nodes",
                "-subj",
                "/CN=localhost",
            ],
            *["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
            *["-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        ],
        check=True,
        capture_output=True,
    )
