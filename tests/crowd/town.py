"""All that a lesson needs, from Debian's packages, with the configuration we ship."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from sio.core.sides import Side
from tests.core.machine import make_certificate
from tests.core.proxy import NAME, Proxy, unchecked
from tests.crowd.device import Device
from tests.crowd.machines import Process, Redis
from tests.crowd.wire import Address
from tests.e2e.server import free_port, manage
from tests.e2e.turn import SECRET, Turn
from tools.with_postgres import Cluster


class Town:
    """Its machines, and the devices of its pupils and classes."""

    def __init__(self, folder: Path, count: int, processes: int = 2) -> None:
        self.folder, self.count = folder, count
        self.redis, self.turn = Redis(folder), Turn(folder, free_port())
        self.processes = processes
        self.servers: list[Process] = []

    @contextmanager
    def awake(self, cluster: Cluster, database: str) -> Iterator[Town]:
        """While everything runs. `database` has been migrated."""
        with ExitStack() as stack:
            self.cluster, self.database = cluster, database
            stack.callback(self.turn.stop)
            self.turn.start()
            stack.callback(self.redis.stop)
            self.redis.start()
            self.settle()
            for _ in range(self.processes):
                server = Process(self.folder, **self.environment)
                stack.callback(server.stop)
                self.servers.append(server.start())
            make_certificate(self.folder)
            ports = [server.port for server in self.servers]
            proxy = Proxy(self.folder, self.folder, ports, self.folder / "static")
            self.proxy = stack.enter_context(proxy)
            self.address = Address(proxy.port_of(proxy.secure), NAME, unchecked())
            yield self

    @property
    def environment(self) -> dict[str, str]:
        """Strict, as on a real machine behind the proxy."""
        return {
            "SIO_DEMO": "0",
            "SIO_HOSTS": NAME,
            "SIO_TRUSTED_PROXIES": "1",
            "SIO_TURN_URLS": f"turn:127.0.0.1:{self.turn.port}?transport=udp",
            "SIO_TURN_SECRET": SECRET,
            "DATABASE_URL": self.cluster.url(self.database),
            "REDIS_URL": self.redis.url,
        }

    def run(self, call: str) -> None:
        """A function of tests.crowd.people, in a process of its own."""
        code = f"from tests.crowd import people; people.{call}"
        manage(self.folder, "shell", "-c", code, **self.environment)

    def settle(self) -> None:
        file = self.folder / "keys.json"
        self.run(f"settle({self.count}, '{file}')")
        self.keys = json.loads(file.read_text())

    def device(self, number: int, name: str) -> Device:
        """`name`: home, spare or class."""
        key = self.keys[number]
        return self.browser(name, key["traject"], key[name])

    def browser(self, name: str, room: int, credential: str) -> Device:
        side = Side.CLASS if name == "class" else Side.HOME
        return Device(side, room, credential, self.address, prefix="__Host-")

    def uses(self) -> list[tuple[str, int, int, int]]:
        """Connection, traject, start and stop (ms) of every row of use."""
        with psycopg.connect(self.cluster.url(self.database)) as connection:
            rows = connection.execute(
                "SELECT connection, traject_id, started_at, stopped_at FROM lessons_use"
            )
            return [
                (str(one), traject, milliseconds(start), milliseconds(stop))
                for one, traject, start, stop in rows
            ]


def milliseconds(moment) -> int:
    return round(moment.timestamp() * 1000)
