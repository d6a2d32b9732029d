"""A guest needs two presses, of two sides, about one person; and lapses."""

from __future__ import annotations

import asyncio
import subprocess
from contextlib import asynccontextmanager

import pytest

from sio.core.sides import Side
from sio.lessons.live import guests
from sio.lessons.live.guests import Guest, MemoryGuests, RedisGuests
from sio.lessons.live.relay import redis_client

pytestmark = pytest.mark.anyio
CARLA, CHRIS, ROOM = 1, 2, 7


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory):
    path = tmp_path_factory.mktemp("redis") / "socket"
    command = ["redis-server", "--port", "0", "--unixsocket", str(path), "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert any("accept connections" in line for line in server.stdout)
        yield f"unix://{path}"
        server.terminate()


@asynccontextmanager
async def kept(kind, url):
    if kind == "memory":
        yield MemoryGuests()
    else:
        async with redis_client(url) as client:
            await client.flushall()
            yield RedisGuests(client)


both = pytest.mark.parametrize("kind", ["memory", "redis"])


@both
async def test_two_presses_of_two_sides_let_somebody_in(kind, redis_url):
    async with kept(kind, redis_url) as book:
        assert await book.invite(ROOM, CARLA, Side.CLASS) == Guest(CARLA, "class")
        assert not await book.hold(ROOM, CARLA, "a")
        assert (await book.let_in(ROOM, CARLA, Side.HOME)).let_in
        assert await book.hold(ROOM, CARLA, "a")
        assert (await book.guest(ROOM)).line == "a"


@both
async def test_the_side_that_asked_does_not_let_in(kind, redis_url):
    async with kept(kind, redis_url) as book:
        await book.invite(ROOM, CARLA, Side.HOME)
        assert not (await book.let_in(ROOM, CARLA, Side.HOME)).let_in
        assert not await book.hold(ROOM, CARLA, "a")


@both
async def test_nobody_else_comes_in_on_an_invitation(kind, redis_url):
    async with kept(kind, redis_url) as book:
        await book.invite(ROOM, CARLA, Side.HOME)
        assert (await book.invite(ROOM, CHRIS, Side.CLASS)).user == CARLA
        assert not (await book.let_in(ROOM, CHRIS, Side.CLASS)).let_in
        await book.let_in(ROOM, CARLA, Side.CLASS)
        assert not await book.hold(ROOM, CHRIS, "b")
        assert not await book.hold(ROOM + 1, CARLA, "a")


@both
async def test_who_was_put_out_needs_both_presses_anew(kind, redis_url):
    async with kept(kind, redis_url) as book:
        await book.invite(ROOM, CARLA, Side.HOME)
        await book.let_in(ROOM, CARLA, Side.CLASS)
        await book.dismiss(ROOM)
        assert not await book.hold(ROOM, CARLA, "a")
        assert await book.let_in(ROOM, CARLA, Side.CLASS) is None
        assert await book.guest(ROOM) is None


@both
async def test_a_line_that_broke_comes_back_until_it_lapses(
    kind, redis_url, monkeypatch
):
    monkeypatch.setattr(guests, "GUEST_LAPSES_MS", 80)
    async with kept(kind, redis_url) as book:
        await book.invite(ROOM, CARLA, Side.HOME)
        await book.let_in(ROOM, CARLA, Side.CLASS)
        assert await book.hold(ROOM, CARLA, "a")
        assert await book.hold(ROOM, CARLA, "b")
        await asyncio.sleep(0.15)
        assert not await book.hold(ROOM, CARLA, "c")
