from __future__ import annotations

from datetime import date
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sio.accounts.models import Role
from sio.core.time import school_year, today
from sio.intake import rules
from sio.intake.actions import change_window
from sio.intake.actions.windows import (
    WindowMoved,
    WindowNotAllowed,
    WindowUnexplained,
)
from sio.intake.models import WindowChange
from sio.intake.queries.windows import (
    NEXT_YEAR_OPENS,
    window_changes_visible_to,
    window_of,
    windows_now,
    years_open,
)
from tests.conftest import person

SPRING_2020 = "2020-03-17T09:00:00Z"
IN_SPRING_2020 = date(2020, 3, 17)
CLOSED_TEXT = "Voor dit schooljaar kun je even niet aanvragen."


def decide(by, year=2019, state="closed", seen=None, **more):
    words = {"reason": "Scholen dicht", "texts": {"text_nl": CLOSED_TEXT}}
    return change_window(
        year=year, state=state, seen=seen, by=by, **({"sets_free": None} | words | more)
    )


def row(by, year, state, follows=None, text="Tekst"):
    return WindowChange.objects.create(
        school_year=year,
        state=state,
        reason="Test",
        text_nl=text,
        follows=follows,
        by=by,
    )


def states(day):
    return [(window.year, window.state) for window in windows_now(day)]


# What holds -----------------------------------------------------------------------


@time_machine.travel(SPRING_2020, tick=False)
def test_spring_2020_the_running_year_closes_and_the_next_stays_open(cora):
    """001_203f8ff310e66b5b.txt: from 17/03/2020 "was het indienen van nieuwe aanvragen
    voor het huidige schooljaar 19-20 tijdelijk niet meer mogelijk", while "de
    mogelijkheid om nieuwe Bednet-aanvragen voor het schooljaar 20-21 in te dienen, is
    steeds beschikbaar gebleven"."""
    assert states(IN_SPRING_2020) == [(2019, "open"), (2020, "open")]
    decide(cora, sets_free=12)
    assert states(IN_SPRING_2020) == [(2019, "closed"), (2020, "open")]
    assert years_open(IN_SPRING_2020) == [
        (2020, "open", "Je kunt nu aanvragen voor dit schooljaar.")
    ]
    assert window_of(2019, IN_SPRING_2020).text == CLOSED_TEXT
    # At the partial reopening intake stayed shut; nobody reopened it by mistake.
    assert states(date(2020, 5, 15)) == [(2019, "closed"), (2020, "open")]
    # In September the next year is the running one, and still open.
    assert states(date(2020, 9, 1)) == [(2020, "open"), (2021, "closed")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 9, 1), "closed"),
        (date(2027, 2, 28), "closed"),
        (date(2027, 3, 1), "open"),
        (date(2027, 3, 2), "open"),
        (date(2027, 8, 31), "open"),
    ],
)
def test_by_itself_the_next_year_opens_on_the_first_of_march(day, expected):
    assert NEXT_YEAR_OPENS == (3, 1)
    assert states(day) == [(2026, "open"), (2027, expected)]


@pytest.mark.django_db
def test_a_year_that_opens_by_itself_says_when():
    assert window_of(2027, date(2027, 2, 28)).text == (
        "Je kunt aanvragen vanaf 1 maart 2027."
    )


def test_a_year_that_is_over_or_far_away_is_closed_whatever_was_decided(cora):
    for year in (2025, 2028):
        row(cora, year, "open", text="Kom maar.")
        window = window_of(year, date(2027, 5, 1))
        assert (window.state, window.change, window.takes_applications) == (
            "closed",
            None,
            False,
        )
        assert window.text == "Voor dit schooljaar kun je nu niet aanvragen."


def test_a_decision_holds_before_march_too_and_the_newest_wins(cora):
    first = row(cora, 2027, "open")
    assert states(date(2026, 10, 1))[1] == (2027, "open")
    row(cora, 2027, "closed", follows=first)
    assert states(date(2027, 4, 1))[1] == (2027, "closed")


def test_a_waiting_list_takes_applications_and_says_what_it_is(cora):
    row(cora, 2026, "waiting_list", text="Er is een wachtlijst.")
    assert years_open(date(2026, 10, 1)) == [
        (2026, "waiting_list", "Er is een wachtlijst.")
    ]


def test_the_text_is_in_the_readers_language_else_in_dutch(cora):
    WindowChange.objects.create(
        school_year=2026,
        state="closed",
        reason="Test",
        text_nl="Dicht.",
        text_fr="Fermé.",
        by=cora,
    )
    window = window_of(2026, date(2026, 10, 1))
    assert window.texts == [
        ("nl-be", "Dicht."),
        ("fr", "Fermé."),
        ("en", "Dicht."),
        ("de", "Dicht."),
    ]
    with translation.override(None):
        assert window.text == "Dicht."


DECISIONS = st.lists(
    st.tuples(
        st.sampled_from([2026, 2027]), st.sampled_from(WindowChange.State.values)
    ),
    max_size=6,
)


@pytest.mark.django_db
@given(decisions=DECISIONS, day=st.dates(date(2026, 9, 1), date(2027, 8, 31)))
def test_one_year_never_moves_the_other(decisions, day):
    with transaction.atomic():
        cora = person("Cora", Role.Kind.COORDINATOR)
        alone = dict(states(day))
        newest = {}
        for year, state in decisions:
            other = 2026 + 2027 - year
            before = window_of(other, day).state
            newest[year] = row(cora, year, state, follows=newest.get(year))
            assert window_of(other, day).state == before
        expected = alone | {year: change.state for year, change in newest.items()}
        assert dict(states(day)) == expected
        assert [year for year, _state, _text in years_open(day)] == [
            year for year, state in expected.items() if state != "closed"
        ]
        transaction.set_rollback(True)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(cora, django_assert_num_queries, count):
    newest = None
    for _n in range(count):
        newest = row(cora, 2026, "closed", follows=newest)
    with django_assert_num_queries(1):
        assert [
            str(window.change and window.change.by)
            for window in windows_now(date(2026, 10, 1))
        ] == ["Cora", "None"]


