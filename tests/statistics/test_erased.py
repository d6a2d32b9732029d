"""Figures stay what they were when files are erased, and nothing left says whose."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date
from random import Random

import pytest
import time_machine
from django.apps import apps
from django.core.serializers import serialize
from django.utils import timezone

from sio.casework.actions.retention import agree_to_retire, retire_files
from sio.casework.models import FileMerge
from sio.lessons.models import HelpQuestion
from sio.statistics.actions.snapshot import snapshot
from sio.statistics.actions.use_of_year import count_uses
from sio.statistics.cells import TOTAL
from sio.statistics.cubes import CUBES
from sio.statistics.models import FormerUse, KeptRow, ReachedSchool, Release, UseOfYear
from sio.statistics.queries.completeness import sentences_of
from sio.trajects.actions import erase_file
from sio.trajects.errors import FileStillOpen
from sio.trajects.models import Pupil, Traject
from sio.trajects.workflow import OVER, State
from tests.conftest import person
from tests.statistics.counting import counts, cube, totals
from tests.statistics.erasing import A_DAY, TODAY, files_at_random, round_of_calls
from tests.statistics.lines import at, moved, running, school_in, traject_at, used
from tests.trajects.test_at_once import at_once

pytestmark = pytest.mark.django_db
YEARS = range(2023, 2027)
# Rows of these are the same one by one; others are added up anew.
ONE_BY_ONE = ("applications", "ends", "use", "schools", "pupils", "numbers")
ADDED_UP = ("received", "answers", "reach")
OF_NOW = ("waiting_now", "waiting_days", "material_placed")
HOURS = "hours_per_province_per_school_year"
REACHED = "schools_reached_per_province_per_school_year"
APPLIED = "applications_per_province_per_school_year"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(at(TODAY, 14), tick=False) as clock:
        yield clock


@pytest.fixture
def by(db):
    return person("Carla")


def figures(years=YEARS):
    return snapshot(CUBES, years, timezone.now())


def rows_of(family):
    return [one.content for one in KeptRow.objects.filter(family=family)]


def erase(*files):
    for one in files:
        erase_file(Traject.objects.get(pk=one.pk))


def ended(school, first, last, pupil=None, minutes=60, **fields):
    """A file that ran from the first day to the last, with one lesson on the first."""
    file = moved(
        traject_at(school, pupil, received_at=at(first, 7), **fields),
        (State.ACTIVE, at(first, 8)),
        (State.ENDED, at(last, 17)),
    )
    used(file, at(first, 9), minutes=minutes)
    count_uses()
    return file


def same(before, after):
    for one, other in zip(before.cubes, after.cubes, strict=True):
        assert one == other
    for family in ONE_BY_ONE:
        assert before.dumps[family] == after.dumps[family]


# All figures -------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_all_figures_are_what_they_were_whoever_goes_in_which_order(by, seed):
    files = files_at_random(seed, by)
    before = figures()
    over = [one for one in files if one.state in OVER]
    Random(seed).shuffle(over)
    half = len(over) // 2
    erase(*over[:half])
    same(before, figures())
    erase(*over[half:])
    same(before, figures())
    assert {one.state for one in Traject.objects.all()} <= {State.CONTACT, State.ACTIVE}
    families = set(KeptRow.objects.values_list("family", flat=True))
    assert families == {*ONE_BY_ONE, *ADDED_UP} - {"schools", "pupils"}
    # What is compared is not empty.
    shown = {one.shape.name: counts(one) for one in before.cubes}
    lost = [name for name in CUBES if CUBES[name].family.name in {*families, "schools"}]
    assert [name for name in lost if not shown[name]] == []


@pytest.mark.parametrize("seed", [5, 6])
def test_a_figure_of_before_is_years_later_what_it_was(by, clock, seed):
    files = files_at_random(seed, by)
    over = [one for one in files if one.state in OVER]
    others = ("share_of_schools_reached_per_province", *OF_NOW)
    names = [name for name in CUBES if name not in others]
    past = range(2023, 2026)
    before = snapshot(names, past, timezone.now()).cubes
    clock.move_to(at(date(2034, 11, 27), 14))
    assert snapshot(names, past, timezone.now()).cubes == before
    erase(*over)
    assert snapshot(names, past, timezone.now()).cubes == before
    assert len(over) > 5


def test_the_clock_keeps_them_too(by, clock, pia):
    school = school_in()
    file = ended(school, date(2024, 10, 1), date(2025, 3, 3))
    joined = traject_at(school, received_at=at(date(2024, 9, 30), 9))
    moved(joined, (State.MERGED, at(date(2024, 10, 1), 9)))
    FileMerge.objects.create(kept=file, merged=joined, old_state="contact", by=by)
    before = figures(past := range(2024, 2026))
    clock.move_to(at(date(2030, 11, 27), 14))
    agree_to_retire(numbers=[file.pk], by=pia)
    clock.move_to(at(date(2030, 12, 27), 14))
    assert retire_files(timezone.now()) == 2
    assert not Traject.objects.exists()
    after = figures(past)
    assert totals(after_of(after, APPLIED)) == {"2024-2025": 1, "2025-2026": 0}
    for name in (APPLIED, "ends_per_school_year", HOURS, REACHED):
        assert after_of(after, name) == after_of(before, name)


def after_of(taken, name):
    return next(one for one in taken.cubes if one.shape.name == name)


# One pupil ---------------------------------------------------------------------------


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_pupil_with_two_files_in_a_year_stays_one_pupil(newest_first):
    pupil = Pupil.objects.create(first_name="x", last_name="y", home_province="BE-VBR")
    first = ended(school_in("BE-VAN", "go"), date(2024, 9, 9), date(2024, 12, 2), pupil)
    last = ended(
        school_in("BE-VLI", "free"), date(2025, 1, 6), date(2025, 4, 1), pupil, 30
    )
    Traject.objects.filter(pk=last.pk).update(level="primary")
    wanted = {
        "school_year": 2024,
        "province": "BE-VLI",
        "home_province": "BE-VBR",
        "level": "primary",
        "net": "free",
        "seconds": 90 * 60,
        "followed": 2,
        "planned": 0,
        "attended": 0,
        "connections": 2,
        "reconnects": 0,
        "lesson_months": 5,
    }
    before = figures()
    goes, stays = (last, first) if newest_first else (first, last)
    erase(goes)
    same(before, figures())
    assert rows_of("use") == []
    [waits] = FormerUse.objects.all()
    after = stays.pk if newest_first else 0
    assert (waits.pupil, waits.after, waits.rank) == (pupil, after, 1)
    assert str(waits) == f"{pupil.pk} 2024"
    erase(stays)
    same(before, figures())
    assert rows_of("use") == [wanted]
    assert not FormerUse.objects.exists()
    assert not Pupil.objects.exists()


def test_three_files_go_one_by_one_while_one_of_another_year_stays():
    pupil, school = Pupil.objects.create(first_name="x", last_name="y"), school_in()
    same_year = [
        ended(school, first, first + 20 * A_DAY, pupil)
        for first in (date(2023, 9, 11), date(2023, 11, 6), date(2024, 2, 5))
    ]
    stays = ended(school, date(2024, 9, 9), date(2024, 12, 2), pupil)
    before = figures()
    for one in same_year[:2]:
        erase(one)
        same(before, figures())
    assert FormerUse.objects.count() == 2
    erase(same_year[2])
    same(before, figures())
    assert not FormerUse.objects.exists()
    assert [one["seconds"] for one in rows_of("use")] == [3 * 3600]
    assert list(pupil.trajects.all()) == [stays]


def test_in_the_year_that_runs_another_file_may_still_begin(clock):
    pupil, school = Pupil.objects.create(first_name="x", last_name="y"), school_in()
    file = ended(school, date(2026, 9, 7), date(2026, 10, 2), pupil)
    other = moved(traject_at(school, pupil), (State.CONTACT, at(TODAY, 9)))
    erase(file)
    assert rows_of("use") == []
    moved(other, (State.ACTIVE, at(TODAY, 10)))
    clock.move_to(at(TODAY + 7 * A_DAY, 12))
    used(other, at(TODAY + 3 * A_DAY, 9), minutes=60)
    found = cube(HOURS, YEARS)
    assert found.at("2026-2027", TOTAL).numbers == (2,)
    assert found.at("2026-2027", TOTAL).n == 1


def test_another_file_that_ran_then_holds_the_year_before_it_is_counted():
    pupil, school = Pupil.objects.create(first_name="x", last_name="y"), school_in()
    file = ended(school, date(2024, 9, 9), date(2024, 10, 1), pupil)
    other = ended(school, date(2024, 11, 4), date(2024, 12, 2), pupil)
    UseOfYear.objects.filter(traject=other).delete()
    erase(file)
    assert FormerUse.objects.count() == 1
    assert cube(HOURS, YEARS).at("2024-2025", TOTAL).n == 1


def test_what_was_not_counted_yet_is_counted_before_it_goes():
    file = ended(school_in(), date(2026, 10, 5), date(2026, 11, 26))
    used(file, at(date(2026, 10, 6), 9), minutes=120)
    HelpQuestion.objects.create(
        traject=file,
        asked_by="home",
        opened_at=at(TODAY, 13, 30),
        ends_at=at(TODAY, 14, 30),
    )
    erase(file)
    assert cube(HOURS, YEARS).at("2026-2027", TOTAL).numbers == (3,)
    asked = cube("help_questions_per_school_year", YEARS)
    assert asked.at("2026-2027", TOTAL).numbers == (1, 30)


# One school --------------------------------------------------------------------------


def test_a_school_counts_once_whichever_of_its_files_go():
    school = school_in("BE-VAN")
    files = [ended(school, date(2026, 9, n), date(2026, 10, 2)) for n in (7, 8, 9)]
    share = "share_of_schools_reached_per_province"
    before = [cube(name, YEARS) for name in (REACHED, share)]
    assert counts(before[0]) == {("2026-2027", "BE-VAN"): 1}
    for one in files:
        erase(one)
        assert [cube(name, YEARS) for name in (REACHED, share)] == before
    running(school, at(date(2026, 11, 2), 8))  # and one that comes after all of them
    assert [cube(name, YEARS) for name in (REACHED, share)] == before
    row = ReachedSchool.objects.get()
    assert (row.school, str(row)) == (school, f"{school.pk} 2026")


def test_a_school_that_moves_stays_where_it_was_reached():
    school = school_in("BE-VAN")
    file = ended(school, date(2024, 9, 9), date(2024, 10, 1))
    erase(file)
    school.province = "BE-VLI"
    school.save(update_fields=["province"])
    assert counts(cube(REACHED, YEARS)) == {("2024-2025", "BE-VAN"): 1}
    assert counts(cube(APPLIED, YEARS)) == {("2024-2025", "BE-VAN"): 1}


def test_a_year_of_which_the_school_is_not_known_counts_without():
    pupil, school = Pupil.objects.create(first_name="x", last_name="y"), school_in()
    files = [
        ended(school, first, first + 20 * A_DAY, pupil)
        for first in (date(2024, 9, 9), date(2024, 11, 4))
    ]
    UseOfYear.objects.update(school=None, province="")
    before = figures()
    assert counts(cube(HOURS, YEARS)) == {("2024-2025", ""): 2}
    for one in reversed(files):
        erase(one)
        same(before, figures())
    assert not ReachedSchool.objects.exists()


# At which moment ---------------------------------------------------------------------


def test_by_the_same_date_of_the_year_is_still_known_of_each(by):
    school = school_in()
    days = [date(2024, 9, 2), date(2024, 11, 27), date(2024, 11, 28)]
    days += [date(2024, 2, 28), date(2024, 2, 29), date(2025, 8, 31)]
    files = [ended(school, day, day + A_DAY) for day in days]
    name = "applications_to_date_per_school_year"
    moments = [at(date(2026, 11, 27), 14), at(date(2027, 2, 28), 14)]
    moments += [at(date(2028, 2, 29), 14), at(date(2027, 8, 31), 14)]
    before = [totals(cube(name, YEARS, one)) for one in moments]
    erase(*files)
    assert [totals(cube(name, YEARS, one)) for one in moments] == before
    assert [one["2023-2024"] for one in before] == [0, 1, 2, 2]
    assert [one["2024-2025"] for one in before] == [2, 3, 3, 4]


def test_what_is_kept_counts_whole_in_its_year_and_only_there():
    erase(ended(school_in(), date(2026, 9, 7), date(2026, 10, 2)))
    # The moment of figures is of now; rows know no day to compare it with.
    assert totals(cube(APPLIED, YEARS, at(date(2026, 9, 1), 0))) == {"2026-2027": 1}
    assert totals(cube(APPLIED, range(2024, 2026))) == {}


def test_rows_with_other_columns_still_count(by):
    erase(ended(school_in("BE-VAN"), date(2024, 9, 9), date(2024, 10, 1)))
    KeptRow.objects.filter(family="applications").update(
        content={"school_year": 2024, "province": "BE-VLI", "colour": "blue"}
    )
    KeptRow.objects.filter(family="use").update(content={"school_year": 2024})
    KeptRow.objects.create(family="no_longer_counted", content={"school_year": 2024})
    assert counts(cube(APPLIED, YEARS)) == {("2024-2025", "BE-VLI"): 1}
    decisions = cube("decisions_per_school_year", YEARS)
    assert counts(decisions) == {("2024-2025", ""): 1}
    found = cube("lesson_duration_per_province_per_school_year", YEARS)
    assert found.at("2024-2025", "").numbers == (None, None, None)
    assert cube("pupils_per_net_per_school_year", YEARS).at("2024-2025", "").n == 1
    received = KeptRow.objects.filter(family="received")
    received.update(content={"school_year": 2024, "province": ""})
    for month in (3, 11):  # of a day that is not known it is not said that it was
        cutoff = at(date(2027, month, 1), 14)
        found = totals(cube("applications_to_date_per_school_year", YEARS, cutoff))
        assert found["2024-2025"] == 0


def test_a_round_that_did_not_reach_all_stays_said(by):
    asked_in = round_of_calls(by)
    file = ended(school_in(), date(2025, 9, 8), date(2026, 6, 1))
    asked_in.calls.create(traject=file)
    release = Release(first_year=2023, last_year=2026, cutoff_at=timezone.now())
    names = ["contact_round_completeness"]
    _unfinished, said = before = list(sentences_of(release, names, {}))
    erase(file)
    assert list(sentences_of(release, names, {})) == before
    assert "Sluiting / mei" in said


def test_two_that_came_to_one_school_on_one_day_are_kept_as_two():
    school, day = school_in(), at(date(2024, 10, 1), 9)
    facts = {"received_at": day, "state": State.REFUSED, "state_since": day}
    files = [traject_at(school, **facts) for _n in range(2)]
    before = totals(cube("applications_to_date_per_school_year", YEARS))
    assert sum(before.values()) == 2
    erase(*files)
    assert totals(cube("applications_to_date_per_school_year", YEARS)) == before


# Nobody can tell whose ---------------------------------------------------------------


def test_what_is_left_names_no_file_no_pupil_and_no_moment(by):
    files = files_at_random(7, by)
    figures()
    over = [one for one in files if one.state in OVER]
    erase(*over)
    for row in KeptRow.objects.all():
        assert {type(one) for one in row.content.values()} <= {int, str, type(None)}
        days = [key for key in row.content if key == "day"]
        assert days == (["day"] if row.family == "received" else [])
        if days:
            assert {*row.content} == {"school_year", "province", "day"}
        assert not {"group", "main", "pupil", "traject", "number_of"} & {*row.content}
    text = json.dumps(rows_of("answers") + rows_of("numbers") + rows_of("reach"))
    assert "GEHEIM" not in text
    assert "Nog iets" not in text


def test_the_table_points_at_nothing():
    for model, points in ((KeptRow, []), (ReachedSchool, ["school"])):
        fields = model._meta.get_fields()
        assert [one.name for one in fields if one.is_relation] == points
        kinds = {one.get_internal_type() for one in fields}
        assert not kinds & {"DateField", "DateTimeField", "AutoField", "BigAutoField"}
        assert model._meta.pk.name == "key"
    assert str(KeptRow(family="use")) == "use"


def test_its_keys_are_random_and_stand_nowhere_else(by):
    erase(ended(school_in(), date(2024, 9, 9), date(2024, 10, 1)))
    keys = [*KeptRow.objects.values_list("key", flat=True)]
    keys += ReachedSchool.objects.values_list("key", flat=True)
    assert {one.version for one in keys} == {4}
    others = "".join(serialize("json", model.objects.all()) for model in everything())
    assert not [one for one in keys if str(one) in others or one.hex in others]


def everything():
    return [one for one in apps.get_models() if one not in (KeptRow, ReachedSchool)]


# Once --------------------------------------------------------------------------------


def test_what_is_open_leaves_nothing():
    file = running(school_in(), at(date(2026, 9, 7), 8))
    with pytest.raises(FileStillOpen):
        erase_file(file)
    assert not KeptRow.objects.exists()


def test_a_joined_file_leaves_no_row(by):
    joined = traject_at(school_in(), received_at=at(TODAY - A_DAY, 9))
    moved(joined, (State.MERGED, at(TODAY, 9)))
    erase(joined)
    assert not KeptRow.objects.exists()


def test_erased_twice_it_is_kept_once():
    pupil, school = Pupil.objects.create(first_name="x", last_name="y"), school_in()
    file = ended(school, date(2024, 9, 9), date(2024, 10, 1), pupil)
    traject_at(school, pupil)  # so that the pupil stays
    for raised in (None, Traject.DoesNotExist):
        with pytest.raises(raised) if raised else nothing():
            erase_file(Traject(pk=file.pk, pupil=pupil))
    assert KeptRow.objects.filter(family="applications").count() == 1


@contextmanager
def nothing():
    yield


@pytest.mark.django_db(transaction=True)
def test_two_who_erase_one_file_at_once_keep_it_once():
    file = ended(school_in(), date(2024, 9, 9), date(2024, 10, 1))
    gone = at_once(*[lambda: erase_file(file)] * 2)
    assert sorted(type(one).__name__ for one in gone) == ["DoesNotExist", "NoneType"]
    assert totals(cube(APPLIED, YEARS))["2024-2025"] == 1


@pytest.mark.django_db(transaction=True)
def test_two_files_of_one_pupil_and_school_erased_at_once():
    pupil, school = Pupil.objects.create(first_name="x", last_name="y"), school_in()
    files = [
        ended(school, first, first + 20 * A_DAY, pupil)
        for first in (date(2024, 9, 9), date(2024, 11, 4))
    ]
    other = ended(school, date(2024, 9, 9), date(2024, 10, 1))
    before = figures()
    gone = at_once(*[lambda one=one: erase_file(one) for one in [*files, other]])
    assert gone == [None] * 3
    same(before, figures())
    assert len(rows_of("use")) == 2
    assert ReachedSchool.objects.count() == 1
