"""The screen "Vandaag": whose files, what stands there, and putting off."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import chain
from uuid import uuid4

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sio.accounts.models import Absence, Role
from sio.casework.clocks import Kind
from sio.casework.models import ContactMoment
from sio.casework.queries import today as queries
from sio.casework.queries.due_files import candidates
from sio.casework.queries.scope import files_cared_for_by
from sio.core.models import AccessRecord
from sio.lessons.models import Use
from sio.schools.models import Contact, Holiday
from sio.trajects.actions import keep_start_facts
from sio.trajects.models import (
    Assignment,
    Guardian,
    Message,
    Pupil,
    Traject,
    TrajectChange,
)
from sio.trajects.workflow import State
from tests.casework.desk import spoken
from tests.conftest import person
from tests.flush import rewriting

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)  # a Friday
TODAY = NOW.date()
DAY = timedelta(days=1)
PAGE = "/vandaag/"
ALL = queries.Part(100)
OTHERS = ["hans", "sofie", "paula", "otto", "piet", "eddy"]


@pytest.fixture(autouse=True)
def _on_a_friday():
    with time_machine.travel(NOW, tick=False):
        yield


def ago(days):
    return TODAY - days * DAY


def at(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def facts(traject, **fields):
    Traject.objects.filter(pk=traject.pk).update(**fields)


@pytest.fixture
def in_order(agreed, carla):
    """Tuur's file, of which nothing is due."""
    facts(
        agreed,
        state_since=at(ago(20)),
        received_at=at(ago(60)),
        class_told_on=ago(20),
    )
    used(agreed, ago(1))
    return agreed


def used(traject, day):
    start = at(day)
    Use.objects.create(
        connection=uuid4(),
        traject=traject,
        started_at=start,
        stopped_at=start + timedelta(hours=1),
    )


def seen(user, *, with_owner=False):
    files = files_cared_for_by(user)
    found = queries.today_of(files, TODAY, ALL, with_owner=with_owner)
    return [
        (line.traject_id, line.due.kind, line.due.late)
        for group in found.groups
        for line in group.lines
    ]


def kinds(user):
    return [kind for _pk, kind, _late in seen(user)]


# What stands there -------------------------------------------------------------------


def test_nothing_is_due_of_a_file_in_order(in_order, carla):
    assert seen(carla) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"state": State.LATER, "look_again_on": ago(2)},
            [(Kind.LOOK_AGAIN, 2)],
        ),
        (
            {"state": State.FEASIBILITY, "state_since": at(ago(30))},
            [(Kind.DECISION, 11)],
        ),
        (
            {"state": State.AGREED, "state_since": at(ago(30))},
            [(Kind.NOT_PREPARED, 11)],
        ),
        ({"state": State.AGREED, "state_since": at(ago(11))}, []),
        (
            {"state": State.PAUSED, "state_since": at(ago(57)), "return_on": ago(1)},
            [(Kind.STILL_PAUSED, 1)],
        ),
        ({"state": State.PAUSED, "state_since": at(ago(55))}, []),
        ({"certificate_until": ago(-3)}, [(Kind.CERTIFICATE, -3)]),
        ({"return_on": ago(1)}, [(Kind.RETURN, 1)]),
        ({"class_told_on": None}, [(Kind.CLASS_TOLD, 18)]),
        ({"received_at": at(date(2026, 8, 1))}, [(Kind.CONDITIONS, 87)]),
        ({"state": State.PAUSED, "certificate_until": ago(3)}, []),
        (
            {"state": State.AGREED, "certificate_until": ago(3)},
            [(Kind.NOT_PREPARED, 4), (Kind.CERTIFICATE, 3)],
        ),
        ({"state": State.ENDED, "certificate_until": ago(3)}, []),
    ],
)
def test_each_fact_of_the_file(in_order, carla, fields, expected):
    spoken(in_order, carla)
    facts(in_order, **fields)
    assert seen(carla) == [(in_order.pk, kind, late) for kind, late in expected]


