"""The contact round of spring 2020 in a release that hides small numbers.

Source: 001_203f8ff310e66b5b.txt, answer 1.
"""

from __future__ import annotations

import pytest
from django.utils import timezone

from sio.casework.demo_round import BUSY, PROGRAMME, WHY_NOT, load_round_of_2020
from sio.statistics.actions.snapshot import count_cubes
from sio.statistics.cells import HIDDEN, TOTAL
from sio.statistics.disclosure import check, protect
from sio.trajects.models import Pupil, Traject
from sio.trajects.workflow import State

pytestmark = pytest.mark.django_db
ROUND = ["contact_round_results", "contact_round_completeness"]


@pytest.fixture
def answers(cora, school_class):
    """{question: {answer: what is shown}} of the round."""
    trajects = [
        Traject.objects.create(
            pupil=Pupil.objects.create(first_name=f"Kind {number}", last_name="Demo"),
            school=school_class.school,
            school_class=school_class,
            state=State.ACTIVE,
        )
        for number in range(137)
    ]
    load_round_of_2020(trajects=trajects, by=cora)
    cubes = count_cubes(ROUND, range(2019, 2020), timezone.now())
    protected = protect(cubes, k=5)
    assert check(cubes, protected.shown, k=5) == ()
    found = {}
    for cell in protected.shown[0].cells:
        found.setdefault(cell.at[2], {})[cell.at[3]] = cell.values[0]
    return found


def test_001_203f8ff310e66b5b_who_is_busy_and_follows_the_class_is_told(answers):
    # "zo'n 90% … met schoolwerk bezig", "Een ruime 80% … volgt het programma"
    busy, programme = answers[BUSY], answers[PROGRAMME]
    assert 88 <= 100 * busy["yes"] / busy[TOTAL] <= 92
    most = programme["dat van de klas"]
    assert 80 < 100 * most / busy["yes"] < 86
    assert programme[TOTAL] == busy["yes"]


def test_and_the_few_who_are_not_busy_for_some_reason_are_hidden(answers):
    assert HIDDEN in answers[WHY_NOT].values()
