"""The day before, on and after; one less, as many, one more."""

from __future__ import annotations

from datetime import date

import pytest

from tests.intake.cases import (
    IN_2016,
    IN_2018,
    IN_2020_2021,
    NOW,
    NURSERY,
    SHORT,
    outcome,
    result,
    why,
)

NOT_THIRD = NURSERY | {"third_nursery_class": False}
THIRD = NURSERY | {"third_nursery_class": True}
CLOSED, OPEN, TALK = "not_eligible", "eligible", "talk"


def days(month, year, *numbers):
    return [date(year, month, number) for number in numbers]


# The fifth birthday -----------------------------------------------------------------


@pytest.mark.parametrize("year", [2016, 2018, 2020, 2022, 2026])
@pytest.mark.parametrize("level", ["nursery", "primary"])
def test_the_fifth_birthday(year, level):
    born = f"{year - 5}-11-12"
    child = NOT_THIRD | {"birth_date": born, "level": level}
    found = [outcome(day, **child) for day in days(11, year, 11, 12, 13)]
    assert found == [CLOSED, OPEN, OPEN]


@pytest.mark.parametrize(
    ("year", "before"), [(2016, TALK), (2018, TALK), (2020, TALK), (2026, TALK)]
)
def test_the_fifth_birthday_in_the_third_nursery_class(year, before):
    child = THIRD | {"birth_date": f"{year - 5}-11-12"}
    found = [outcome(day, **child) for day in days(11, year, 11, 12, 13)]
    assert found == [before, OPEN, OPEN]


def test_born_on_29_february_is_five_on_1_march():
    child = NOT_THIRD | {"birth_date": "2020-02-29"}
    before, on = date(2025, 2, 28), date(2025, 3, 1)
    assert [outcome(day, **child) for day in (before, on)] == [CLOSED, OPEN]


def test_born_on_28_february_is_five_on_28_february():
    child = NOT_THIRD | {"birth_date": "2019-02-28"}
    found = [outcome(day, **child) for day in days(2, 2024, 27, 28, 29)]
    assert found == [CLOSED, OPEN, OPEN]


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        *[("2011-02-01", CLOSED), ("2011-01-31", TALK)],
        *[("2010-02-01", TALK), ("2010-01-31", OPEN)],
    ],
)
def test_pilots_with_five_year_olds_in_2015_2016(born, expected):
    assert outcome(date(2016, 1, 31), **NOT_THIRD, birth_date=born) == expected


def test_five_year_olds_for_good_since_1_september_2016():
    child = NOT_THIRD | {"birth_date": "2011-03-01"}
    found = [outcome(day, **child) for day in (date(2016, 8, 31), date(2016, 9, 1))]
    assert found == [TALK, OPEN]


# Weeks and half days ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("weeks", "expected"), [(27 / 7, CLOSED), (28 / 7, OPEN), (29 / 7, OPEN)]
)
@pytest.mark.parametrize("on", [IN_2018, NOW])
def test_27_and_28_days(weeks, expected, on):
    assert outcome(on, **SHORT | {"expected_weeks": weeks}) == expected


@pytest.mark.parametrize(
    ("weeks", "expected"), [(41 / 7, CLOSED), (42 / 7, OPEN), (43 / 7, OPEN)]
)
@pytest.mark.parametrize("counted", ["expected_weeks", "absence_weeks"])
def test_six_weeks_until_the_end_of_2016(weeks, expected, counted):
    assert outcome(IN_2016, **SHORT | {counted: weeks}) == expected


@pytest.mark.parametrize(
    ("half_days", "expected"), [(35, CLOSED), (36, OPEN), (37, OPEN)]
)
def test_35_and_36_half_days(half_days, expected):
    assert outcome(NOW, **SHORT | {"half_days_per_year": half_days}) == expected


@pytest.mark.parametrize(
    ("half_days", "expected"), [(53, CLOSED), (54, OPEN), (55, OPEN)]
)
def test_53_and_54_half_days_until_the_end_of_2016(half_days, expected):
    assert outcome(IN_2016, **SHORT | {"half_days_per_year": half_days}) == expected


@pytest.mark.parametrize(
    ("half_days", "expected"), [(35, CLOSED), (36, TALK), (53, TALK), (54, OPEN)]
)
def test_half_days_are_not_named_from_2017_to_2020(half_days, expected):
    assert outcome(IN_2018, **SHORT | {"half_days_per_year": half_days}) == expected


@pytest.mark.parametrize(
    ("use", "absence", "expected"),
    [
        (27 / 7, 27 / 7, CLOSED),
        (28 / 7, 27 / 7, TALK),
        (27 / 7, 28 / 7, TALK),
        (28 / 7, 28 / 7, OPEN),
    ],
)
def test_in_2020_2021_use_and_absence_must_both_be_four_weeks(use, absence, expected):
    given = {"expected_weeks": use, "absence_weeks": absence, "half_days_per_year": 0}
    assert outcome(IN_2020_2021, **given) == expected


@pytest.mark.parametrize(("half_days", "expected"), [(35, CLOSED), (36, TALK)])
def test_in_2020_2021_only_the_ministry_counts_half_days(half_days, expected):
    assert (
        outcome(IN_2020_2021, **SHORT | {"half_days_per_year": half_days}) == expected
    )


# From one set to the next -----------------------------------------------------------


def test_54_half_days_stay_enough_when_the_threshold_goes_down():
    given = SHORT | {"half_days_per_year": 54}
    found = [outcome(on, **given) for on in (date(2016, 12, 31), date(2017, 1, 1))]
    assert found == [OPEN, OPEN]


