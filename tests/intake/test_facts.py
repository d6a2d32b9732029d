"""Facts are typed at one border; what can't be is refused by name."""

from __future__ import annotations

from datetime import date

import pytest

from sio.intake.facts import Facts, FactsRefused, parse_facts
from tests.intake.cases import FINE, NOW


def test_all_keys_are_read():
    given = FINE | {"other_teaching": ["toah", "toah", "hospital_school"]}
    assert parse_facts(given, on=NOW) == Facts(
        birth_date=date(2010, 3, 1),
        level="secondary",
        third_nursery_class=False,
        study_form="ordinary",
        school_funded=True,
        reason="illness",
        certificate=True,
        expected_weeks=8.0,
        absence_weeks=8.0,
        half_days_per_year=60,
        other_teaching=frozenset({"toah", "hospital_school"}),
    )


def test_what_is_left_out_is_not_known():
    assert parse_facts({}, on=NOW) == Facts()
    assert parse_facts({"certificate": "unknown"}, on=NOW) == Facts()


def test_facts_go_to_json_and_back():
    facts = parse_facts(FINE | {"expected_weeks": 27 / 7}, on=NOW)
    assert parse_facts(facts.as_json(), on=NOW) == facts
    assert Facts().as_json() == {}


IMPOSSIBLE = [
    *[("birth_date", value) for value in ("2026-11-28", "1920-01-01", "2023-02-29")],
    *[("birth_date", value) for value in ("2016-W05-1", "20160101", "1-3-2016", "")],
    *[("birth_date", value) for value in ("２０１６-01-01", 20160101, None, [])],
    *[("birth_date", value) for value in ("0000-00-00", "2016-01-01T00:00", True)],
    *[("level", value) for value in ("university", "", None, 1, [], {}, "unknown")],
    *[("third_nursery_class", value) for value in ("yes", "true", 1, 0, None)],
    *[("study_form", value) for value in ("aso", "DBSO", "dbso ", None)],
    *[("school_funded", value) for value in ("unknown", 1, "true")],
    *[("reason", value) for value in ("holiday", "illness\0", ["illness"])],
    *[("certificate", value) for value in ("yes", "Unknown", 0, None)],
    *[("expected_weeks", value) for value in (-1, -0.01, 104.5, 1e300, "4", True)],
    *[("absence_weeks", value) for value in (float("nan"), float("inf"), 10**400)],
    *[("absence_weeks", value) for value in (None, [4], "-1", "vier")],
    *[("half_days_per_year", value) for value in (-1, 397, 35.5, "36", False)],
    *[("other_teaching", value) for value in ("toah", None, ["x"], [None], {})],
    ("other_teaching", [["toah"]]),
]


@pytest.mark.parametrize(("key", "value"), IMPOSSIBLE)
def test_what_can_not_be_is_refused_by_name(key, value):
    with pytest.raises(FactsRefused) as refused:
        parse_facts(FINE | {key: value}, on=NOW)
    assert refused.value.key == key
    assert refused.value.message.startswith(f"{key}: ")
    assert refused.value.message.isprintable()
    assert len(refused.value.message) < 300


@pytest.mark.parametrize("key", ["illness", "Level", "gender", "", "level\0", "x" * 99])
def test_a_key_that_does_not_exist_is_refused_by_name(key):
    with pytest.raises(FactsRefused) as refused:
        parse_facts({key: True}, on=NOW)
    assert key[:30].replace("\0", "\\u0000") in refused.value.message
    assert refused.value.message.isprintable()
    assert refused.value.code == "intake.facts_refused"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *[("birth_date", "2026-11-27"), ("birth_date", "1996-12-31")],
        *[("expected_weeks", 0), ("expected_weeks", 104), ("absence_weeks", 0.5)],
        *[("half_days_per_year", 0), ("half_days_per_year", 396)],
        ("half_days_per_year", 36.0),
    ],
)
def test_the_outermost_values_are_accepted(key, value):
    assert getattr(parse_facts({key: value}, on=NOW), key) is not None


SECONDARY_ONLY = [
    *("dbso", "dual", "preparatory_year", "se_n_se", "bso_4th_grade"),
    *("hbo5_nursing", "buso_alternating"),
]
CLASHES = [
    *[
        ("third_nursery_class", {"birth_date": born, "third_nursery_class": True})
        for born in ("2026-11-27", "2023-11-28", "2017-11-27")
    ],
    *[
        ("level", {"birth_date": born, "level": level})
        for level, *births in (
            ("nursery", "2026-11-27", "2024-11-28", "2017-11-27", "2010-03-01"),
            ("primary", "2022-11-28", "2009-11-27"),
            ("secondary", "2021-03-01", "2018-11-28"),
        )
        for born in births
    ],
    *[
        ("third_nursery_class", {"level": level, "third_nursery_class": True})
        for level in ("primary", "secondary")
    ],
    *[
        ("study_form", {"level": level, "study_form": form})
        for level in ("nursery", "primary")
        for form in SECONDARY_ONLY
    ],
    ("study_form", {"third_nursery_class": True, "study_form": "dbso"}),
]


@pytest.mark.parametrize(("key", "together"), CLASHES)
def test_what_can_not_be_together_is_refused_by_name(key, together):
    with pytest.raises(FactsRefused) as refused:
        parse_facts(together, on=NOW)
    assert refused.value.key == key
    assert refused.value.message.startswith(f"{key}: ")
    assert refused.value.sentence.endswith(". Kijk het na.")
    assert key not in refused.value.sentence
    for alone in together:
        assert parse_facts({alone: together[alone]}, on=NOW) != Facts()


@pytest.mark.parametrize(
    "together",
    [
        *[
            {"birth_date": born, "third_nursery_class": True, "level": "nursery"}
            for born in ("2023-11-27", "2017-11-28")
        ],
        *[
            {"birth_date": born, "level": level}
            for level, *births in (
                ("nursery", "2024-11-27", "2017-11-28"),
                ("primary", "2022-11-27", "2009-11-28"),
                ("secondary", "2018-11-27", "1996-01-01"),
            )
            for born in births
        ],
        *[
            {"level": level, "study_form": form}
            for level in ("nursery", "primary")
            for form in ("ordinary", "buso", "okan")
        ],
        *[{"level": "secondary", "study_form": form} for form in SECONDARY_ONLY],
    ],
)
def test_the_outermost_that_can_be_together_is_accepted(together):
    assert parse_facts(together, on=NOW).as_json() == together


def test_a_number_too_long_to_print_is_refused():
    with pytest.raises(FactsRefused, match="absence_weeks: int kan niet"):
        parse_facts({"absence_weeks": 10**5000}, on=NOW)
