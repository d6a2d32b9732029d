"""A class device belongs to every pupil of the class, and is with three at once."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from sio.core.sides import Side
from sio.lessons.actions import end_traject
from sio.lessons.live.seats import PUPILS_AT_ONCE
from tests.classmates import classmate
from tests.conftest import paired

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rooms(agreed):
    """Of four pupils of one class."""
    others = [classmate(agreed, name) for name in ("Bo", "Cas", "Dina")]
    return [agreed.pk, *(one.pk for one in others)]


@pytest.fixture
def pages(page, class_device, rooms):
    """The class device's page of each."""
    with ExitStack() as stack:
        yield [stack.enter_context(page(class_device, room=room)) for room in rooms]


def refused(page, how):
    page.say("enter", how=how, connection=None)
    return page.refusal()["code"]


@pytest.mark.parametrize("how", ["press", "again"])
def test_one_device_enters_with_three_and_not_with_a_fourth(pages, how):
    assert PUPILS_AT_ONCE == 3
    *three, fourth = pages
    for one in three:
        one.enter()
    assert refused(fourth, how) == "lessons.too_many_pupils"
    three[0].enter("again")
    three[0].say("leave")
    three[0].hear("left")
    fourth.enter()
    assert refused(three[0], how) == "lessons.too_many_pupils"


def test_a_lobby_counts_for_nothing(pages):
    for one in pages[1:]:
        one.enter()


def test_a_second_device_of_the_class_has_three_of_its_own(
    pages, page, rooms, carla, school_class
):
    second = paired(carla, side=Side.CLASS, school_class=school_class, label="Tweede")
    for one in pages[:3]:
        one.enter()
    with page(second, room=rooms[3]) as other:
        other.say("take")
        other.hear("seat")
        other.enter()


def test_a_traject_that_ends_leaves_the_lines_of_the_others(pages, agreed, cora):
    for one in pages[:2]:
        one.enter()
    end_traject(traject=agreed, reason="Genezen", outcome="back", by=cora)
    assert pages[0].socket.receive_json()["code"] == "traject_ended"
    pages[1].say("leave")
    pages[1].hear("left")


def test_words_of_one_pupil_reach_no_other(pages, page, home_device):
    """Bo's page in class hears nothing of what Tuur does."""
    for one in pages[:2]:
        one.enter()
    pages[1].hears_next()
    with page(home_device) as tuur:
        tuur.enter()
        assert pages[0].hear("other")["there"]
        assert pages[1].hears_next() == []
