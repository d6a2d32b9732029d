"""The end of the schedule: a warning, a minute, and who wants to stays a while."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sio.lessons.models import ExtraLesson, Use
from tests.e2e.sides import meet, together, until

GRACE_MS = 60_000  # frontend/src/live/blocks.ts
WARN_MS = 2 * GRACE_MS


@pytest.fixture
def nearly_over(traject, agreed, home, klas):
    """A lesson that ends in three minutes, and clocks that can be moved on."""
    now = timezone.now()
    ExtraLesson.objects.create(
        traject=traject,
        starts_at=now - timedelta(minutes=30),
        ends_at=now + timedelta(minutes=3),
        subject="Muziek",
    )
    for side in (home, klas):
        side.context.clock.install()


def passes(milliseconds, *sides):
    """So long later, on the screens of these sides."""
    for side in sides:
        side.context.clock.fast_forward(milliseconds)


def test_a_lesson_closes_after_a_warning(nearly_over, home, klas, shot):
    meet(home, klas)
    for side in (home, klas):
        side.reads_no("De les is bijna voorbij")
    passes(GRACE_MS, home, klas)
    for side in (home, klas):
        side.reads("De les is bijna voorbij")
    together(home, klas)
    shot(home.page, "home-closing")
    shot(klas.page, "class-closing")
    passes(WARN_MS + GRACE_MS, home, klas)
    for side in (home, klas):
        side.reads("De les is voorbij")
        assert side.ask("open()") == 0
    until(lambda: Use.objects.count() == 1)


@pytest.mark.parametrize("who", ["home", "klas"])
def test_who_stays_a_while_keeps_the_line_open(nearly_over, home, klas, who):
    meet(home, klas)
    passes(GRACE_MS, home, klas)
    {"home": home, "klas": klas}[who].press("Blijf nog even")
    for side in (home, klas):
        side.reads_no("De les is bijna voorbij")
    passes(WARN_MS + GRACE_MS, home, klas)
    together(home, klas)
