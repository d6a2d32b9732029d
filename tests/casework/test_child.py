"""Two files that are of one child: both stay, and figures count one child."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from sio.casework.queries.duplicates import proposals
from sio.core.models import AccessRecord
from sio.statistics.models import FormerUse
from sio.trajects.actions import join_child, keep_pseudonym, part_child
from sio.trajects.errors import ChildrenNotJoined, TrajectNotAllowed
from sio.trajects.models import Assignment, HealthPart, PseudonymRow, Pupil, Traject
from sio.trajects.workflow import State
from tests.statistics.lines import at, moved

BORN = date(2015, 4, 9)


@pytest.fixture
def earlier(traject, carla):
    """Tuur's file of the year before, which is over."""
    pupil = Pupil.objects.create(
        first_name="Thuur", last_name="Peters", birth_date=BORN, home_postcode="9000"
    )
    received = at(date(2024, 9, 20), 9)
    file = Traject.objects.create(
        pupil=pupil,
        school=traject.school,
        school_class=traject.school_class,
        received_at=received,
    )
    moved(file, (State.ACTIVE, at(date(2024, 10, 1), 9)))
    moved(file, (State.ENDED, at(date(2024, 12, 1), 9)))
    Traject.objects.filter(pk=file.pk).update(state=State.CLOSED)
    keep_pseudonym(file)
    Assignment.objects.create(user=carla, traject=file)
    return file


@pytest.fixture
def later(traject):
    """Tuur's file of now."""
    Pupil.objects.filter(pk=traject.pupil_id).update(
        birth_date=BORN, home_postcode="2000"
    )
    moved(traject, (State.ACTIVE, at(date(2025, 1, 7), 9)))
    keep_pseudonym(traject)
    return Traject.objects.get(pk=traject.pk)


def numbers():
    """The number of its child in each row of the figures."""
    return set(PseudonymRow.objects.values_list("pupil", flat=True))


def fresh(*files):
    return [Traject.objects.get(pk=one.pk) for one in files]


def page(traject, rest=""):
    return f"/trajecten/{traject.pk}/{rest}"


def test_a_press_joins_them_and_both_files_stay(as_user, carla, earlier, later):
    client = as_user(carla)
    assert "Zelfde kind, apart dossier" in client.get(page(later, "dubbels/")).text
    address = page(later, f"dubbels/{earlier.pk}/zelfde-kind/")
    assert client.get(address).status_code == 405
    answer = client.post(address)
    assert answer.headers["Location"] == page(later, "dubbels/")
    one, other = fresh(earlier, later)
    assert one.pupil == other.pupil
    assert (one.state, other.state) == (State.CLOSED, State.ACTIVE)
    assert "Andere dossiers van dit kind" in client.get(answer.headers["Location"]).text
    assert proposals(other) == []
    changed = AccessRecord.objects.filter(what="changed", page="child")
    assert set(changed.values_list("traject", flat=True)) == {one.pk, other.pk}


@pytest.mark.parametrize("turned", [False, True])
def test_what_was_said_last_of_the_child_holds(carla, earlier, later, turned):
    pair = (earlier, later) if turned else (later, earlier)
    join_child(traject=pair[0], other=pair[1], by=carla)
    pupil = fresh(earlier)[0].pupil
    assert (pupil.first_name, pupil.last_name) == ("Tuur", "Peeters")
    assert pupil.home_postcode == "2000"
    assert Pupil.objects.filter(last_name="Peters").count() == 0


def test_its_rows_in_the_figures_bear_one_number(carla, earlier, later):
    assert len(numbers()) == 2
    for _press in range(2):
        join_child(traject=later, other=earlier, by=carla)
        later, earlier = fresh(later, earlier)
    assert len(numbers()) == 1
    parts = HealthPart.objects.all()
    assert {UUID(one.pupil_pseudonym) for one in parts} == numbers()


def test_a_third_file_comes_along(carla, earlier, later, school):
    pupil = Pupil.objects.create(first_name="Tuur", last_name="P.", birth_date=BORN)
    third = Traject.objects.create(pupil=pupil, school=school, state=State.REFUSED)
    Assignment.objects.create(user=carla, traject=third)
    join_child(traject=earlier, other=third, by=carla)
    join_child(traject=later, other=fresh(third)[0], by=carla)
    assert len({one.pupil_id for one in fresh(earlier, later, third)}) == 1
    assert len(numbers()) == 1


def test_a_file_is_of_another_child_after_all(as_user, carla, earlier, later):
    join_child(traject=later, other=earlier, by=carla)
    client = as_user(carla)
    for _press in range(2):
        client.post(page(later, "ander-kind/"))
    one, other = fresh(earlier, later)
    assert one.pupil_id != other.pupil_id
    assert str(one.pupil) == str(other.pupil) == "Tuur Peeters"
    assert one.pupil.sounds == other.pupil.sounds != ""
    assert len(numbers()) == 2


def test_one_who_never_began_has_no_number_to_give(carla, traject, school):
    pupil = Pupil.objects.create(first_name="Tuur", last_name="Peeters")
    applied = Traject.objects.create(pupil=pupil, school=school, state=State.APPLIED)
    Assignment.objects.create(user=carla, traject=applied)
    join_child(traject=traject, other=applied, by=carla)
    part_child(traject=fresh(traject)[0], by=carla)
    assert PseudonymRow.objects.count() == 0


def test_what_erased_files_left_comes_along_or_both_stay(carla, earlier, later):
    left(earlier.pupil, rank=1)
    join_child(traject=later, other=earlier, by=carla)
    pupil = fresh(later)[0].pupil
    assert FormerUse.objects.get().pupil == pupil
    part_child(traject=fresh(later)[0], by=carla)
    one, other = fresh(earlier, later)
    left(other.pupil, rank=1)
    with pytest.raises(ChildrenNotJoined):
        join_child(traject=one, other=other, by=carla)
    assert fresh(one)[0].pupil_id != fresh(other)[0].pupil_id
    assert FormerUse.objects.count() == 2


def left(pupil, *, rank):
    names = ("seconds", "connections", "reconnects", "followed", "planned", "attended")
    facts = dict.fromkeys(names, 0)
    return FormerUse.objects.create(
        pupil=pupil, school_year=2024, after=0, rank=rank, **facts
    )


@pytest.mark.parametrize("who", ["sofie", "paula", "hans", "chris", "otto"])
def test_others_join_and_part_nothing(as_user, request, earlier, later, who):
    client = as_user(request.getfixturevalue(who))
    for rest in (f"dubbels/{earlier.pk}/zelfde-kind/", "ander-kind/"):
        assert client.post(page(later, rest)).status_code == 404


def test_who_guides_one_of_them_does_not_join_both(carla, earlier, later):
    earlier.assignments.all().delete()
    with pytest.raises(TrajectNotAllowed):
        join_child(traject=later, other=earlier, by=carla)
