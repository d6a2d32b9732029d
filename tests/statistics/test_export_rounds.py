"""Files of one round, taken along one by one: none tells what another hides."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command

from sio.casework.models import Round, RoundAnswer, RoundCall, RoundQuestion
from sio.core.time import school_year, school_year_dates, today
from tests.statistics.lines import at, school_in, traject_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(cora):
    """Of twenty families sixteen say yes, and how many hours; four say no."""
    begun = at(school_year_dates(school_year(today()))[0], 9)
    made = Round.objects.create(
        name="Najaar", why="x", made_by=cora, opened_by=cora, opened_at=begun
    )
    busy = RoundQuestion.objects.create(
        round=made, position=0, text="Bezig?", kind="yes_no"
    )
    hours = RoundQuestion.objects.create(
        round=made,
        position=1,
        text="Uren?",
        kind="number",
        asked_if=busy,
        asked_if_code="yes",
    )
    school = school_in()
    for number in range(20):
        says_yes = number < 16
        values = {str(busy.pk): "yes" if says_yes else "no"}
        call = RoundCall.objects.create(round=made, traject=traject_at(school))
        RoundAnswer.objects.create(
            call=call,
            number=1,
            values=values | ({str(hours.pk): 4} if says_yes else {}),
            given_by="staff",
            by=cora,
        )
    RoundCall.objects.update(answers_given=1)


def values(cube):
    out = StringIO()
    call_command("export_cube", cube, "--format", "json", stdout=out)
    return [one["answers"] for one in json.loads(out.getvalue())["cells"]]


def test_numbers_do_not_tell_how_many_said_yes(opened):
    assert sorted(map(str, values("contact_round_results"))) == ["0", "20", ":c", ":c"]
    assert values("contact_round_numbers") == [":c"]
