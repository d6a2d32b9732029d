"""A laptop may be a day off: the clock of the server is the one that counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sio.lessons.models import ExtraLesson, Use
from tests.e2e.sides import meet, together, until


@pytest.fixture
def settings_of_server(turn):
    """What we give out for the relay ends at a moment too."""
    return turn.settings


@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_that_is_wrong_changes_nothing(traject, agreed, home, klas, turn, days):
    now = timezone.now()
    ExtraLesson.objects.create(
        traject=traject,
        starts_at=now - timedelta(minutes=3),
        ends_at=now + timedelta(minutes=5),
        subject="Muziek",
    )
    home.context.clock.install(time=now + timedelta(days=days))
    klas.context.clock.install(time=now - timedelta(days=days))
    meet(home, klas)
    for side in (home, klas):
        side.reads_no("De les is bijna voorbij")
    home.press("Hand opsteken")
    klas.reads("Tuur steekt de hand op")
    with turn.away(2):
        home.reads("Even weg")
    together(home, klas)
    home.press("Stoppen")
    klas.reads("Tuur is uit de les gegaan")
    use = until(lambda: Use.objects.first())
    assert abs(use.started_at - now) < timedelta(minutes=1)
    assert abs(use.stopped_at - now) < timedelta(minutes=1)