# Who decides ----------------------------------------------------------------------

EVERYBODY = ["carla", "chris", "cora", "hans", "sofie", "otto", "paula", "piet", "eddy"]
STAFF = {"carla", "chris", "cora", "hans"}


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_coordinator_decides_and_all_staff_read(request, who, cora):
    user = request.getfixturevalue(who)
    year = school_year(today())
    row(cora, year, "open")
    assert window_changes_visible_to(user).exists() is (who in STAFF)
    if who == "cora":
        decide(user, year=year, seen=WindowChange.objects.get().pk)
        assert WindowChange.objects.count() == 2
    else:
        with pytest.raises(WindowNotAllowed):
            decide(user, year=year, seen=WindowChange.objects.get().pk)
        assert WindowChange.objects.count() == 1


@pytest.mark.parametrize(
    ("roles", "see", "change"),
    [
        (set(), False, False),
        ({"consultant"}, True, False),
        ({"helpdesk"}, True, False),
        ({"privacy"}, True, False),
        ({"coordinator"}, True, True),
    ],
)
def test_rules_of_windows(roles, see, change):
    assert rules.may_see_windows(roles) is see
    assert rules.may_change_windows(roles) is change


def test_a_coordinator_without_second_factor_decides_nothing(db):
    bare = person("Bare", Role.Kind.COORDINATOR, second_factor=False)
    with pytest.raises(WindowNotAllowed):
        decide(bare, year=school_year(today()))


@time_machine.travel(SPRING_2020, tick=False)
@pytest.mark.parametrize("year", [2018, 2021])
def test_other_years_can_not_be_changed(cora, year):
    with pytest.raises(WindowNotAllowed):
        decide(cora, year=year)


@time_machine.travel(SPRING_2020, tick=False)
@pytest.mark.parametrize(
    "words", [{"reason": " "}, {"texts": {}}, {"texts": {"text_nl": "  "}}]
)
def test_a_closing_without_reason_or_text_is_refused(cora, words):
    with pytest.raises(WindowUnexplained):
        decide(cora, **words)
    assert not WindowChange.objects.exists()


@time_machine.travel(SPRING_2020, tick=False)
def test_opening_needs_no_text(cora):
    decide(cora, state="open", texts={})
    assert window_of(2019, IN_SPRING_2020).text == (
        "Je kunt nu aanvragen voor dit schooljaar."
    )


@time_machine.travel(SPRING_2020, tick=False)
def test_who_saw_an_older_decision_is_told(cora):
    first = decide(cora)
    with pytest.raises(WindowMoved):
        decide(cora, state="open", seen=None)
    second = decide(cora, state="open", seen=first.pk)
    with pytest.raises(WindowMoved):
        decide(cora, seen=first.pk)
    assert list(WindowChange.objects.all()) == [second, first]


@time_machine.travel(SPRING_2020, tick=False)
def test_a_decision_never_follows_one_of_another_year(cora):
    of_next = decide(cora, year=2020)
    for seen in (of_next.pk, 0):
        with pytest.raises(WindowMoved):
            decide(cora, seen=seen)


@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_at_once_one_wins_and_the_other_is_told():
    cora, cleo = (person(name, Role.Kind.COORDINATOR) for name in ("Cora", "Cleo"))
    year = school_year(today())
    first = decide(cora, year=year)
    together, outcomes = Barrier(2), []

    def press(by, state):
        try:
            together.wait(timeout=10)
            decide(by, year=year, state=state, seen=first.pk)
            outcomes.append("decided")
        except WindowMoved as error:
            outcomes.append(error.code)
        finally:
            connections.close_all()

    pressers = [
        Thread(target=press, args=pair)
        for pair in ((cora, "open"), (cleo, "waiting_list"))
    ]
    for presser in pressers:
        presser.start()
    for presser in pressers:
        presser.join(timeout=20)
    assert sorted(outcomes) == ["decided", "intake.window_moved"]
    assert WindowChange.objects.count() == 2


@pytest.mark.parametrize(
    "bad",
    [
        {"state": "ajar"},
        {"state": "closed", "text_nl": ""},
        {"state": "waiting_list", "text_nl": ""},
    ],
)
def test_the_database_refuses_what_is_no_decision(cora, bad):
    with pytest.raises(IntegrityError), transaction.atomic():
        WindowChange.objects.create(school_year=2026, reason="Test", by=cora, **bad)


# What the public sees ---------------------------------------------------------------


def test_the_public_page_shows_each_year_with_its_text_and_no_reason(cora):
    with time_machine.travel(SPRING_2020, tick=False):
        change = decide(cora, reason="Te weinig sets")
        page = Client().get("/aanvraag/periodes/").content.decode()
    assert str(change) == "2019: closed"
    assert CLOSED_TEXT in page
    assert "Je kunt nu aanvragen voor dit schooljaar." in page
    assert page.index("2019–2020") < page.index("2020–2021")
    assert "Te weinig sets" not in page
    assert "Cora" not in page


def test_the_public_text_is_never_taken_for_html(cora):
    with time_machine.travel(SPRING_2020, tick=False):
        decide(cora, texts={"text_nl": "<b>Dicht</b>\n\nTot later."})
        page = Client().get("/aanvraag/periodes/").content.decode()
    assert "<p>&lt;b&gt;Dicht&lt;/b&gt;</p>" in page
    assert "<p>Tot later.</p>" in page