@pytest.mark.parametrize(
    ("fields", "late"),
    [
        ({"state": State.APPLIED, "received_at": at(ago(3))}, 0),
        ({"state": State.WAITING, "received_at": at(ago(60))}, 38),
        ({"state": State.CONTACT, "received_at": at(ago(60))}, 38),
        ({"state": State.FEASIBILITY, "received_at": at(ago(60))}, 38),
        ({"state": State.LATER, "look_again_on": ago(-90)}, 38),
        ({"state": State.AGREED, "state_since": at(ago(2))}, 38),
    ],
)
def test_moved_on_by_hand_it_still_asks_for_contact(in_order, carla, fields, late):
    facts(in_order, **fields)
    spoken(in_order, carla, "family")
    assert seen(carla) == [(in_order.pk, Kind.CONTACT, late)]
    spoken(in_order, carla, "school")
    assert Kind.CONTACT not in kinds(carla)


def test_first_lesson_and_use(in_order, carla):
    Use.objects.all().delete()
    facts(in_order, delivered_on=ago(16))
    assert seen(carla) == [(in_order.pk, Kind.FIRST_LESSON, 2)]
    facts(in_order, placed_in_advance=True)
    assert seen(carla) == []
    # The autumn holiday, All Saints and 11 November stand still.
    used(in_order, ago(38))
    assert seen(carla) == [(in_order.pk, Kind.UNUSED, 1)]
    used(in_order, ago(3))
    assert seen(carla) == []


def test_holidays_and_pauses_of_the_tables_stand_still(in_order, carla, school):
    Use.objects.all().delete()
    used(in_order, ago(31))
    # Of this school year the table has its holidays: one, of another season.
    first = date(2026, 9, 1)
    Holiday.objects.create(name="Zomer", kind="school", starts_on=first, ends_on=first)
    # All Saints and 11 November are public holidays.
    assert seen(carla) == [(in_order.pk, Kind.UNUSED, 1)]
    Holiday.objects.create(
        name="Vrij", kind="own", starts_on=ago(9), ends_on=ago(9), school=school
    )
    assert seen(carla) == [(in_order.pk, Kind.UNUSED, 0)]
    for new, old, day in (("paused", "active", ago(6)), ("active", "paused", ago(5))):
        change = TrajectChange.objects.create(
            traject=in_order, old=old, new=new, reason="x"
        )
        with rewriting():
            TrajectChange.objects.filter(pk=change.pk).update(at=at(day))
    assert seen(carla) == []


def test_agreement_is_missing(in_order, carla):
    with rewriting():
        in_order.acceptances.filter(text__side="class").delete()
    assert seen(carla) == [(in_order.pk, Kind.AGREEMENT, 18)]


def test_a_message_that_nobody_read(in_order, carla, paula):
    message = Message.objects.create(traject=in_order, sender=paula, text="Dag")
    Message.objects.update(at=at(ago(2)))
    assert seen(carla) == [(in_order.pk, Kind.MESSAGE, 2)]
    facts(in_order, state=State.PAUSED)
    assert seen(carla) == [(in_order.pk, Kind.MESSAGE, 2)]
    Message.objects.filter(pk=message.pk).update(read_at=NOW)
    assert seen(carla) == []


def test_taking_off_the_mark_starts_the_clock_of_the_first_lesson(in_order, carla):
    Use.objects.all().delete()
    facts(in_order, delivered_on=ago(60), placed_in_advance=True)
    in_order.refresh_from_db()
    in_order.placed_in_advance = False
    keep_start_facts(traject=in_order, by=carla)
    keep_start_facts(traject=in_order, by=carla)
    in_order.refresh_from_db()
    assert in_order.advance_ended_on == TODAY
    assert seen(carla) == []
    facts(in_order, advance_ended_on=ago(16))
    assert seen(carla) == [(in_order.pk, Kind.FIRST_LESSON, 2)]


def test_both_reached_and_the_contact_is_done(in_order, carla):
    facts(
        in_order,
        state=State.APPLIED,
        received_at=at(ago(8)),
        state_since=at(ago(8)),
    )
    for side in ("family", "school"):
        assert kinds(carla) == [Kind.CONTACT]
        ContactMoment.objects.create(
            traject=in_order,
            with_whom=side,
            how="phone",
            reached=True,
            happened_at=NOW,
            by=carla,
        )
    assert kinds(carla) == []


