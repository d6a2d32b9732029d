"""200 lessons, and one machine after the other goes away: all of them go on.

No browsers: what the pages say to the server is said by tests/crowd.
"""

from __future__ import annotations

import asyncio
import threading
from time import perf_counter

import pytest

from tests.core.turn_client import TurnClient
from tests.crowd.town import Town

LESSONS = 200
AWAY_S = 30  # PostgreSQL: rights and seats are looked at anew meanwhile
SOON_S = 60  # for a busy machine; most is there within one
LOOK_S = 0.05


@pytest.fixture(scope="module")
def town(tmp_path_factory, postgres):
    database = postgres.copy("town")
    town = Town(tmp_path_factory.mktemp("town"), LESSONS + 2)
    with town.awake(postgres.cluster, database):
        yield town


def test_lessons_outlive_every_machine(town):
    failed = []

    def play():
        try:
            asyncio.run(Story(town).play())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=play)  # Playwright has a loop in this thread
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


class Story:
    def __init__(self, town):
        self.town = town
        self.homes = [town.device(number, "home") for number in range(LESSONS)]
        self.classes = [town.device(number, "class") for number in range(LESSONS)]
        # A second device at home, which waits for its turn all the time.
        self.spares = [town.device(number, "spare") for number in range(10)]
        self.late = [town.device(LESSONS, name) for name in ("home", "class")]
        self.early = [town.device(LESSONS + 1, name) for name in ("home", "class")]
        self.strangers, self.ended = [], []

    @property
    def lessons(self):
        """Those in a lesson: both sides, pair by pair."""
        pairs = zip(self.homes, self.classes, strict=True)
        return [pair for pair in pairs if pair not in self.ended]

    @property
    def devices(self):
        return [device for pair in self.lessons for device in pair]

    async def play(self):
        trying = asyncio.ensure_future(self.strangers_try())
        await self.everybody_comes()
        await self.the_relay_lets_us_in()
        await self.a_process_is_killed()
        await self.redis_restarts()
        await self.a_right_ends_while_redis_is_away()
        await self.postgres_is_away()
        await self.everybody_leaves()
        trying.cancel()
        assert not any(one.met.welcomes for one in self.strangers)
        assert len(self.strangers) > 20
        for device in (*self.devices, *self.spares, *self.strangers):
            device.stop()
        for _home, klas in self.ended:
            klas.stop()
        await asyncio.sleep(0.2)  # their connections close

    async def strangers_try(self):
        """Not paired, not any more, or paired to another room."""
        key = self.town.keys[0]
        other = self.town.keys[1]["traject"]
        tries = [("home", 0, "x" * 43), ("class", other, key["class"])]
        while True:
            ended = [home.cookie.partition("=")[2] for home, _klas in self.ended]
            for name, room, credential in [*tries, *(("home", 0, c) for c in ended)]:
                stranger = self.town.browser(name, room, credential)
                self.strangers.append(stranger)
                stranger.start()
            await asyncio.sleep(1)

    # What happens ------------------------------------------------------------------

    async def everybody_comes(self):
        for device in (*self.devices, *self.early):
            device.note_every_s = 5
            device.start()
        await until(lambda: all(one.met.welcomes for one in self.devices))
        for device in self.devices:
            device.enter()
        await until(self.all_are_in)
        for spare in self.spares:
            spare.start()
        await self.words_pass()

    async def the_relay_lets_us_in(self):
        server = self.homes[0].ice["servers"][0]
        name, password = server["username"], server["credential"]

        def ask(word):
            with TurnClient(self.town.turn.port, name, word) as client:
                return client.allocate()

        assert await asyncio.to_thread(ask, password) == 0
        assert await asyncio.to_thread(ask, "wrong") == 401

    async def a_process_is_killed(self):
        before = self.connections()
        closes = self.closes()
        await in_thread(self.town.servers[0].stop, kill=True)
        await until(lambda: self.closes() - closes >= LESSONS / 2)
        await until(self.all_are_in)
        await self.words_pass()
        assert self.connections() == before
        await in_thread(self.town.servers[0].start)

    async def redis_restarts(self):
        before, closes = self.connections(), self.closes()
        await in_thread(self.town.redis.stop)
        await asyncio.sleep(1)
        await in_thread(self.town.redis.start)
        await self.words_pass()
        await asyncio.sleep(6)  # each has given a sign of life: nobody lost a seat
        await until(self.all_are_in)
        assert not any(spare.is_in for spare in self.spares)
        assert (self.connections(), self.closes()) == (before, closes)

    async def a_right_ends_while_redis_is_away(self):
        """At once when it is back, on whichever process the device is."""
        pairs = self.lessons[-4:]
        await in_thread(self.town.redis.stop)
        credentials = [home.cookie.partition("=")[2] for home, _klas in pairs]
        await in_thread(self.town.run, f"unpair(*{credentials})")
        await in_thread(self.town.redis.start)
        # Not only as its rights are read again, which is 45 s later at the soonest.
        await until(
            lambda: all(home.met.refused == 4401 for home, _klas in pairs), within_s=30
        )
        for _home, klas in pairs:
            await until(lambda klas=klas: not klas.across)
        self.ended += pairs
        await self.words_pass()

    async def postgres_is_away(self):
        closes = self.closes()
        await in_thread(self.town.cluster.stop)
        gone = perf_counter()
        for device in self.late:  # they arrive
            device.wants_in = True
            device.start()
        for device in self.early:  # they sit in the lobby, and press
            device.enter()
        while perf_counter() - gone < AWAY_S:
            await self.words_pass(within_s=20)
        assert not any(device.met.entries for device in (*self.late, *self.early))
        for device in self.early:
            assert ("enter", "core.storage_away") in device.met.errors
        assert all(set(device.met.closes) == {1011} for device in self.late)
        await in_thread(self.town.cluster.start)
        await until(lambda: all(one.connection for one in (*self.late, *self.early)))
        assert self.closes() == closes
        self.homes += [self.late[0], self.early[0]]
        self.classes += [self.late[1], self.early[1]]

    async def everybody_leaves(self):
        kept = {}
        for home, klas in [*self.lessons, *self.ended]:
            kept[klas.connection] = (home, klas)
        await asyncio.gather(*(device.leave() for device in self.devices))
        rows = await in_thread(self.town.uses)
        assert len(rows) == len(kept) == LESSONS + 2
        for connection, _traject, started_at, stopped_at in rows:
            home, klas = kept[connection]
            assert started_at == min(home.started_at, klas.started_at)
            if (home, klas) not in self.ended:
                assert stopped_at == max(home.stopped_at, klas.stopped_at)

    # What must hold ------------------------------------------------------------------

    def all_are_in(self):
        return all(device.is_in and device.connection for device in self.devices)

    def connections(self):
        """What both sides of each lesson call it; they agree."""
        for home, klas in self.lessons:
            assert home.connection == klas.connection is not None
        return [home.connection for home, _klas in self.lessons]

    def closes(self):
        return sum(len(device.met.closes) for device in self.devices)

    async def words_pass(self, within_s=SOON_S):
        """What each side says reaches the other; said again until it does."""
        for device in self.devices:
            device.met.delays_s.clear()
        end = perf_counter() + within_s
        while deaf := [one for one in self.devices if not one.met.delays_s]:
            assert perf_counter() < end, f"{len(deaf)} hear nothing"
            for home, klas in self.lessons:
                for one, other in ((home, klas), (klas, home)):
                    if other in deaf:
                        one.send("talk", 100)
            await asyncio.sleep(0.5)


async def until(condition, within_s=SOON_S):
    end = perf_counter() + within_s
    while not condition():
        assert perf_counter() < end, f"not within {within_s} s"
        await asyncio.sleep(LOOK_S)


in_thread = asyncio.to_thread
