"""The clocks of a file, on facts alone: what is due, since when, and how late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sio.casework import clocks
from sio.casework.clocks import Due, Facts, Kind, Pause, Timeline, dues
from sio.casework.fivedays import Reached, Urgency
from sio.schools.workdays import WorkCalendar
from sio.trajects.workflow import WEIGHING, State

FIRST, LAST = date(2025, 6, 1), date(2028, 12, 31)
DAY = timedelta(days=1)
TODAY = date(2026, 11, 27)  # a Friday
WORKDAYS = WorkCalendar(FIRST, LAST, frozenset({date(2026, 11, 11)}))
NONE_STILL = Timeline(FIRST, LAST, frozenset())
HOLIDAY = frozenset(date(2026, 11, 2) + n * DAY for n in range(7))  # a week
AUTUMN = Timeline(FIRST, LAST, HOLIDAY)


def ago(days):
    return TODAY - days * DAY


def running(**facts):
    """A running file of which nothing is due."""
    known = {
        "state": State.ACTIVE,
        "state_since": ago(20),
        "received_on": date(2026, 9, 1),
        "last_use_on": ago(1),
        "class_told_on": ago(20),
    }
    return Facts(**known | facts)


def due_of(facts, timeline=NONE_STILL, today=TODAY):
    return [(due.kind, due.late) for due in dues(facts, today, WORKDAYS, timeline)]


def test_nothing_is_due_of_a_file_in_order():
    assert dues(running(), TODAY, WORKDAYS, NONE_STILL) == []


def test_a_line_says_what_since_when_and_how_late():
    facts = running(last_use_on=ago(30))
    assert dues(facts, TODAY, WORKDAYS, NONE_STILL) == [Due(Kind.UNUSED, ago(30), 2)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        # Two weeks after delivery, without a lesson.
        ({"delivered_on": ago(13), "last_use_on": None}, []),
        ({"delivered_on": ago(14), "last_use_on": None}, [(Kind.FIRST_LESSON, 0)]),
        ({"delivered_on": ago(20), "last_use_on": None}, [(Kind.FIRST_LESSON, 6)]),
        ({"delivered_on": ago(20), "last_use_on": ago(1)}, []),
        (
            {"delivered_on": ago(90), "placed_in_advance": True, "last_use_on": None},
            [],
        ),
        (
            {"delivered_on": ago(90), "advance_ended_on": ago(9), "last_use_on": None},
            [],
        ),
        (
            {"delivered_on": ago(90), "advance_ended_on": ago(15), "last_use_on": None},
            [(Kind.FIRST_LESSON, 1)],
        ),
        # Four weeks without use.
        ({"last_use_on": ago(27)}, []),
        ({"last_use_on": ago(28)}, [(Kind.UNUSED, 0)]),
        ({"last_use_on": None, "state_since": ago(28)}, [(Kind.UNUSED, 0)]),
        ({"last_use_on": None, "state_since": ago(27)}, []),
        ({"last_use_on": ago(28), "state": State.ENDING}, [(Kind.UNUSED, 0)]),
        ({"last_use_on": ago(28), "state": State.PREPARING}, []),
        # A talk with the family is what it asks for, and begins four weeks anew.
        ({"last_use_on": ago(40), "spoken_on": ago(3)}, []),
        ({"last_use_on": ago(70), "spoken_on": ago(28)}, [(Kind.UNUSED, 0)]),
        ({"last_use_on": ago(40), "spoken_on": ago(20)}, [(Kind.UNUSED, 12)]),
        # The certificate.
        ({"certificate_until": TODAY + 15 * DAY}, []),
        ({"certificate_until": TODAY + 14 * DAY}, [(Kind.CERTIFICATE, -14)]),
        ({"certificate_until": TODAY}, [(Kind.CERTIFICATE, 0)]),
        ({"certificate_until": ago(3)}, [(Kind.CERTIFICATE, 3)]),
        # What a file needs to be complete.
        ({"agreed": False}, [(Kind.AGREEMENT, 20)]),
        ({"class_told_on": None}, [(Kind.CLASS_TOLD, 20)]),
        (
            {"agreed": False, "state": State.PREPARING, "state_since": ago(6)},
            [],
        ),
        (
            {"agreed": False, "state": State.PREPARING, "state_since": ago(7)},
            [(Kind.AGREEMENT, 0)],
        ),
        # The planned return.
        ({"return_on": TODAY + DAY}, []),
        ({"return_on": TODAY}, [(Kind.RETURN, 0)]),
        ({"return_on": ago(4), "state": State.ENDING}, [(Kind.RETURN, 4)]),
        # The yearly check, from 1 September on: 87 days ago.
        ({"received_on": date(2026, 8, 31)}, [(Kind.CONDITIONS, 87)]),
        ({"received_on": date(2025, 9, 1), "conditions_checked_for": 2026}, []),
        (
            {"received_on": date(2025, 9, 1), "conditions_checked_for": 2025},
            [(Kind.CONDITIONS, 87)],
        ),
        # A message that nobody has answered.
        ({"message_on": ago(2)}, [(Kind.MESSAGE, 2)]),
    ],
)
def test_clocks_of_what_runs(facts, expected):
    assert due_of(running(**facts)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"state": State.LATER, "look_again_on": TODAY + DAY}, []),
        ({"state": State.LATER, "look_again_on": TODAY}, [(Kind.LOOK_AGAIN, 0)]),
        ({"state": State.LATER, "look_again_on": ago(5)}, [(Kind.LOOK_AGAIN, 5)]),
        ({"state": State.APPLIED, "received_on": ago(2)}, []),
        # Received on Tuesday: Friday is the third working day.
        ({"state": State.APPLIED, "received_on": ago(3)}, [(Kind.CONTACT, 0)]),
        ({"state": State.WAITING, "received_on": ago(3)}, [(Kind.CONTACT, 0)]),
        # Weighed since ten working days, of which 11 November is none.
        ({"state": State.FEASIBILITY, "state_since": date(2026, 11, 12)}, [("x", 1)]),
        ({"state": State.FEASIBILITY, "state_since": date(2026, 11, 13)}, [("x", 0)]),
        ({"state": State.FEASIBILITY, "state_since": date(2026, 11, 16)}, []),
        # Agreed since ten working days, of which 11 November is none.
        ({"state": State.AGREED, "state_since": date(2026, 11, 12)}, [("y", 1)]),
        ({"state": State.AGREED, "state_since": date(2026, 11, 13)}, [("y", 0)]),
        ({"state": State.AGREED, "state_since": date(2026, 11, 16)}, []),
    ],
)
def test_clocks_before_the_decision(facts, expected):
    known = {"state_since": TODAY, "received_on": TODAY}
    if not facts.get("received_on"):
        known["reached"] = Reached(TODAY, TODAY)
    short = {"x": Kind.DECISION, "y": Kind.NOT_PREPARED}
    names = [(short.get(kind, kind), late) for kind, late in expected]
    assert due_of(Facts(**known | facts)) == names


@pytest.mark.parametrize("state", State)
def test_moving_on_by_hand_stops_no_contact(state):
    """Only what ends a file does, or what takes both talks (tests of move)."""
    late = running(state=state, received_on=ago(40))
    asked = [due.urgency for due in dues_of_contact(late)]
    asks = state in WEIGHING | {State.AGREED}
    assert asked == ([Urgency.FAR_OVERDUE] if asks else [])
    assert dues_of_contact(replace(late, reached=Reached(ago(1), ago(1)))) == []


def dues_of_contact(facts):
    found = dues(facts, TODAY, WORKDAYS, NONE_STILL)
    return [due for due in found if due.kind == Kind.CONTACT]


def test_contact_says_who_is_still_to_be_reached():
    facts = Facts(State.APPLIED, ago(10), ago(10))

    def detail(reached):
        found = dues(replace(facts, reached=reached), TODAY, WORKDAYS, NONE_STILL)
        return [(due.detail, due.urgency) for due in found]

    assert detail(Reached()) == [("both", Urgency.OVERDUE)]
    assert detail(Reached(family_on=ago(9))) == [("school", Urgency.OVERDUE)]
    assert detail(Reached(school_on=ago(9))) == [("family", Urgency.OVERDUE)]
    assert detail(Reached(ago(9), ago(8))) == []


def test_once_both_were_reached_a_contacted_file_waits_for_its_decision():
    facts = Facts(State.CONTACT, ago(30), ago(35), reached=Reached(ago(31), ago(30)))
    assert [kind for kind, _late in due_of(facts)] == [Kind.DECISION]
    back = replace(facts, state=State.APPLIED)  # from the waiting list
    assert [kind for kind, _late in due_of(back)] == [Kind.DECISION]
    assert [kind for kind, _late in due_of(replace(facts, reached=Reached()))] == [
        Kind.CONTACT
    ]


def test_a_suspended_file_is_asked_for_nothing_else():
    late = running(
        state=State.PAUSED,
        last_use_on=ago(90),
        certificate_until=ago(3),
        return_on=ago(3),
        agreed=False,
        class_told_on=None,
        received_on=date(2025, 1, 1),
        delivered_on=ago(90),
    )
    assert due_of(late) == []
    assert due_of(replace(late, state_since=ago(55))) == []
    assert due_of(replace(late, state_since=ago(56))) == [(Kind.STILL_PAUSED, 0)]
    assert due_of(replace(late, state_since=ago(70))) == [(Kind.STILL_PAUSED, 14)]
    assert len(due_of(replace(late, state=State.ACTIVE))) == 6


def test_school_holidays_stand_still():
    unused = running(last_use_on=ago(33))  # 25 October
    assert due_of(unused) == [(Kind.UNUSED, 5)]
    assert due_of(unused, AUTUMN) == []
    assert due_of(running(last_use_on=ago(35)), AUTUMN) == [(Kind.UNUSED, 0)]


def test_a_long_pause_is_in_plain_weeks():
    paused = running(state=State.PAUSED, state_since=ago(56))
    assert due_of(paused, AUTUMN) == due_of(paused) == [(Kind.STILL_PAUSED, 0)]


def test_free_days_of_one_school_stand_still_for_that_one():
    own = Timeline(FIRST, LAST, frozenset(), {7: frozenset({ago(5)})})
    assert due_of(running(last_use_on=ago(28), school_id=7), own) == []
    assert due_of(running(last_use_on=ago(28), school_id=8), own) != []


def test_a_pause_stands_still_and_what_ran_before_it_counts():
    # Three weeks ran, ten days stood still, and six days ran again.
    paused = running(last_use_on=ago(37), pauses=(Pause(ago(16), ago(6)),))
    assert due_of(paused) == []
    assert due_of(paused, today=TODAY + DAY) == [(Kind.UNUSED, 0)]


def test_first_things_come_first():
    order = [
        Due(Kind.CONTACT, ago(40), 20, Urgency.FAR_OVERDUE),
        Due(Kind.CONTACT, ago(20), 9, Urgency.OVERDUE),
        Due(Kind.CONTACT, ago(20), 3, Urgency.OVERDUE),
        Due(Kind.CONTACT, ago(7), 0, Urgency.LAST_DAY),
        Due(Kind.CONTACT, ago(6), 0, Urgency.DAY_4),
        Due(Kind.CONTACT, ago(5), 0, Urgency.DAY_3),
        Due(Kind.LOOK_AGAIN, ago(1), 1),
        Due(Kind.UNUSED, ago(50), 22),
        Due(Kind.CERTIFICATE, TODAY, -3),
    ]
    assert sorted(set(order), key=lambda due: due.order) == order


# Standing still ----------------------------------------------------------------------

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
SPANS = st.tuples(DAYS, st.integers(0, 40)).map(
    lambda span: Pause(span[0], span[0] + span[1] * DAY)
)
STILL = st.lists(SPANS, max_size=3).map(
    lambda spans: frozenset(
        span.from_on + n * DAY
        for span in spans
        for n in range((span.to_on - span.from_on).days + 1)
    )
)
PAUSES = st.lists(SPANS, max_size=2).map(tuple)
START, END = date(2025, 12, 1), date(2027, 3, 1)


@given(DAYS, DAYS, STILL, STILL, PAUSES)
def test_days_run_is_what_counting_one_by_one_gives(first, last, still, own, pauses):
    timeline = Timeline(START, END, still, {7: own})
    days = [first + n * DAY for n in range(1, (last - first).days + 1)]

    def counted(off):
        return sum(
            day not in off
            and not any(pause.from_on < day <= pause.to_on for pause in pauses)
            for day in days
        )

    assert timeline.days_run(first, last, 7, pauses) == counted(still | own)
    assert timeline.days_run(first, last, None, pauses) == counted(still)


FACTS = st.builds(
    Facts,
    state=st.sampled_from(State),
    state_since=DAYS,
    received_on=DAYS,
    school_id=st.sampled_from([None, 7]),
    look_again_on=st.none() | DAYS,
    delivered_on=st.none() | DAYS,
    placed_in_advance=st.booleans(),
    advance_ended_on=st.none() | DAYS,
    last_use_on=st.none() | DAYS,
    agreed=st.booleans(),
    class_told_on=st.none() | DAYS,
    certificate_until=st.none() | DAYS,
    return_on=st.none() | DAYS,
    conditions_checked_for=st.none() | st.sampled_from([2025, 2026]),
)


@given(FACTS, DAYS, STILL, PAUSES)
def test_standing_still_never_makes_anything_due_or_later_than_it_was(
    facts, today, still, pauses
):
    plain = Timeline(START, END, frozenset())
    holiday = Timeline(START, END, still)
    before = {due.kind: due.late for due in dues(facts, today, WORKDAYS, plain)}
    facts = replace(facts, pauses=pauses)
    after = {due.kind: due.late for due in dues(facts, today, WORKDAYS, holiday)}
    assert set(after) <= set(before)
    assert all(late <= before[kind] for kind, late in after.items())


@given(FACTS, DAYS, STILL)
def test_in_advance_never_makes_anything_due(facts, today, still):
    timeline = Timeline(START, END, still)
    there = replace(facts, placed_in_advance=False)
    only = replace(facts, placed_in_advance=True)
    kinds = {due.kind for due in dues(only, today, WORKDAYS, timeline)}
    assert kinds <= {due.kind for due in dues(there, today, WORKDAYS, timeline)}
    assert Kind.FIRST_LESSON not in kinds


@given(FACTS, DAYS, STILL)
def test_what_is_due_stays_due_the_next_day(facts, today, still):
    timeline = Timeline(START, END, still)
    kinds = {due.kind for due in dues(facts, today, WORKDAYS, timeline)}
    tomorrow = {due.kind for due in dues(facts, today + DAY, WORKDAYS, timeline)}
    assert kinds <= tomorrow


def test_every_kind_has_its_place_on_the_screen():
    assert list(clocks.RANK) == list(Kind)
