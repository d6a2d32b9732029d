"""Whatever is pressed, in any order: one side asked, and the other let it in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from sio.core.sides import Side
from sio.lessons.live.endpoint import guest_socket
from sio.lessons.live.guests import MemoryGuests
from sio.lessons.routing import routes

ROOM = 7
PEOPLE = st.integers(1, 3)
SIDES = st.sampled_from(Side)
WHICH = st.integers(0, 3)  # of the visits so far, the last first
STEPS = st.one_of(
    st.tuples(st.just("invite"), PEOPLE, SIDES),
    st.tuples(st.just("let_in"), WHICH, SIDES),
    st.tuples(st.just("come"), PEOPLE, st.sampled_from("abc")),
    st.tuples(st.just("dismiss"), WHICH),
)


@dataclass
class Told:
    """What people have pressed, of the visit that there is, and all visits so far."""

    visits: list[str] = field(default_factory=list)
    user: int = 0
    asked_by: str = ""
    agreed: bool = False

    def named(self, which):
        return self.visits[-1 - which] if which < len(self.visits) else "none"


async def play(steps):
    book, told = MemoryGuests(), Told()
    for kind, *rest in steps:
        await globals()[f"_{kind}"](book, told, *rest)


async def _invite(book, told, user, side):
    asked = await book.invite(ROOM, user, side)
    if told.user:
        assert asked.visit == told.visits[-1]
        return
    assert asked.visit not in told.visits
    told.visits.append(asked.visit)
    told.user, told.asked_by = user, side.value


async def _let_in(book, told, which, side):
    visit = told.named(which)
    await book.let_in(ROOM, visit, side)
    of_this = bool(told.user) and visit == told.visits[-1]
    told.agreed = told.agreed or (of_this and side.value != told.asked_by)


async def _come(book, told, user, line):
    came = await book.come(ROOM, user, line)
    assert (came is not None) == (told.agreed and user == told.user)
    assert await book.come(ROOM + 1, user, line) is None


async def _dismiss(book, told, which):
    visit = told.named(which)
    gone = await book.dismiss(ROOM, visit)
    assert gone == (bool(told.user) and visit == told.visits[-1])
    if gone:
        told.user, told.asked_by, told.agreed = 0, "", False


@given(st.lists(STEPS, max_size=25))
def test_nobody_is_inside_without_two_presses_of_two_sides_about_this_visit(steps):
    asyncio.run(play(steps))


def test_one_address_leads_a_guest_in():
    assert [one.path for one in routes if one.endpoint is guest_socket] == [
        "/ws/gast/{traject:int}/"
    ]
    assert len(routes) == 4
