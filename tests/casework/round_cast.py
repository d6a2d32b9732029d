"""A round about Tuur and Noor, written straight into the database."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sio.casework.models import Round, RoundCall, RoundChoice, RoundQuestion


@pytest.fixture
def asked(cora, traject, other_traject, carla, chris):
    """Open: is it busy, and if not why not; Carla calls Tuur's, Chris Noor's."""
    opened = Round.objects.create(
        name="Sluiting",
        why="Weten hoe het gaat",
        made_by=cora,
        opened_by=cora,
        opened_at=timezone.now(),
    )
    busy = RoundQuestion.objects.create(
        round=opened, position=1, text="Bezig?", kind="yes_no"
    )
    why = RoundQuestion.objects.create(
        round=opened,
        position=2,
        text="Waarom niet?",
        kind="one",
        asked_if=busy,
        asked_if_code="no",
    )
    for place, (code, label) in enumerate([("ill", "te ziek"), ("other", "anders")]):
        RoundChoice.objects.create(question=why, position=place, code=code, label=label)
    RoundQuestion.objects.create(
        round=opened, position=3, text="Nog iets?", kind="text"
    )
    RoundCall.objects.create(round=opened, traject=traject, caller=carla)
    RoundCall.objects.create(round=opened, traject=other_traject, caller=chris)
    return opened


@pytest.fixture
def call(asked, traject):
    return asked.calls.get(traject=traject)


@pytest.fixture
def other_call(asked, other_traject):
    return asked.calls.get(traject=other_traject)


@pytest.fixture
def keys(asked):
    """The keys of the three questions, as text."""
    return [str(pk) for pk in asked.questions.values_list("pk", flat=True)]


@pytest.fixture
def page(call):
    return f"/trajecten/{call.traject_id}/bevragingen/{call.pk}/"


@pytest.fixture
def ill(keys):
    """What is posted for a child that is too ill."""
    return {
        f"q{keys[0]}": "no",
        f"q{keys[1]}": "ill",
        f"q{keys[2]}": "rust doet deugd",
        "seen": 0,
    }
