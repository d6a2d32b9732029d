"""Two hubs stand for two processes; the Redis between them is real."""

from __future__ import annotations

import asyncio
import signal
import subprocess
from contextlib import asynccontextmanager
from dataclasses import replace
from types import SimpleNamespace

import pytest
from redis import RedisError

from sio.core.sides import Side
from sio.lessons.live import relay
from sio.lessons.live.event import Event, Kind
from sio.lessons.live.hub import Hub
from sio.lessons.live.presence import keep_seat
from sio.lessons.live.seats import Holder, MemorySeats

pytestmark = pytest.mark.anyio
ROOM = 7
TABLET = Holder(line="a", device=1, label="Tablet", page="p")
WARD = Holder(line="b", device=2, label="Ziekenhuis", page="q")


@pytest.fixture
def anyio_backend():
    return "asyncio"


class Ear:
    """A member that keeps what it hears."""

    room = ROOM

    def __init__(self):
        self.heard = asyncio.Queue()

    def hear(self, event):
        self.heard.put_nowait((event.kind, event.device, event.text))


@asynccontextmanager
async def two_processes(redis_url):
    here, there = Hub(redis_url), Hub(redis_url)
    home, klas = Ear(), Ear()
    async with (
        asyncio.timeout(5),
        here.running(),
        there.running(),
        here.joined(home),
        there.joined(klas),
    ):
        yield here, there, home, klas


async def test_each_event_is_heard_once_on_both_sides(redis_url):
    async with two_processes(redis_url) as (here, there, home, klas):
        await here.send(Event(ROOM, Kind.SAY, text="one"))
        assert await klas.heard.get() == (Kind.SAY, None, "one")
        await there.send(Event(ROOM, Kind.SAY, text="two"))
        assert await klas.heard.get() == (Kind.SAY, None, "two")
        assert await home.heard.get() == (Kind.SAY, None, "one")
        assert await home.heard.get() == (Kind.SAY, None, "two")


async def test_another_room_hears_nothing(redis_url):
    async with two_processes(redis_url) as (here, _, _, klas):
        await here.send(Event(ROOM + 1, Kind.SAY, text="not for you"))
        await here.send(Event(ROOM, Kind.SAY, text="for you"))
        assert await klas.heard.get() == (Kind.SAY, None, "for you")


async def test_a_command_without_a_server_expels(redis_url):
    async with two_processes(redis_url) as (_, _, _, klas):
        await asyncio.to_thread(Hub(redis_url).expel, ROOM, 3, "revoked")
        assert await klas.heard.get() == (Kind.EXPEL, 3, "revoked")


async def test_who_has_left_hears_no_more(redis_url):
    async with two_processes(redis_url) as (here, there, _, klas):
        late = Ear()
        async with there.joined(late):
            pass
        await here.send(Event(ROOM, Kind.SAY, text="one"))
        assert await klas.heard.get() == (Kind.SAY, None, "one")
        assert late.heard.empty()


async def test_redis_that_is_away_at_a_revocation_is_no_crash(tmp_path):
    Hub(f"unix://{tmp_path}/nobody").expel(ROOM, 3, "revoked")


@asynccontextmanager
async def seats_of_both(kind, redis_url):
    if kind == "memory":
        seats = MemorySeats()
        yield seats, seats
    else:
        async with two_processes(redis_url) as (here, there, _, _):
            yield here.seats, there.seats


@pytest.mark.parametrize("kind", ["memory", "redis"])
async def test_one_device_at_a_time_is_in_the_seat(kind, redis_url):
    room = 100 if kind == "redis" else 1
    async with seats_of_both(kind, redis_url) as (here, there):
        assert await here.holder(room, "home") is None
        assert await here.claim(room, "home", TABLET) == TABLET
        assert await there.claim(room, "home", WARD) == TABLET
        assert await there.claim(room, "class", WARD) == WARD
        assert await there.claim(room, "home", WARD, force=True) == WARD
        assert await here.holder(room, "home") == WARD