STATES = st.sampled_from(State)
OLD = st.integers(-20, 120).map(ago)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    state=STATES,
    since=st.integers(0, 120).map(ago),
    received=st.integers(0, 500).map(ago),
    dates=st.fixed_dictionaries(
        {
            "delivered_on": st.none() | OLD,
            "class_told_on": st.none() | OLD,
            "certificate_until": st.none() | OLD,
            "return_on": st.none() | OLD,
            "conditions_checked_for": st.none() | st.sampled_from([2025, 2026]),
            "placed_in_advance": st.booleans(),
        }
    ),
    look_again=OLD,
    last_use=st.none() | st.integers(0, 120).map(ago),
)
def test_the_query_leaves_nothing_out_that_is_due(
    agreed, carla, state, since, received, dates, look_again, last_use
):
    """What the clocks find among all files is what they find among those read."""
    facts(
        agreed,
        state=state,
        state_since=at(since),
        received_at=at(received),
        look_again_on=look_again,
        **dates,
    )
    Use.objects.all().delete()
    if last_use:
        used(agreed, last_use)
    files = Traject.objects.filter(pk=agreed.pk)
    due = queries.dues_of(agreed, TODAY)
    for one in due:
        assert list(candidates({one.kind}, files, TODAY)) == [agreed], one
    found = queries.today_of(files, TODAY, ALL, with_owner=False)
    lines = [line for group in found.groups for line in group.lines]
    assert [line.due for line in lines] == due


# Whose files -------------------------------------------------------------------------


def test_own_those_of_who_is_replaced_and_all(
    in_order, other_traject, carla, chris, cora
):
    late = {"state": State.APPLIED, "received_at": at(ago(9))}
    Traject.objects.update(**late)
    assert [pk for pk, *_ in seen(carla)] == [in_order.pk]
    assert [pk for pk, *_ in seen(chris)] == [other_traject.pk]
    assert [pk for pk, *_ in seen(cora)] == [in_order.pk, other_traject.pk]
    Absence.objects.create(
        user=carla, starts_on=TODAY, ends_on=TODAY, replaced_by=chris
    )
    assert [pk for pk, *_ in seen(chris)] == [in_order.pk, other_traject.pk]


def test_what_one_sees_as_a_parent_or_contact_is_no_work(
    in_order, other_traject, carla, school
):
    Traject.objects.update(class_told_on=None)
    Guardian.objects.create(user=carla, traject=other_traject, capacity="moeder")
    Contact.objects.create(user=carla, school=other_traject.school, function="x")
    assert {pk for pk, *_ in seen(carla)} == {in_order.pk}


@pytest.mark.parametrize("name", [*OTHERS, "pia"])
def test_others_have_no_work_there(request, as_user, in_order, name):
    facts(in_order, class_told_on=None)
    user = request.getfixturevalue(name)
    assert list(files_cared_for_by(user)) == []
    response = as_user(user).get(PAGE)
    assert (response.status_code, response["Location"]) == (302, "/trajecten/")


def test_without_second_factor_there_is_nothing(in_order, carla):
    facts(in_order, class_told_on=None)
    carla.authenticator_set.all().delete()
    assert list(files_cared_for_by(carla)) == []


def test_ownerless_files_are_the_coordinators(in_order, carla, cora):
    Assignment.objects.update(ended_at=NOW)
    assert seen(carla) == []
    assert seen(cora, with_owner=True) == [(in_order.pk, Kind.OWNER, 20)]


# The screen --------------------------------------------------------------------------


def test_a_line_says_what_since_when_how_late_and_where(as_user, in_order, carla):
    facts(in_order, state=State.APPLIED, received_at=at(ago(11)))
    text = as_user(carla).get(PAGE).content.decode()
    for words in (
        "Tuur Peeters",
        "Bel het gezin en de school",
        "4 werkdagen te laat",
        "sinds 16/11/2026",
        f'href="/trajecten/{in_order.pk}/contacten/"',
    ):
        assert words in text
    record = AccessRecord.objects.get()
    assert (record.traject, record.page, record.count) == (None, "today", 1)


@pytest.mark.parametrize(
    ("received", "words"),
    [
        (ago(3), "dag 3 van 5"),
        (ago(4), "dag 4 van 5"),
        (ago(7), "vandaag de laatste dag"),
        (ago(60), "38 werkdagen te laat, meer dan drie keer de termijn"),
    ],
)
def test_how_pressing_a_contact_is(as_user, in_order, carla, received, words):
    facts(in_order, state=State.APPLIED, received_at=at(received))
    assert words in as_user(carla).get(PAGE).content.decode()


def test_on_saturday_after_the_term_it_is_late(as_user, in_order, carla):
    facts(in_order, state=State.APPLIED, received_at=at(ago(7)))
    with time_machine.travel(NOW + DAY, tick=False):
        text = as_user(carla).get(PAGE).content.decode()
    assert '<span class="badge badge--bad">te laat</span>' in text


