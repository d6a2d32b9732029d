"""What holds for every child and every day; and that all entrances agree."""

from __future__ import annotations

import json
import tempfile
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sio.accounts.models import Role, User
from sio.intake.actions.assessment import store_assessment
from sio.intake.engine import Outcome, Result, assess, is_open
from sio.intake.facts import CHOICES, FactsRefused, parse_facts
from tests.conftest import person
from tests.intake.cases import facts
from tests.intake.checker import answer_all

RANK = [Outcome.NOT_ELIGIBLE, Outcome.TALK, Outcome.ELIGIBLE]
COUNTED = ["expected_weeks", "absence_weeks", "half_days_per_year"]
# Values around the thresholds come often enough to matter.
WEEKS = st.one_of(
    st.floats(0, 104, allow_nan=False),
    st.sampled_from([27 / 7, 4, 41 / 7, 6, 5]),
)
HALF_DAYS = st.one_of(st.integers(0, 396), st.sampled_from([35, 36, 53, 54]))
DAYS = st.one_of(
    st.dates(date(2016, 9, 1), date(2030, 12, 31)),
    st.sampled_from(
        [
            *(date(2016, 12, 31), date(2017, 1, 1), date(2020, 9, 1)),
            *(date(2021, 8, 31), date(2023, 1, 8), date(2025, 9, 1)),
        ]
    ),
)


AGES = {"nursery": (3, 8), "primary": (4, 15), "secondary": (9, 25), None: (3, 8)}


@st.composite
def children(draw, on):
    """Facts as they come in; each may be missing, none is impossible beside another."""
    level = draw(st.sampled_from(sorted(CHOICES["level"])) | st.none())
    youngest, oldest = AGES[level]
    ages = st.integers(youngest * 366, oldest * 365)
    if youngest < 5:
        ages |= st.integers(5 * 365 - 5, 5 * 365 + 5)
    possible = {
        "birth_date": ages.map(lambda age: (on - timedelta(days=age)).isoformat()),
        "school_funded": st.booleans(),
        "reason": st.sampled_from(CHOICES["reason"]),
        "certificate": st.booleans(),
        "expected_weeks": WEEKS,
        "absence_weeks": WEEKS,
        "half_days_per_year": HALF_DAYS,
        "other_teaching": st.lists(
            st.sampled_from(CHOICES["other_teaching"]), unique=True
        ),
    }
    if level in (None, "nursery"):
        possible["third_nursery_class"] = st.booleans()
    if level in (None, "secondary"):
        possible["study_form"] = st.sampled_from(CHOICES["study_form"])
    found = draw(st.fixed_dictionaries({}, optional=possible))
    if found.get("third_nursery_class"):
        found.pop("study_form", None)
    return found | ({"level": level} if level else {})


@st.composite
def cases(draw):
    on = draw(DAYS)
    return on, draw(children(on))


def can_be(child, on):
    try:
        return bool(parse_facts(child, on=on))
    except FactsRefused:
        return False


def outcome(child, on):
    return assess(parse_facts(child, on=on), on).outcome


@given(st.dates(), st.data())
def test_valid_facts_never_raise_on_any_day(on, data):
    assume(on.year > 30)
    result = assess(parse_facts(data.draw(children(on)), on=on), on)
    assert result.outcome in RANK
    assert Result.from_json(json.loads(json.dumps(result.as_json()))) == result


@given(cases())
def test_facts_survive_json(case):
    on, child = case
    said = parse_facts(child, on=on)
    assert parse_facts(json.loads(json.dumps(said.as_json())), on=on) == said


@given(cases(), st.sampled_from(COUNTED), st.data())
def test_more_never_makes_it_worse(case, key, data):
    on, child = case
    numbers = HALF_DAYS if key == "half_days_per_year" else WEEKS
    less, more = sorted([data.draw(numbers), data.draw(numbers)])
    before, after = outcome(child | {key: less}, on), outcome(child | {key: more}, on)
    assert RANK.index(before) <= RANK.index(after)