@pytest.mark.parametrize("kind", ["memory", "redis"])
async def test_of_four_windows_of_one_device_at_once_three_get_in(kind, redis_url):
    rooms, inside = range(120, 124), replace(WARD, entered=True)
    async with seats_of_both(kind, redis_url) as (here, there):

        async def entering(room):
            seats = here if room % 2 else there
            others = [other for other in rooms if other != room]
            return await seats.enter(
                room, "class", replace(inside, line=str(room)), others
            )

        got = await asyncio.gather(*map(entering, rooms))
        assert sorted(got) == [False, True, True, True]
        held = [await here.holder(room, "class") for room in rooms]
        assert [holder is not None for holder in held] == got


@pytest.mark.parametrize("kind", ["memory", "redis"])
async def test_who_only_waits_elsewhere_may_enter(kind, redis_url):
    async with seats_of_both(kind, redis_url) as (here, _):
        await here.claim(112, "class", WARD)
        await here.claim(113, "class", replace(TABLET, entered=True))
        inside = replace(WARD, entered=True)
        assert await here.enter(114, "class", inside, (112, 113))
        assert await here.holder(114, "class") == inside


@pytest.mark.parametrize("kind", ["memory", "redis"])
async def test_only_who_is_in_the_seat_leaves_it(kind, redis_url):
    room = 101
    async with seats_of_both(kind, redis_url) as (here, there):
        await here.claim(room, "home", TABLET)
        assert await there.release(room, "home", WARD.line) is False
        assert await there.release(room, "home", TABLET.line) is True
        assert await here.holder(room, "home") is None


@pytest.mark.parametrize("kind", ["memory", "redis"])
async def test_another_line_of_the_same_device_takes_the_seat(kind, redis_url):
    room = 102
    newer = Holder(line="c", device=1, label="Tablet", page="r", entered=True)
    async with seats_of_both(kind, redis_url) as (here, there):
        await here.claim(room, "home", TABLET)
        assert await there.claim(room, "home", newer) == newer


@pytest.mark.parametrize("kind", ["memory", "redis"])
async def test_a_line_that_was_ousted_does_not_renew(kind, redis_url):
    """Its news may have been lost with Redis; it must not take the seat back."""
    room = 104
    newer = Holder(line="c", device=1, label="Tablet", page="r")
    async with seats_of_both(kind, redis_url) as (here, there):
        await here.claim(room, "home", TABLET)
        await there.claim(room, "home", newer)
        assert await here.renew(room, "home", TABLET) == newer
        assert await there.renew(room, "home", newer) == newer


@pytest.mark.parametrize("kind", ["memory", "redis"])
async def test_a_seat_lapses(kind, redis_url, monkeypatch):
    monkeypatch.setattr("sio.lessons.live.seats.SEAT_LAPSES_MS", 1)
    room = 103
    async with asyncio.timeout(5), seats_of_both(kind, redis_url) as (here, there):
        await here.claim(room, "home", TABLET)
        while await there.holder(room, "home"):
            await asyncio.sleep(0)
        assert await there.claim(room, "home", WARD) == WARD


class OwnRedis:
    """One that may go away; it comes back empty, as another one would."""

    def __init__(self, path):
        self.url = f"unix://{path}"
        self.command = ["redis-server", "--port", "0", "--unixsocket", str(path)]
        self.command += ["--save", "", "--dir", str(path.parent)]

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        assert any("accept connections" in line for line in self.process.stdout)

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def own_redis(tmp_path):
    redis = OwnRedis(tmp_path / "socket")
    redis.start()
    yield redis
    redis.stop()


async def heard_all(*ears):
    return [await ear.heard.get() for ear in ears]


MISSED = (Kind.MISSED, None, "")


