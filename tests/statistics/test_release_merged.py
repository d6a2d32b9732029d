"""Two files turn out to be of one child, after a release counted both."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from sio.casework.actions.duplicates import merge_files
from sio.core.time import this_school_year
from sio.statistics.cells import TOTAL, year_name
from sio.statistics.queries.document import shown_cubes
from sio.trajects.actions import join_child, keep_pseudonym
from sio.trajects.models import Assignment, Pupil, Traject
from sio.trajects.workflow import State
from tests.statistics.lines import at, moved, school_in, traject_at, used
from tests.statistics.releasing import computed, signed

pytestmark = pytest.mark.django_db
APPLICATIONS = "applications_per_province_per_school_year"
PUPILS = "pupils_per_province_per_school_year"
NETS = "pupils_per_net_per_school_year"


def applied(number, consultant):
    pupil = Pupil.objects.create(first_name="x", last_name=str(number))
    file = Traject.objects.create(pupil=pupil, state=State.CONTACT, level="primary")
    Assignment.objects.create(user=consultant, traject=file)
    return file


def test_it_changes_no_release_and_is_named_in_the_next(
    polly, cora, chris, capsys, django_capture_on_commit_callbacks
):
    commit = django_capture_on_commit_callbacks
    year = this_school_year()
    kept, merged, *_others = [applied(number, chris) for number in range(7)]
    Traject.objects.update(received_at=timezone.now() - timedelta(minutes=5))
    years = {"first_year": year, "last_year": year}
    first = signed(computed(polly, commit, APPLICATIONS, **years), cora, commit)
    merge_files(kept=kept, merged=merged, reason="Eén kind.", by=chris)
    second = computed(polly, commit, APPLICATIONS, **years)
    assert [count(one, year) for one in (first, second)] == [8, 7]  # and one that runs
    told = [(one["kind"], one["release"]) for one in second.differences]
    assert told == [("changed", first.number)]
    call_command("recompute_release", str(first.number))
    assert first.sha256 in capsys.readouterr().out


def test_a_child_that_came_back_counts_once_from_then_on(
    polly, cora, chris, capsys, django_capture_on_commit_callbacks
):
    commit = django_capture_on_commit_callbacks
    year = this_school_year() - 1
    years = {"first_year": year, "last_year": year}
    files = [ran(number, year, chris) for number in range(7)]
    first = signed(computed(polly, commit, PUPILS, NETS, **years), cora, commit)
    join_child(traject=files[1], other=files[0], by=chris)
    second = computed(polly, commit, PUPILS, NETS, **years)
    assert [count(one, year, PUPILS) for one in (first, second)] == [7, 6]
    assert [count(one, year, NETS) for one in (first, second)] == [7, 6]
    assert {one["kind"] for one in second.differences} >= {"changed"}
    call_command("recompute_release", str(first.number))
    assert first.sha256 in capsys.readouterr().out


def ran(number, year, consultant):
    """A file that ran for some days in this school year, and is over."""
    day = date(year, 9, 2 + number)
    pupil = Pupil.objects.create(first_name="x", last_name=str(number))
    file = traject_at(school_in(), pupil, level="primary", received_at=at(day, 8))
    used(file, at(day, 9), minutes=90)
    moved(file, (State.ACTIVE, at(day, 8, 30)), (State.ENDED, at(day, 17)))
    keep_pseudonym(file)
    Assignment.objects.create(user=consultant, traject=file)
    return file


def count(release, year, name=APPLICATIONS):
    cube = shown_cubes(release.figures)[name]
    return cube.at(year_name(year), TOTAL).values[0]
