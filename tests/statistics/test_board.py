"""The figures of today: right, by choice, for who may see them, and quick."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import uuid4

import pytest
import time_machine

from sio.casework.models import ContactMoment
from sio.lessons.models import Use
from sio.schools.models import Region, RegionArea, School, SchoolClass
from sio.schools.provinces import Province
from sio.schools.queries import RegionMap
from sio.statistics.queries.areas import PROVINCE, Areas, Choice
from sio.statistics.queries.board import board_of
from sio.statistics.queries.running import date_of, number_of
from sio.trajects.models import Pupil, Traject, TrajectChange
from sio.trajects.workflow import RUNNING, State

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
PAGE = "/cijfers/bord/"
IN_USE = (State.PREPARING, State.ACTIVE)
OVER = (State.PREPARING, State.ACTIVE, State.ENDING, State.ENDED, State.CLOSED)


@pytest.fixture(autouse=True)
def _on_a_friday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ghent(db):
    """A school in a corner of East Flanders that is a region of its own."""
    region = Region.objects.create(name="Gent")
    RegionArea.objects.create(
        region=region, first_postcode="9000", last_postcode="9052"
    )
    return school_in("9000", Province.EAST_FLANDERS)


@pytest.fixture
def aalst(db):
    region = Region.objects.create(name="Dender")
    RegionArea.objects.create(region=region, province=Province.EAST_FLANDERS)
    return school_in("9300", Province.EAST_FLANDERS)


@pytest.fixture
def hasselt(db):
    """In no region."""
    return school_in("3500", Province.LIMBURG)


def school_in(postcode, province):
    return School.objects.create(
        name=f"School {postcode}",
        institution_number=f"10{postcode}",
        postcode=postcode,
        province=province,
    )


def at(day, hour=10):
    if isinstance(day, datetime):
        return day
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def file(school, *moves, received_on=date(2026, 9, 1), level="secondary", **more):
    """A file that came to each of these states on these days."""
    state = moves[-1][0] if moves else State.APPLIED
    own_class, _made = SchoolClass.objects.get_or_create(
        school=school, name="1A", school_year=2026
    )
    traject = Traject.objects.create(
        pupil=Pupil.objects.create(first_name="Iemand", last_name="Anders"),
        school=school,
        school_class=own_class,
        level=level,
        received_at=at(received_on),
        state=state,
        state_since=at(moves[-1][1] if moves else received_on),
        **more,
    )
    old = State.APPLIED
    for new, day in moves:
        moved(traject, old, new, day)
        old = new
    return traject


def moved(traject, old, new, day):
    with time_machine.travel(at(day), tick=False):
        TrajectChange.objects.create(traject=traject, old=old, new=new, reason="x")


def running(school, began, **more):
    return file(school, (State.PREPARING, began), (State.ACTIVE, began), **more)


def ended(school, began, on, **more):
    states = zip(OVER, (began, began, on, on, on), strict=True)
    return file(school, *states, **more)


def used(traject, day):
    Use.objects.create(
        connection=uuid4(),
        traject=traject,
        started_at=at(day),
        stopped_at=at(day, 11),
    )


def total(**choice):
    return board_of(Choice(**choice), TODAY).total


def month(first, **choice):
    found = board_of(Choice(**choice), TODAY).months
    return next(one for one in found if one.first == first)


def test_states_are_counted_apart(ghent):
    spring = date(2026, 3, 2)
    running(ghent, spring)
    began = [(state, spring) for state in IN_USE]
    file(ghent, *began, (State.PAUSED, TODAY - DAY))
    anew = [(State.PAUSED, TODAY - DAY), (State.PREPARING, TODAY - DAY)]
    file(ghent, *began, *anew)
    file(ghent, (State.PREPARING, TODAY - DAY))
    file(ghent, (State.AGREED, TODAY - DAY))
    file(ghent, (State.WAITING, TODAY - DAY))
    file(ghent, (State.FEASIBILITY, TODAY - DAY), received_on=TODAY)
    file(ghent, received_on=TODAY)
    ended(ghent, spring, date(2026, 6, 30))
    file(ghent, (State.REFUSED, spring))
    found = total()
    assert (found.running, found.paused, found.preparing) == (3, 1, 2)
    assert (found.weighed, found.waiting) == (2, 1)
    assert (found.began, found.ended) == (4, 1)


def test_a_month_counts_who_ran_a_day_of_it(ghent):
    running(ghent, date(2026, 3, 31))
    ended(ghent, date(2025, 10, 1), date(2026, 4, 1))
    assert (month(date(2026, 3, 1)).ran, month(date(2026, 3, 1)).began) == (2, 1)
    april = month(date(2026, 4, 1))
    assert (april.ran, april.ended, april.ran_before) == (2, 1, 0)
    assert month(date(2026, 5, 1)).ran == 1
    october = month(date(2026, 10, 1))
    assert (october.began, october.began_before, october.ran_before) == (0, 1, 1)


def test_a_month_turns_at_midnight_in_brussels(ghent):
    midnight = datetime(2026, 2, 28, 23, 0, tzinfo=UTC)  # 1 March there
    running(ghent, midnight)
    assert month(date(2026, 3, 1)).began == 1
    running(ghent, midnight - timedelta(seconds=1))
    assert month(date(2026, 2, 1)).began == 1


def test_it_begins_once_and_ends_when_it_stays_away(ghent):
    """Suspended, back, later after all, and taken up again: one beginning, no end."""
    day = date(2026, 1, 5)
    states = [State.PREPARING, State.ACTIVE, State.PAUSED, State.PREPARING]
    states += [State.LATER, State.FEASIBILITY, State.AGREED, *IN_USE]
    file(ghent, *[(state, day + 30 * n * DAY) for n, state in enumerate(states)])
    found = board_of(Choice(), TODAY)
    assert (found.total.running, found.total.began, found.total.ended) == (1, 1, 0)
    assert [one.ran for one in found.months[-9:]] == [1] * 9


@pytest.mark.parametrize(
    "out",
    [
        [State.PAUSED, State.ENDED],
        [State.PAUSED, State.PREPARING, State.LATER],
        [State.PAUSED, State.PREPARING, State.WITHDRAWN],
        [State.PAUSED, State.PREPARING, State.ENDED, State.CLOSED],
        [State.PAUSED, State.PREPARING, State.LATER, State.FEASIBILITY, State.REFUSED],
    ],
)
def test_every_way_out_is_an_end(ghent, out):
    states = [State.PREPARING, State.ACTIVE, *out]
    days = [date(2026, 1, 5) + 30 * n * DAY for n in range(len(states))]
    file(ghent, *zip(states, days, strict=True), look_again_on=TODAY)
    found = board_of(Choice(), TODAY)
    assert (found.total.running, found.total.began, found.total.ended) == (0, 1, 1)
    left = days[max(n for n, one in enumerate(states) if one in RUNNING) + 1]
    ran = [one.first for one in found.months if one.ran]
    assert (ran[0], ran[-1]) == (date(2026, 2, 1), left.replace(day=1))


@pytest.mark.parametrize(
    "states",
    [
        [State.PAUSED, State.ACTIVE],
        [State.PAUSED, State.PREPARING, State.ACTIVE],
        [State.PAUSED, State.ACTIVE, State.PAUSED, State.ACTIVE],
        [State.ACTIVE, State.ENDING, State.ACTIVE],
        [State.LATER, State.FEASIBILITY, State.AGREED, *IN_USE],
        [State.ACTIVE, State.PAUSED, State.PREPARING, State.ACTIVE],
    ],
)
def test_every_way_in_is_one_beginning(ghent, states):
    states = [State.PREPARING, *states]
    days = [date(2026, 1, 5) + 30 * n * DAY for n in range(len(states))]
    file(ghent, *zip(states, days, strict=True))
    found = board_of(Choice(), TODAY)
    assert (found.total.running, found.total.began, found.total.ended) == (1, 1, 0)
    first = days[states.index(State.ACTIVE)].replace(day=1)
    assert next(one.first for one in found.months if one.ran) == first


def test_it_ends_once_however_often_it_left(ghent):
    states = [State.PREPARING, State.ACTIVE, State.PAUSED, State.PREPARING]
    states += [State.LATER, State.FEASIBILITY, State.AGREED, *IN_USE, State.ENDED]
    day = date(2026, 1, 5)
    file(ghent, *[(state, day + 30 * n * DAY) for n, state in enumerate(states)])
    found = board_of(Choice(), TODAY)
    assert (found.total.running, found.total.began, found.total.ended) == (0, 1, 1)
    assert sum(one.ran for one in found.months) == 9


def test_a_file_that_never_began_has_not_ended(ghent):
    file(ghent, (State.PREPARING, TODAY - 40 * DAY), (State.ENDED, TODAY - 20 * DAY))
    found = total()
    assert (found.running, found.began, found.ended) == (0, 0, 0)


def test_this_month_is_told_apart(ghent):
    running(ghent, date(2026, 11, 2))
    ended(ghent, date(2026, 9, 1), date(2026, 11, 26))
    found = board_of(Choice(), TODAY)
    assert found.this_month == (1, 1)
    assert (found.total.began, found.total.ended) == (1, 0)
    assert found.months[-1].first == date(2026, 10, 1)


def test_months_agree_with_counting_file_by_file(ghent, aalst):
    drawn = Random(6)
    spans = []
    for _number in range(40):
        began = date(2023, 9, 1) + drawn.randint(0, 1150) * DAY
        on = began + drawn.randint(0, 500) * DAY
        school = drawn.choice([ghent, aalst])
        if on < TODAY:
            ended(school, began, on)
        else:
            running(school, began)
        spans.append((number_of(began), number_of(on) if on < TODAY else 10**6))
    for one in board_of(Choice(months=36), TODAY).months:
        here = number_of(one.first)
        for number, ran, began, over in (
            (here, one.ran, one.began, one.ended),
            (here - 12, one.ran_before, one.began_before, one.ended_before),
        ):
            assert ran == sum(first <= number <= last for first, last in spans)
            assert began == sum(first == number for first, _last in spans)
            assert over == sum(last == number for _first, last in spans)


def test_who_was_not_phoned_in_five_working_days_is_late(ghent, cora):
    file(ghent, received_on=TODAY - 7 * DAY)  # a Friday: the fifth is today
    late = file(ghent, received_on=TODAY - 8 * DAY)
    reached = file(ghent, received_on=TODAY - 8 * DAY)
    for traject, sides in ((late, ["family"]), (reached, ["family", "school"])):
        for side in sides:
            ContactMoment.objects.create(
                traject=traject,
                with_whom=side,
                how="phone",
                reached=True,
                happened_at=at(TODAY - 7 * DAY),
                by=cora,
            )
    assert total().late == 1


def test_material_that_stands_still(ghent):
    spring = date(2026, 3, 2)
    delivered = date(2026, 10, 12)
    file(ghent, (State.PREPARING, spring), delivered_on=delivered)
    running(ghent, spring, delivered_on=delivered)
    file(ghent, (State.PREPARING, spring), delivered_on=TODAY - 13 * DAY)
    for last_use in (date(2026, 10, 1), TODAY - 3 * DAY):
        used(running(ghent, spring, delivered_on=spring), last_use)
    running(ghent, spring)  # in use for months, nothing delivered, never used
    found = total()
    assert (found.not_begun, found.unused) == (2, 2)


def test_holidays_do_not_count_in_the_weeks(ghent):
    """Two weeks of school after 20 October end after the autumn holiday."""
    file(ghent, (State.PREPARING, date(2026, 10, 1)), delivered_on=date(2026, 10, 20))
    assert total().not_begun == 1
    with time_machine.travel(datetime(2026, 11, 5, tzinfo=UTC)):
        assert board_of(Choice(), date(2026, 11, 5)).total.not_begun == 0


def test_each_choice_leaves_the_others_out(ghent, aalst, hasselt):
    spring = date(2026, 3, 2)
    running(ghent, spring, level="primary")
    running(aalst, spring)
    running(hasselt, spring)
    ended(aalst, spring, date(2026, 6, 1))
    file(hasselt, (State.WAITING, spring))
    gent = Region.objects.get(name="Gent").pk
    dender = Region.objects.get(name="Dender").pk
    assert (total().running, total().waiting, total().ended) == (3, 1, 1)
    assert (total(region=gent).running, total(region=gent).ended) == (1, 0)
    assert (total(region=dender).running, total(region=dender).ended) == (1, 1)
    assert total(province=Province.LIMBURG).waiting == 1
    assert total(province=Province.EAST_FLANDERS).running == 2
    assert total(level="primary").running == 1
    assert total(level="primary", region=dender).running == 0
    assert month(date(2026, 5, 1), region=dender).ran == 2


def test_the_table_is_by_region_or_by_province(ghent, aalst, hasselt):
    for school in (ghent, aalst, hasselt):
        running(school, date(2026, 3, 2))
    areas = board_of(Choice(), TODAY).areas
    assert [(name, line.running) for name, line in areas] == [
        ("Dender", 1),
        ("Gent", 1),
        ("", 1),
    ]
    areas = board_of(Choice(by=PROVINCE), TODAY).areas
    assert [(name, line.running) for name, line in areas] == [
        ("Limburg", 1),
        ("Oost-Vlaanderen", 2),
    ]


def test_the_database_finds_the_same_region_as_the_map(ghent, aalst, hasselt):
    for school in (ghent, aalst, hasselt, school_in("9052", "BE-VOV")):
        running(school, date(2026, 3, 2))
    regions = RegionMap.load()
    rows = Areas.load(Choice()).chosen(Traject.objects.all())
    found = rows.values_list("area", "school__postcode", "school__province")
    assert len(found) == 4
    for area, postcode, province in found:
        assert area == (regions.region_id(postcode, province) or 0)


def test_a_file_without_a_school_is_counted(db):
    pupil = Pupil.objects.create(first_name="Iemand", last_name="Anders")
    Traject.objects.create(pupil=pupil, state=State.APPLIED)
    found = board_of(Choice(by=PROVINCE), TODAY)
    assert [(name, line.weighed) for name, line in found.areas] == [("", 1)]


def test_with_nothing_all_is_zero(db):
    found = board_of(Choice(), TODAY)
    assert (found.areas, found.total.running) == ([], 0)
    assert {one.ran for one in found.months} == {0}
    assert [one.first for one in found.months][::23] == [
        date_of(number_of(TODAY) - 24),
        date(2026, 10, 1),
    ]


def test_the_page_has_tables_charts_and_the_choice(as_user, cora, ghent):
    running(ghent, date(2026, 3, 2))
    text = as_user(cora).get(PAGE).content.decode()
    assert text.count('<svg class="curves"') == 3
    assert text.count("<table") == 2
    assert "Gent" in text
    assert 'href="/vandaag/te-laat/"' in text
    assert 'href="/vandaag/?groep=unused"' in text
    assert " style=" not in text
    assert "Anders" not in text


def test_what_is_chosen_is_in_the_address(as_user, cora, ghent, aalst):
    running(ghent, date(2026, 3, 2))
    gent = Region.objects.get(name="Gent").pk
    asked = {"regio": gent, "niveau": "secondary", "maanden": "12", "per": "province"}
    text = as_user(cora).get(PAGE, asked).content.decode()
    assert f'<option value="{gent}" selected>Gent</option>' in text
    assert '<option value="12" selected>12 maanden</option>' in text
    assert "Oost-Vlaanderen</th>" in text
    assert "/vandaag/te-laat/" not in text  # that list is of all regions


def test_htmx_gets_the_rows_alone(as_user, cora, ghent):
    client = as_user(cora)
    part = client.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="rows"')
    assert "<form" not in part


@pytest.mark.parametrize(
    "asked",
    [
        {"regio": "999999"},
        {"regio": "x"},
        {"provincie": "BE-WLG"},
        {"niveau": "hoger"},
        {"maanden": "5"},
        {"per": "school"},
        {"regio": "\0"},
    ],
)
def test_what_is_not_there_is_said(as_user, cora, ghent, asked):
    answer = as_user(cora).get(PAGE, asked)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'data-code="statistics.unknown_choice"' in text
    assert "curves" not in text


@pytest.mark.parametrize("name", ["carla", "hans", "pia", "sofie", "paula"])
@pytest.mark.parametrize("page", [PAGE, "/cijfers/vooruitblik/"])
def test_others_find_no_page(request, as_user, name, page):
    assert as_user(request.getfixturevalue(name)).get(page).status_code == 404


def test_the_policy_officer_sees_numbers_and_no_way_to_a_file(as_user, polly, ghent):
    running(ghent, date(2026, 3, 2))
    text = as_user(polly).get(PAGE).content.decode()
    assert '<span class="board__number">1</span>' in text
    assert "/vandaag/te-laat/" not in text
    assert "/wachtlijst/" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(as_user, cora, ghent, django_assert_num_queries, count):
    for _number in range(count):
        used(running(ghent, date(2026, 3, 2)), date(2026, 10, 1))
        file(ghent, (State.PREPARING, TODAY), delivered_on=date(2026, 10, 1))
        ended(ghent, date(2026, 3, 2), date(2026, 5, 4))
        file(ghent, (State.WAITING, TODAY), received_on=date(2026, 9, 1))
    client = as_user(cora)
    with django_assert_num_queries(BOARD_QUERIES):
        client.get(PAGE)


def test_states_that_run_are_those_that_are_counted_backwards():
    assert set(RUNNING) == {"preparing", "active", "paused", "ending"}


BOARD_QUERIES = 21