def test_coordinator_sees_who_has_it_and_chooses_a_group(
    as_user, in_order, cora, carla
):
    facts(in_order, class_told_on=None, return_on=TODAY, certificate_until=ago(-1))
    client = as_user(cora)
    text = client.get(PAGE).content.decode()
    assert "Carla" in text
    assert text.count('class="due"') == 3
    assert text.index("nog 1 dag") < text.index("Terug naar school</h2>")
    text = client.get(PAGE, {"groep": "return"}).content.decode()
    assert text.count('class="due"') == 1
    assert "vandaag</span>" in text
    assert client.get(PAGE, {"groep": "onzin"}).status_code == 200


def test_all_done(as_user, in_order, carla):
    assert "Alles is gedaan" in as_user(carla).get(PAGE).content.decode()


def test_of_many_the_first_are_shown_and_a_group_is_paged(as_user, cora, school):
    make_files(school, 51)
    client = as_user(cora)

    def shown(**asked):
        text = client.get(PAGE, asked).content.decode()
        return text.count('class="due"'), "(5+)" in text, "Volgende" in text

    assert shown() == (5, True, False)
    assert shown(groep="look_again") == (50, False, True)
    assert shown(groep="look_again", blad="2") == (1, False, False)
    assert shown(groep="look_again", blad="x") == (50, False, True)
    assert shown(groep="decision", blad="2") == (0, False, False)


def test_what_waits_longest_is_first_page_after_page(as_user, cora, school):
    """The database gives these in order; the clocks still have the last word."""
    moments = [ago(days) for days in (*range(8, 120), 1, 0)]
    for number, day in enumerate(moments):
        pupil = Pupil.objects.create(first_name="Iemand", last_name=f"{number:03}")
        at_day = {"received_at": at(day), "state_since": at(day)}
        for state in (State.APPLIED, State.FEASIBILITY):
            traject = Traject.objects.create(
                pupil=pupil, school=school, state=state, **at_day
            )
        spoken(traject, cora)
    client = as_user(cora)

    def shown(group, number):
        groups = client.get(PAGE, {"groep": group, "blad": number}).context["groups"]
        return [str(row.pupil)[-3:] for one in groups for row in one.rows]

    pages = [shown("contact", number) for number in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [50, 50, 12, 0]
    assert list(chain(*pages)) == [f"{number:03}" for number in range(111, -1, -1)]
    weighed = list(chain(*(shown("decision", number) for number in (1, 2, 3))))
    assert weighed == [f"{number:03}" for number in range(111, 111 - len(weighed), -1)]
    assert 100 < len(weighed) < 112  # the last are no ten working days old


def make_files(school, count):
    for _number in range(count):
        pupil = Pupil.objects.create(first_name="Iemand", last_name="Anders")
        Traject.objects.create(
            pupil=pupil,
            school=school,
            state=State.LATER,
            look_again_on=TODAY,
            state_since=at(ago(3)),
        )
    user = person("Dirk", Role.Kind.CONSULTANT)
    for traject in Traject.objects.all():
        Assignment.objects.create(user=user, traject=traject)
    return user


@pytest.mark.parametrize("count", [1, 3, 30])
@pytest.mark.parametrize(("who", "queries"), [("cora", 23), ("dirk", 22)])
def test_queries_do_not_grow_with_files(
    as_user, cora, school, django_assert_num_queries, count, who, queries
):
    dirk = make_files(school, count)
    client = as_user({"cora": cora, "dirk": dirk}[who])
    with django_assert_num_queries(queries):
        page = client.get(PAGE)
    assert [len(group.rows) for group in page.context["groups"]] == [min(count, 5)]


def test_landing_page_after_logging_in(as_user, settings, in_order, carla):
    response = as_user(carla).get(settings.LOGIN_REDIRECT_URL)
    assert response.headers["Location"] == PAGE


@pytest.mark.parametrize(
    ("name", "shown"),
    [("carla", True), ("cora", True), ("hans", False), ("paula", False)],
)
def test_the_menu_has_it_for_who_works_on_files(
    request, as_user, in_order, name, shown
):
    text = as_user(request.getfixturevalue(name)).get("/trajecten/").content.decode()
    assert (f'href="{PAGE}"' in text) is shown
