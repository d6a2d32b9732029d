"""A guest needs two presses, of two sides, about one person; and lapses."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest

from sio.core.sides import Side
from sio.lessons.live import guests
from sio.lessons.live.guests import MemoryGuests, RedisGuests
from sio.lessons.live.relay import redis_client

pytestmark = pytest.mark.anyio
CARLA, CHRIS, ROOM = 1, 2, 7


@pytest.fixture
def anyio_backend():
    return "asyncio"


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
        asked = await book.invite(ROOM, CARLA, Side.CLASS)
        assert (asked.user, asked.asked_by, asked.let_in) == (CARLA, "class", False)
        assert await book.come(ROOM, CARLA, "a") is None
        assert (await book.let_in(ROOM, asked.visit, Side.HOME)).let_in
        assert (await book.come(ROOM, CARLA, "a")).line is None
        assert (await book.guest(ROOM)).line == "a"


@both
async def test_the_side_that_asked_does_not_let_in(kind, redis_url):
    async with kept(kind, redis_url) as book:
        asked = await book.invite(ROOM, CARLA, Side.HOME)
        assert not (await book.let_in(ROOM, asked.visit, Side.HOME)).let_in
        assert await book.come(ROOM, CARLA, "a") is None


@both
async def test_nobody_else_comes_in_on_an_invitation(kind, redis_url):
    async with kept(kind, redis_url) as book:
        asked = await book.invite(ROOM, CARLA, Side.HOME)
        assert await book.invite(ROOM, CHRIS, Side.CLASS) == asked
        assert not (await book.let_in(ROOM, "another", Side.CLASS)).let_in
        await book.let_in(ROOM, asked.visit, Side.CLASS)
        assert await book.come(ROOM, CHRIS, "b") is None
        assert await book.come(ROOM + 1, CARLA, "a") is None


@both
async def test_who_was_put_out_needs_both_presses_anew(kind, redis_url):
    async with kept(kind, redis_url) as book:
        asked = await book.invite(ROOM, CARLA, Side.HOME)
        await book.let_in(ROOM, asked.visit, Side.CLASS)
        await book.come(ROOM, CARLA, "a")
        assert not await book.dismiss(ROOM, "another")
        assert await book.hold(ROOM, asked.visit, "a")
        assert await book.dismiss(ROOM, asked.visit)
        assert not await book.hold(ROOM, asked.visit, "a")
        assert await book.come(ROOM, CARLA, "a") is None
        assert await book.let_in(ROOM, asked.visit, Side.CLASS) is None
        assert (await book.invite(ROOM, CARLA, Side.HOME)).visit != asked.visit


@both
async def test_a_newer_window_takes_the_place_of_an_older_one(kind, redis_url):
    async with kept(kind, redis_url) as book:
        asked = await book.invite(ROOM, CARLA, Side.HOME)
        await book.let_in(ROOM, asked.visit, Side.CLASS)
        await book.come(ROOM, CARLA, "a")
        assert (await book.come(ROOM, CARLA, "b")).line == "a"
        assert not await book.hold(ROOM, asked.visit, "a")
        assert await book.hold(ROOM, asked.visit, "b")


@both
async def test_a_line_that_broke_comes_back_until_it_lapses(
    kind, redis_url, monkeypatch
):
    monkeypatch.setattr(guests, "GUEST_LAPSES_MS", 80)
    async with kept(kind, redis_url) as book:
        asked = await book.invite(ROOM, CARLA, Side.HOME)
        await book.let_in(ROOM, asked.visit, Side.CLASS)
        assert await book.come(ROOM, CARLA, "a")
        assert await book.come(ROOM, CARLA, "b")
        await asyncio.sleep(0.15)
        assert await book.come(ROOM, CARLA, "c") is None
