"""A laptop may be ten minutes off: the clock of the server is the one that counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sio.lessons.models import ExtraLesson, Use
from tests.e2e.sides import meet, until


@pytest.mark.parametrize("minutes", [-10, 10])
def test_a_clock_that_is_wrong_changes_nothing(traject, agreed, home, klas, minutes):
    now = timezone.now()
    ExtraLesson.objects.create(
        traject=traject,
        starts_at=now - timedelta(minutes=3),
        ends_at=now + timedelta(minutes=5),
        subject="Muziek",
    )
    home.context.clock.install(time=now + timedelta(minutes=minutes))
    meet(home, klas)
    for side in (home, klas):
        side.reads_no("De les is bijna voorbij")
    home.press("Stoppen")
    klas.reads("Tuur is uit de les gegaan")
    use = until(lambda: Use.objects.first())
    assert abs(use.started_at - now) < timedelta(minutes=1)
    assert abs(use.stopped_at - now) < timedelta(minutes=1)
