"""A child for whom SIO is possible by every rule, and what one change makes of it."""

from __future__ import annotations

from datetime import date

from sio.intake.engine import assess
from sio.intake.facts import parse_facts

# As things are in November 2026; on another day `facts` makes the child as old as its
# school asks.
FINE = {
    "birth_date": "2010-03-01",
    "level": "secondary",
    "third_nursery_class": False,
    "study_form": "ordinary",
    "school_funded": True,
    "reason": "illness",
    "certificate": True,
    "expected_weeks": 8,
    "absence_weeks": 8,
    "half_days_per_year": 60,
    "other_teaching": [],
}
YEARS_IN = {"nursery": 6, "primary": 9, "secondary": 16}
NURSERY = {"level": "nursery", "study_form": "ordinary"}
SHORT = {"expected_weeks": 0, "absence_weeks": 0, "half_days_per_year": 0}
# A day of each time.
IN_2016 = date(2016, 11, 3)
IN_2018 = date(2018, 11, 5)
IN_2020_2021 = date(2021, 1, 18)
IN_2022 = date(2022, 2, 1)
NOW = date(2026, 11, 27)


def facts(on, *without, **changes):
    """The fine child, changed, as old as its level asks; `without`: not known."""
    years = YEARS_IN[changes.get("level", FINE["level"])]
    fine = FINE | {"birth_date": f"{on.year - years}-03-01"}
    given = {key: value for key, value in fine.items() if key not in without}
    return parse_facts(given | changes, on=on)


def result(on, *without, **changes):
    return assess(facts(on, *without, **changes), on)


def outcome(on, *without, **changes):
    return str(result(on, *without, **changes).outcome)


def verdicts(found):
    """The verdict of each rule that said something, by its id."""
    return {rule.id: rule.verdict for rule in found.rules if rule.verdict != "silent"}


def why(found, aspect):
    """How one aspect was concluded: verdict, why, and the rules that decided."""
    [one] = [one for one in found.aspects if one.name == aspect]
    return str(one.verdict), str(one.why), set(one.rules)