def test_five_weeks_on_the_last_day_of_2016_and_the_first_of_2017():
    given = {"expected_weeks": 5, "absence_weeks": 5, "half_days_per_year": 45}
    found = [outcome(on, **given) for on in (date(2016, 12, 31), date(2017, 1, 1))]
    assert found == [CLOSED, OPEN]


@pytest.mark.parametrize(
    ("on", "sets"),
    [
        (date(2012, 12, 31), set()),
        (date(2013, 1, 1), {"until-2016"}),
        (date(2016, 12, 31), {"until-2016"}),
        (date(2017, 1, 1), {"from-2017"}),
        (date(2020, 8, 31), {"from-2017"}),
        (date(2020, 9, 1), {"bednet-2020-2021", "ministry"}),
        (date(2023, 1, 8), {"bednet-2020-2021", "ministry"}),
        (date(2023, 1, 9), {"ministry", "current"}),
    ],
)
def test_which_sets_hold_on_the_day_of_change(on, sets):
    assert {one.id for one in result(on).sets} - {"study-forms"} == sets


def test_the_later_page_settles_what_two_pages_contradicted():
    given = SHORT | {"expected_weeks": 4}
    found = [outcome(on, **given) for on in (date(2023, 1, 8), date(2023, 1, 9))]
    assert found == [TALK, OPEN]


def test_okan_from_the_current_page_on():
    days_of_change = (date(2023, 1, 8), date(2023, 1, 9))
    found = [outcome(on, study_form="okan") for on in days_of_change]
    assert found == [TALK, OPEN]


# Study forms ------------------------------------------------------------------------


def test_dbso_ended_with_school_year_2024_2025():
    last, next_day = (
        result(on, study_form="dbso") for on in (date(2025, 8, 31), date(2025, 9, 1))
    )
    assert (last.outcome, next_day.outcome) == (CLOSED, TALK)
    assert "study-forms.dbso-ended" in why(next_day, "study_form")[2]


@pytest.mark.parametrize("on", [date(2025, 8, 31), date(2025, 9, 1), NOW])
def test_dual_learning_is_in_no_source_and_so_a_talk(on):
    assert outcome(on, study_form="dual") == TALK


# What is not known ------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    ["birth_date", "level", "study_form", "school_funded", "reason", "other_teaching"],
)
def test_what_is_needed_and_not_known_is_asked(key):
    found = result(NOW, key)
    assert (found.outcome, found.ask) == (TALK, (key,))


def test_a_certificate_that_is_not_known_is_to_arrange():
    found = result(NOW, "certificate")
    assert (found.outcome, found.ask, found.arrange) == (OPEN, (), ("certificate",))


def test_weeks_that_are_not_known_could_still_be_enough():
    assert outcome(NOW, "half_days_per_year", expected_weeks=3) == TALK
    assert result(NOW, "half_days_per_year", expected_weeks=3).ask == (
        "half_days_per_year",
    )
    assert outcome(NOW, "half_days_per_year", expected_weeks=4) == OPEN
    assert outcome(NOW, "expected_weeks", half_days_per_year=36) == OPEN


@pytest.mark.parametrize(
    ("on", "weeks"), [(date(2018, 1, 15), 3.9), (IN_2018, 27 / 7), (IN_2016, 5)]
)
def test_weeks_known_by_half_are_no_no(on, weeks):
    few = {"expected_weeks": weeks, "half_days_per_year": 0}
    found = result(on, "absence_weeks", **few)
    assert (found.outcome, found.ask) == (TALK, ("absence_weeks",))
    assert why(found, "duration")[1] == "not_known"
    assert outcome(on, **few, absence_weeks=10) == OPEN
    assert outcome(on, **few, absence_weeks=weeks) == CLOSED


@pytest.mark.parametrize("on", [IN_2016, IN_2018])
def test_absence_known_and_use_not_is_no_no_either(on):
    few = {"absence_weeks": 3, "half_days_per_year": 0}
    found = result(on, "expected_weeks", **few)
    assert (found.outcome, found.ask) == (TALK, ("expected_weeks",))
    assert outcome(on, "expected_weeks", **few | {"absence_weeks": 6}) == OPEN


def test_the_class_in_nursery_school_is_asked_only_of_who_is_not_five():
    assert result(NOW, "third_nursery_class", **NURSERY).ask == ()
    young = NURSERY | {"birth_date": "2022-06-01"}
    assert result(NOW, "third_nursery_class", **young).ask == ("third_nursery_class",)


@pytest.mark.parametrize("level", ["nursery", "primary"])
def test_the_study_form_is_asked_only_in_secondary_school(level):
    assert outcome(NOW, "study_form", level=level) == OPEN


def test_a_clear_no_stands_whatever_else_is_not_known():
    found = result(NOW, "reason", "level", other_teaching=["poah"])
    assert found.outcome == CLOSED


def test_a_no_of_one_source_is_no_no_while_another_can_still_say_yes():
    found = result(
        IN_2020_2021,
        "absence_weeks",
        **{
            "expected_weeks": 2,
            "half_days_per_year": 3,
        },
    )
    assert (found.outcome, found.ask) == (TALK, ("absence_weeks",))


def test_nothing_known_is_a_talk():
    keys = [
        *("birth_date", "level", "third_nursery_class", "study_form"),
        *("school_funded", "reason", "certificate", "expected_weeks"),
        *("absence_weeks", "half_days_per_year", "other_teaching"),
    ]
    found = result(NOW, *keys)
    assert found.outcome == TALK
    assert set(found.ask) == set(keys) - {"certificate", "absence_weeks"}