async def test_redis_that_comes_back_is_told_to_each_room(own_redis, monkeypatch):
    monkeypatch.setattr(relay, "RETRY_S", 0.05)
    async with two_processes(own_redis.url) as (here, there, home, klas):
        own_redis.stop()
        await here.send(Event(ROOM, Kind.SAY, text="lost"))
        assert await home.heard.get() == (Kind.SAY, None, "lost")
        own_redis.start()
        assert await heard_all(home, klas) == [MISSED, MISSED]
        await here.send(Event(ROOM, Kind.SAY, text="one"))
        while (heard := await klas.heard.get()) == (Kind.SAY, None, "lost"):
            pass  # it waited so shortly that it was not
        assert heard == (Kind.SAY, None, "one")
        assert not here.seats.are_settled
        assert not there.seats.are_settled


async def test_redis_that_says_nothing_any_more_is_left(own_redis, monkeypatch):
    """As when its machine went without a word: no connection tells us."""
    monkeypatch.setattr(relay, "BEAT_S", 0.05)
    monkeypatch.setattr(relay, "ANSWER_S", 0.2)
    monkeypatch.setattr(relay, "RETRY_S", 0.05)
    async with two_processes(own_redis.url) as (here, _there, home, klas):
        own_redis.process.send_signal(signal.SIGSTOP)
        await asyncio.sleep(0.5)
        own_redis.process.send_signal(signal.SIGCONT)
        assert await heard_all(home, klas) == [MISSED, MISSED]
        await here.send(Event(ROOM, Kind.SAY, text="one"))
        while (heard := await klas.heard.get()) == MISSED:
            pass
        assert heard == (Kind.SAY, None, "one")


async def test_a_quiet_redis_is_not_left(redis_url, monkeypatch):
    monkeypatch.setattr(relay, "BEAT_S", 0.3)
    async with two_processes(redis_url) as (_here, _there, home, klas):
        await asyncio.sleep(1)
        assert home.heard.empty()
        assert klas.heard.empty()


async def test_a_room_that_redis_does_not_confirm_is_not_joined(own_redis, monkeypatch):
    monkeypatch.setattr(relay, "ANSWER_S", 0.1)
    hub = Hub(own_redis.url)
    async with hub.running():
        own_redis.stop()
        with pytest.raises((RedisError, TimeoutError)):
            async with hub.joined(Ear()):
                pass
        own_redis.start()
        async with asyncio.timeout(5):
            while not await joins(hub):
                await asyncio.sleep(0.05)


async def joins(hub):
    try:
        async with hub.joined(Ear()):
            return True
    except (RedisError, TimeoutError):
        return False


async def test_a_rush_waits_for_a_connection_to_redis(redis_url):
    async with two_processes(redis_url) as (here, _there, _home, _klas):
        holders = await asyncio.gather(
            *(here.seats.claim(room, "home", TABLET) for room in range(500, 900))
        )
        assert holders == [TABLET] * 400


class Waiting:
    """A line as presence sees it: it has no seat."""

    room, side, id, device, page = ROOM, Side.HOME, "w", None, "p"
    seated = entered = False
    connection = None

    def __init__(self, hub):
        self.seats, self.publish, self.told = hub.seats, hub.send, []
        self.device = SimpleNamespace(pk=WARD.device, label=WARD.label)

    def reply(self, message):
        self.told.append(message)


async def test_a_seat_that_went_with_redis_is_left_to_who_had_it(
    own_redis, monkeypatch
):
    """Else the second device at home would throw the first out of the lesson."""
    monkeypatch.setattr(relay, "RETRY_S", 0.05)
    async with two_processes(own_redis.url) as (here, _there, home, _klas):
        own_redis.stop()
        own_redis.start()
        assert await home.heard.get() == MISSED
        waiting = Waiting(here)
        await keep_seat(waiting)
        assert not waiting.seated
        assert await here.seats.renew(ROOM, "home", TABLET) == TABLET
        await here.seats.release(ROOM, "home", TABLET.line)
        here.seats.settled_at = 0.0
        await keep_seat(waiting)
        assert waiting.seated
