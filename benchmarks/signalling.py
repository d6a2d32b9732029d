"""A whole morning's lessons come within a minute: how long is a word under way?

The devices (tests/crowd) are asyncio clients in this very process, beside PostgreSQL,
Redis and the server on the same machine, and take up to a quarter of a core of it.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from time import perf_counter

from benchmarks.figure import Figure, figure, percentile
from sio.core.sides import Side
from tests.crowd.device import Device
from tests.crowd.machines import Process, Redis
from tests.crowd.wire import Address
from tests.e2e.server import manage
from tools.with_postgres import running

QUESTION = "How long is a word under way while thousands of lessons begin?"
NAMES = (
    "signalling_1500_p99_ms",
    "signalling_1500_crippled_p99_ms",
    "signalling_1500_join_ms",
    "socket_memory_kb",
    "socket_memory_crippled_kb",
    "signalling_3000_p99_ms",
    "signalling_3000_join_ms",
    "signalling_3000_crippled_p99_ms",
    "signalling_breaks_lessons",
)
WITHIN_S, HOLD_S, PATIENCE_S = 60.0, 20.0, 60.0
TALK_EVERY_S = 20.0  # a side's; it goes over the socket only until the line is up
LIMIT_MS, LIMIT_KB = 100.0, 100.0
MORE = (3000,)
CRIPPLED = "benchmarks.signalling_crippled:application"
KEYS = "b1:" + "b25seS1mb3ItdGhlLWJlbmNobWFyay1vZi1saW5lcy0="


def run() -> Iterator[Figure]:
    with machines() as (folder, environment):
        whole = morning(folder, environment, 1500)
        yield from whole.figures("signalling_1500", LIMIT_MS)
        yield whole.memory("socket_memory_kb", LIMIT_KB)
        crippled = morning(folder, environment, 1500, app=CRIPPLED)
        yield crippled.relay("signalling_1500_crippled_p99_ms", None)
        yield crippled.memory("socket_memory_crippled_kb", None)
        double = morning(folder, environment, 3000, processes=2)
        yield from double.figures("signalling_3000", LIMIT_MS)
        crippled = morning(folder, environment, 3000, processes=2, app=CRIPPLED)
        yield crippled.relay("signalling_3000_crippled_p99_ms", None)
        yield figure(
            "signalling_breaks_lessons", [breaks(folder, environment)], "", None
        )


def breaks(folder: Path, environment: dict[str, str]) -> float:
    """The number of lessons on one process at which a word takes too long."""
    for count in MORE:
        tried = morning(folder, environment, count)
        if not tried.is_whole or percentile(tried.delays_ms, 99) > LIMIT_MS:
            return count
    return float("inf")


@contextmanager
def machines() -> Iterator[tuple[Path, dict[str, str]]]:
    """PostgreSQL with pupils and paired devices, and Redis."""
    os.environ.setdefault("SIO_DATA_KEYS", KEYS)
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        redis = Redis(folder)
        redis.start()
        stack.callback(redis.stop)
        database = stack.enter_context(running()).url()
        environment = {"DATABASE_URL": database, "REDIS_URL": redis.url}
        manage(folder, "migrate", "--verbosity=0", "--no-input", **environment)
        call = f"settle({max(MORE)}, '{folder}/keys.json')"
        code = f"from tests.crowd import people; people.{call}"
        manage(folder, "shell", "-c", code, **environment)
        yield folder, environment


class Morning:
    """What so many lessons on these servers met."""

    def __init__(self, servers: list[Process], keys: list[dict[str, str]]) -> None:
        self.servers, self.chance = servers, Random(7)
        places = [Address(one.port, f"127.0.0.1:{one.port}") for one in servers]
        self.lessons = []
        for number, key in enumerate(keys):
            # Of each lesson one side is on the one process, one on the other.
            home, klas = (places[(number + n) % len(places)] for n in (0, 1))
            room = int(key["traject"])
            pair = Device(Side.HOME, room, key["home"], home)
            self.lessons.append((pair, Device(Side.CLASS, room, key["class"], klas)))
        self.devices = [device for pair in self.lessons for device in pair]
        self.joins_ms: list[float] = []
        self.kb = 0.0

    async def pass_by(self) -> None:
        before = self.resident_kb()
        people = [asyncio.ensure_future(self.attend(one)) for one in self.devices]
        end = perf_counter() + WITHIN_S + PATIENCE_S
        while not self.is_whole and perf_counter() < end:
            await asyncio.sleep(0.2)
        there = [device for device in self.devices if device.connection]
        self.kb = (self.resident_kb() - before) / max(1, len(there))
        await asyncio.sleep(HOLD_S)
        for task in people:
            task.cancel()
        for device in self.devices:
            device.stop()
        await asyncio.sleep(0.5)

    async def attend(self, device: Device) -> None:
        """Comes some time within the minute, presses, and says a word now and then."""
        await asyncio.sleep(self.chance.random() * WITHIN_S)
        began = perf_counter()
        device.wants_in = True
        device.start()
        await device.on_entered.wait()
        self.joins_ms.append(1000 * (perf_counter() - began))
        while True:
            await asyncio.sleep(self.chance.random() * 2 * TALK_EVERY_S)
            if device.is_in and device.across:
                device.send("talk", 200)

    @property
    def is_whole(self) -> bool:
        return all(device.connection for device in self.devices)

    @property
    def delays_ms(self) -> list[float]:
        delays = [1000 * delay for one in self.devices for delay in one.met.delays_s]
        return delays or [1000 * PATIENCE_S]  # nobody heard anything

    def resident_kb(self) -> float:
        pages = sum(
            int(Path(f"/proc/{one.process.pid}/statm").read_text().split()[1])
            for one in self.servers
            if one.process
        )
        return pages * resource.getpagesize() / 1024

    def figures(self, name: str, limit: float) -> Iterator[Figure]:
        if not self.is_whole or any(device.met.closes for device in self.devices):
            print(f"{name}: not everybody came in at once", file=sys.stderr)
        yield self.relay(f"{name}_p99_ms", limit)
        yield figure(f"{name}_join_ms", self.joins_ms, "ms", None)

    def relay(self, name: str, limit: float | None) -> Figure:
        return figure(name, self.delays_ms, "ms", limit, of="p99")

    def memory(self, name: str, limit: float | None) -> Figure:
        return figure(name, [self.kb], "kB", limit)


def morning(
    folder: Path,
    environment: dict[str, str],
    count: int,
    processes: int = 1,
    app: str = "",
) -> Morning:
    """One process needs no Redis, as in most places."""
    if processes == 1:
        environment = environment | {"REDIS_URL": ""}
    keys = json.loads((folder / "keys.json").read_text())[:count]
    with ExitStack() as stack:
        servers = []
        for _ in range(processes):
            server = Process(folder, **environment)
            if app:
                server.command = [app if ":" in one else one for one in server.command]
            stack.callback(server.stop)
            servers.append(server.start())
        whole = Morning(servers, keys)
        asyncio.run(whole.pass_by())
        return whole
