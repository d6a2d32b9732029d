"""Runs a command with `DATABASE_URL` set to a PostgreSQL that lives as long as it.

    python tools/with_postgres.py pytest tests

The cluster is made in a temporary folder, listens on a free port of the loopback
only, asks a password, and is gone afterwards. PostgreSQL refuses to run as root:
then it runs as the user `postgres`.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    # Nothing here has to survive a crash.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


def main(command: list[str]) -> int:
    """The command's own exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that `finally` runs
    with cluster() as url:
        return subprocess.call(command, env=os.environ | {"DATABASE_URL": url})


class Cluster:
    """A PostgreSQL of its own, in a folder that is there already; starts and stops."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder, self.settings = folder, SETTINGS | settings
        self.port, self.password = free_port(), secrets.token_urlsafe(24)
        (folder / "password").write_text(self.password)
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            for path in (folder, folder / "password"):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        quietly(
            *[program("initdb"), "--pgdata", str(folder / "data"), "--username=sio"],
            *["--auth=scram-sha-256", f"--pwfile={folder / 'password'}"],
            *["--encoding=UTF8", "--locale=C.UTF-8"],
        )

    def url(self, database: str = "postgres") -> str:
        return f"postgres://sio:{self.password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        options = " ".join(
            f"-c {key}='{value}'" for key, value in self.settings.items()
        )
        log = f"--log={self.folder / 'log'}"
        self.control("start", log, f"--options=-p {self.port} {options}")

    def stop(self) -> None:
        """At once, as in a crash."""
        self.control("stop", "--mode=immediate")

    def control(self, *command: str) -> None:
        data = str(self.folder / "data")
        quietly(program("pg_ctl"), "--pgdata", data, "--wait", *command)


@contextmanager
def running(**settings: str) -> Iterator[Cluster]:
    """A cluster that runs now, and is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="sio-postgres-") as name:
        cluster = Cluster(Path(name), **settings)
        cluster.start()
        try:
            yield cluster
        finally:
            if (cluster.folder / "data" / "postmaster.pid").exists():
                cluster.stop()


@contextmanager
def cluster() -> Iterator[str]:
    """Gives the URL of an empty database in a cluster of its own."""
    with running() as made:
        yield made.url()


def program(name: str) -> str:
    """Its path: the newest that Debian keeps outside the path, else from the path."""
    debian = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = sorted(debian, key=lambda path: float(path.parts[4]))
    found = str(newest[-1]) if newest else shutil.which(name)
    if not found:
        sys.exit(f"PostgreSQL is missing here: no {name} was found.")
    return found


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def quietly(*command: str) -> None:
    """Runs it, not as root; exits with what it said if it fails."""
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    # A file, not a pipe: the server that pg_ctl starts keeps it open.
    with tempfile.TemporaryFile("w+") as output:
        if subprocess.call(
            [*as_postgres, *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
        ):
            output.seek(0)
            sys.exit(f"{output.read()}\nThis failed: {' '.join(command)}")


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
