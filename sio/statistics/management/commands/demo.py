"""Starts the demo: database, demo data, static files, worker, server, links."""

from __future__ import annotations

import asyncio
import hashlib
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

import uvicorn
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django_tasks_db.management.commands.db_worker import Worker

from sio.casework.demo import load_demo
from sio.statistics.demo.loading import load_history_demo
from sio.statistics.demo.mask_of_2016 import mask_of_2016
from sio.statistics.demo.release import want_releases

HOST = "127.0.0.1"
DOORS = {
    "class": "/demo/klas/",
    "pupil": "/demo/thuis/",
    "consultant": "/demo/consulent/",
    "parent": "/demo/ouder/",
    "school": "/demo/school/",
    "coordinator": "/demo/coordinator/",
    "privacy": "/demo/privacy/",
    "helpdesk": "/demo/helpdesk/",
    "policy": "/demo/beleid/",
}
# Twice the largest message of the protocol: above it the server hangs up by itself.
LARGEST_FRAME_BYTES = 2 * 64 * 1024
GOODBYE_S = 2  # for open lines, after Ctrl-C


class Command(BaseCommand):
    help = "Runs the system with demo data on 127.0.0.1; PORT chooses the port."
    requires_system_checks: list[str] = []  # a second start is quick

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SIO_DEMO:
            raise CommandError(
                "The demo opens doors without a key: it needs SIO_DEMO=1."
            )
        with listening(wanted_port()) as listener:
            migrate()
            load_demo()
            load_history_demo()
            want_releases(mask_of_2016())
            collect_static_files()
            with working():
                serve(listener)


def wanted_port() -> int:
    """From PORT. Raises CommandError when it is no port."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CommandError(f"PORT is a number from 1 to 65535, not {text!r}.")
    return int(text)


def listening(port: int) -> socket.socket:
    """Raises CommandError when the port is taken or not for us."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise CommandError(
            f"Port {port} can't be used ({error.strerror}): stop the other program, "
            f"or choose another port, such as make demo PORT={port + 1}."
        ) from error
    return listener


def migrate() -> None:
    """When there is something to migrate: looking is a second quicker than doing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def collect_static_files() -> None:
    """Into STATIC_ROOT, when one of them changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    now = fingerprint()
    if stamp.is_file() and stamp.read_text() == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now)


def fingerprint() -> str:
    """Of the names, sizes and times of all static files."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([".*"]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@contextmanager
def working() -> Iterator[None]:
    """A worker beside the server, which sends the mails; ends with it."""
    worker = Worker(
        queue_names=["*"],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="demo",
        excluded_queue_names=[],
    )
    Thread(target=worker.run, name="worker", daemon=True).start()
    try:
        yield
    finally:
        worker.running = False


def serve(listener: socket.socket) -> None:
    """Until Ctrl-C. Raises CommandError when the server doesn't start."""
    config = uvicorn.Config(
        "sio.asgi:application",
        ws="websockets-sansio",
        ws_max_size=LARGEST_FRAME_BYTES,
        lifespan="on",
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=GOODBYE_S,
    )
    server = DemoServer(config)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return  # uvicorn has ended in order, and passes the signal on
    if not server.started:
        raise CommandError("The demo's server did not start: see the lines above.")


class DemoServer(uvicorn.Server):
    """Tells where to go, once it answers."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            port = sockets[0].getsockname()[1]
            self.greeting = asyncio.create_task(self.greet(f"http://{HOST}:{port}"))

    async def greet(self, site: str) -> None:
        await asyncio.to_thread(read, f"{site}/gezond/")
        for name, path in DOORS.items():
            print(f"{name}: {site}{path}")
        print("Open class and pupil in two windows; Ctrl-C stops the demo.", flush=True)


def read(url: str) -> None:
    """Raises OSError unless the answer is 200."""
    with urlopen(url, timeout=30) as answer:
        answer.read()
