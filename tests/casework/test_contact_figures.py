"""The share within five working days, per month and region, with its counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from sio.casework.models import ContactCorrection, ContactMoment
from sio.casework.queries.figures import contact_figures_of
from sio.schools.models import Region, RegionArea, School
from sio.schools.provinces import Province
from sio.trajects.models import Pupil, Traject
from sio.trajects.workflow import State

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
PAGE = "/cijfers/contact/"


@pytest.fixture(autouse=True)
def _on_a_friday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def brabant(school):
    School.objects.filter(pk=school.pk).update(province=Province.FLEMISH_BRABANT)
    school.refresh_from_db()
    region = Region.objects.create(name="Oost-Brabant")
    RegionArea.objects.create(region=region, province=Province.FLEMISH_BRABANT)
    return school


def at(day, hour=10):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def application(received_on, by, school=None, *, family=None, school_on=None, **more):
    """One that came in on this day, with the sides reached so many days later."""
    pupil = Pupil.objects.create(first_name="Iemand", last_name="Anders")
    fields = {"state": State.CONTACT, "state_since": at(received_on)} | more
    traject = Traject.objects.create(
        pupil=pupil, school=school, received_at=at(received_on), **fields
    )
    for side, days in (("family", family), ("school", school_on)):
        if days is not None:
            moment(traject, side, received_on + days * DAY, by)
    return traject


def moment(traject, side, day, by, *, reached=True):
    return ContactMoment.objects.create(
        traject=traject,
        with_whom=side,
        how="phone",
        reached=reached,
        happened_at=at(day),
        by=by,
    )


def counts(figures):
    return (figures.in_time, figures.late, figures.school_closed, figures.running)


SEPTEMBER = date(2026, 9, 14)  # a Monday: the term ends on 21 September
OCTOBER = date(2026, 10, 29)  # a Thursday, before the autumn holiday


def test_share_is_of_what_was_in_time_or_late(brabant, cora):
    application(SEPTEMBER, cora, brabant, family=1, school_on=7)
    application(SEPTEMBER, cora, brabant, family=1, school_on=8)
    application(SEPTEMBER, cora, brabant, family=1)
    application(OCTOBER, cora, brabant, family=1)  # the school is closed
    application(TODAY - DAY, cora, brabant)
    application(SEPTEMBER, cora, state=State.WITHDRAWN, state_since=at(SEPTEMBER + DAY))
    figures = contact_figures_of(2026, TODAY)
    assert counts(figures.total) == (1, 2, 1, 1)
    assert (figures.total.dropped, figures.total.total) == (1, 6)
    assert figures.total.share_percent == 33
    assert [(str(month), counts(each)) for month, each in figures.months] == [
        ("2026-09-01", (1, 2, 0, 0)),
        ("2026-10-01", (0, 0, 1, 0)),
        ("2026-11-01", (0, 0, 0, 1)),
    ]
    assert [(name, counts(each)) for name, each in figures.regions] == [
        ("Oost-Brabant", (1, 2, 1, 1)),
        ("", (0, 0, 0, 0)),
    ]


def test_the_first_talk_counts_and_attempts_are_counted_apart(brabant, cora):
    traject = application(SEPTEMBER, cora, brabant, family=2, school_on=3)
    moment(traject, "family", SEPTEMBER + 20 * DAY, cora)
    for _time in range(2):
        moment(traject, "family", SEPTEMBER, cora, reached=False)
    wrong = moment(traject, "school", SEPTEMBER, cora, reached=False)
    ContactCorrection.objects.create(moment=wrong, reason="x", by=cora)
    figures = contact_figures_of(2026, TODAY).total
    assert (figures.in_time, figures.attempts, figures.total) == (1, 2, 1)


def test_a_struck_talk_counts_no_more(brabant, cora):
    traject = application(SEPTEMBER, cora, brabant, family=2, school_on=3)
    wrong = traject.contact_moments.get(with_whom="school")
    ContactCorrection.objects.create(moment=wrong, reason="x", by=cora)
    assert counts(contact_figures_of(2026, TODAY).total) == (0, 1, 0, 0)


def test_an_empty_year_says_nothing(db):
    figures = contact_figures_of(2025, TODAY)
    assert (figures.total.total, figures.total.share_percent) == (0, None)
    assert len(figures.months) == 12


def test_a_school_year_ends_at_midnight_in_brussels(brabant, cora):
    last = datetime(2026, 8, 31, 21, 59, tzinfo=UTC)  # 23:59 there
    for moment_ in (last, last + timedelta(minutes=1)):
        traject = application(SEPTEMBER, cora, brabant)
        Traject.objects.filter(pk=traject.pk).update(received_at=moment_)
    assert contact_figures_of(2025, TODAY).total.total == 1
    assert contact_figures_of(2026, TODAY).total.total == 1


@pytest.mark.parametrize("name", ["carla", "cora"])
def test_screen_has_table_chart_and_the_year_before(request, as_user, brabant, name):
    user = request.getfixturevalue(name)
    Traject.objects.all().delete()
    application(SEPTEMBER, user, brabant, family=1, school_on=1)
    application(date(2025, 9, 15), user, brabant, family=1, school_on=1)
    text = as_user(user).get(PAGE).content.decode()
    assert "waarvan het dossier gewist is, staan hier niet meer bij" in text
    assert "<strong>100 %</strong>" in text
    assert "bij 1 van 1 aanvragen" in text
    assert '<svg class="bars"' in text
    assert "Oost-Brabant" in text
    assert "Dat is evenveel." in text
    assert " style=" not in text
    before = as_user(user).get(PAGE, {"jaar": "2025"}).content.decode()
    assert "bij 1 van 1 aanvragen" in before


def test_each_month_and_region_has_its_share_with_counts(
    as_user, brabant, other_school, cora
):
    application(SEPTEMBER, cora, brabant, family=1, school_on=1)
    application(SEPTEMBER, cora, brabant, family=1)
    application(OCTOBER, cora, brabant, family=1, school_on=1)
    application(SEPTEMBER, cora, other_school, family=1, school_on=1)
    found = contact_figures_of(2026, TODAY)
    assert [name for name, _each in found.regions] == ["Oost-Brabant", ""]
    shares = [
        (month.month, [(each.in_time, each.judged) for each in row])
        for month, row in found.cells
    ]
    assert shares == [
        (9, [(1, 2), (1, 1)]),
        (10, [(1, 1), (0, 0)]),
        (11, [(0, 0), (0, 0)]),
    ]
    client = as_user(cora)
    assert "50 % (1 van 2)" in client.get(PAGE).content.decode()
    lines = client.get(f"{PAGE}bestand/").content.decode().splitlines()
    assert lines[1:3] == [
        "2026-09;Oost-Brabant;2;1;1;50",
        "2026-09;Geen regio;1;1;0;100",
    ]
    assert len(lines) == 7


@pytest.mark.parametrize("name", ["hans", "sofie", "paula", "pia"])
def test_the_file_is_for_who_works_on_files(request, as_user, name):
    client = as_user(request.getfixturevalue(name))
    assert client.get(f"{PAGE}bestand/").status_code == 404


@pytest.mark.parametrize("asked", ["1900", "9999", "x", "²⁰²⁶", ""])
def test_any_year_gives_a_page(as_user, cora, asked):
    assert as_user(cora).get(PAGE, {"jaar": asked}).status_code == 200


@pytest.mark.parametrize("name", ["hans", "sofie", "paula", "pia"])
def test_figures_are_for_who_works_on_files(request, as_user, name):
    assert as_user(request.getfixturevalue(name)).get(PAGE).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(as_user, cora, brabant, django_assert_num_queries, count):
    for _number in range(count):
        application(SEPTEMBER, cora, brabant, family=1, school_on=2)
    client = as_user(cora)
    with django_assert_num_queries(FIGURES_QUERIES):
        client.get(PAGE)


FIGURES_QUERIES = 11