@given(cases())
def test_the_certificate_never_changes_the_outcome(case):
    on, child = case
    found = {
        outcome(child | {"certificate": one}, on) for one in (True, False, "unknown")
    }
    assert len(found) == 1


FEW = {"expected_weeks": [0, 27 / 7], "absence_weeks": [0, 27 / 7]}
FEW |= {"half_days_per_year": [0, 35]}


@st.composite
def partly_known(draw):
    """A day, a fine child of whom some of the duration is known, and all of it."""
    on = draw(st.dates(date(2016, 9, 1), date(2023, 1, 31)) | DAYS)
    few = {key: st.sampled_from(FEW[key]) for key in COUNTED}
    known = draw(st.fixed_dictionaries({}, optional=few))
    counts = {key: HALF_DAYS if "half" in key else WEEKS for key in COUNTED}
    rest = draw(st.fixed_dictionaries(counts))
    fine = facts(on, *COUNTED).as_json()
    return on, fine | known, fine | rest | known


@given(cases(), st.data())
def test_what_comes_to_be_known_never_turns_an_answer_round(case, data):
    on, child = case
    more = data.draw(children(on)) | child
    assume(can_be(more, on))
    _is_not_turned_round(on, child, more)


@given(partly_known())
def test_a_duration_known_by_half_is_never_turned_round(case):
    _is_not_turned_round(*case)


def _is_not_turned_round(on, child, more):
    before, after = outcome(child, on), outcome(more, on)
    assert {before, after} != {Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE}


@given(cases())
def test_a_yes_has_no_rule_that_refuses_and_nothing_to_ask(case):
    on, child = case
    result = assess(parse_facts(child, on=on), on)
    if result.outcome == Outcome.ELIGIBLE:
        assert {rule.verdict for rule in result.rules} <= {
            "meets",
            "silent",
            "arrange",
            "unknown",
        }
        assert result.ask == ()
        assert {one.verdict for one in result.aspects} <= {"meets", "arrange"}


@given(cases())
def test_each_no_and_each_talk_says_what_decided_it(case):
    on, child = case
    result = assess(parse_facts(child, on=on), on)
    ids = {rule.id for rule in result.rules}
    for aspect in result.aspects:
        assert set(aspect.rules) <= ids
        assert aspect.rules
        if aspect.why == "contradiction":
            deciding = [rule for rule in result.rules if rule.id in aspect.rules]
            assert len({rule.source for rule in deciding}) > 1


@pytest.mark.django_db
@settings(max_examples=15)
@given(cases())
def test_checker_staff_and_command_agree(case):
    on, child = case
    assume("reason" not in child or is_open("reason", child["reason"], on))
    with time_machine.travel(f"{on.isoformat()} 12:00+00:00"):
        page, asked = answer_all(Client(), child)
    kept = store_assessment(facts=parse_facts(child, on=on), on=on, by=None)
    of_staff = store_assessment(facts=parse_facts(child, on=on), on=on, by=staff())
    assert (of_staff.outcome, of_staff.result) == (kept.outcome, kept.result)
    assert page.context["shown"].outcome == kept.outcome
    # What the page did not ask makes no difference.
    told = {key: value for key, value in child.items() if key in asked}
    assert (
        store_assessment(facts=parse_facts(told, on=on), on=on, by=None).outcome
        == kept.outcome
    )
    assert page.context["step"].facts == parse_facts(told, on=on)
    assert commanded(child, on)["outcome"] == kept.outcome


def staff():
    """The consultant, once for all examples."""
    known = User.objects.filter(email="carla@example.org").first()
    return known or person("Carla", Role.Kind.CONSULTANT)


def commanded(child, on):
    printed = StringIO()
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(child, file)
        file.flush()
        call_command(
            "check_eligibility", file.name, "--on", on.isoformat(), stdout=printed
        )
    return json.loads(printed.getvalue())
