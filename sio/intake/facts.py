"""What is known of a child's situation when we ask whether SIO is possible.

Nothing here knows a rule or a source: only which facts there are, and what they can be.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sio.core.errors import DomainError

CHOICES: dict[str, tuple[str, ...]] = {
    "level": ("nursery", "primary", "secondary"),
    "study_form": (
        *("ordinary", "okan", "dbso", "dual", "preparatory_year", "se_n_se"),
        *("bso_4th_grade", "hbo5_nursing", "buso", "buso_alternating"),
    ),
    "reason": (
        *("illness", "accident", "operation", "maternity", "psychological"),
        *("risk_group", "household_at_risk"),
    ),
    "other_teaching": ("toah", "poah", "hospital_school", "school_ziekzijn"),
}
YES_NO = frozenset({"third_nursery_class", "school_funded", "certificate"})
# Two years ahead or back; more is a slip of the pen.
MOST_WEEKS = 104
# Nine half days in each of the 44 weeks from 1 September to 30 June.
MOST_HALF_DAYS = 396
# Nobody in a Flemish school for pupils is that old.
TOO_OLD_YEARS = 30
# Ages in years, both counted, between which somebody can be there at all: wider than
# schools have them, for who began early, stayed down or is in special education. No
# source about SIO gives them: our own choice, docs/eligibility.md.
AGES = {"nursery": (2, 8), "primary": (4, 16), "secondary": (8, TOO_OLD_YEARS)}
AGES_IN_THIRD_NURSERY_CLASS = (3, 8)
# The other study forms have a twin in primary school, under the same word.
ONLY_IN_SECONDARY = frozenset(
    {
        *("dbso", "dual", "preparatory_year", "se_n_se", "bso_4th_grade"),
        *("hbo5_nursing", "buso_alternating"),
    }
)
NOT_AT_THAT_AGE = {
    "nursery": gettext_lazy("met %(years)s jaar zit je niet in het kleuteronderwijs."),
    "primary": gettext_lazy("met %(years)s jaar zit je niet in het lager onderwijs."),
    "secondary": gettext_lazy(
        "met %(years)s jaar zit je niet in het secundair onderwijs."
    ),
}
UNKNOWN = "unknown"


class FactsRefused(DomainError):
    """A key that does not exist, or a value that can't be; `key` is its name."""

    code = "intake.facts_refused"

    def __init__(self, key: str, message: str) -> None:
        super().__init__(f"{key}: {message}")
        self.key = key
        self.reason = message

    @property
    def sentence(self) -> str:
        """For a form that shows it beside the answer: without the name of the key."""
        checked = _("Kijk het na.")
        return f"{self.reason[:1].upper()}{self.reason[1:]} {checked}"


@dataclass(frozen=True)
class Facts:
    """The situation of one child; None is: not known. `parse_facts` makes them."""

    birth_date: date | None = None
    level: str | None = None
    third_nursery_class: bool | None = None
    study_form: str | None = None
    school_funded: bool | None = None
    reason: str | None = None
    certificate: bool | None = None
    expected_weeks: float | None = None
    absence_weeks: float | None = None
    half_days_per_year: int | None = None
    other_teaching: frozenset[str] | None = None

    def age_years(self, on: date) -> int | None:
        """Full years on that day. Born on 29 February: a year more on 1 March."""
        if self.birth_date is None:
            return None
        born = self.birth_date
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))

    def as_json(self) -> dict[str, Any]:
        """What is known, as `parse_facts` reads it; nothing that is not known."""
        known = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: _plain(value) for name, value in known.items() if value is not None
        }


KEYS = tuple(field.name for field in fields(Facts))


def parse_facts(given: Mapping[str, Any], *, on: date) -> Facts:
    """The facts as typed values; a key left out is not known.

    `on` is the day of the question: nobody is born after it. Raises FactsRefused with
    the first key that does not exist, or whose value can't be or not beside another.
    """
    for key in given:
        if key not in KEYS:
            known = ", ".join(KEYS)
            message = _("dit gegeven bestaat niet. Wel: %(known)s.") % {"known": known}
            raise FactsRefused(_shown(key), message)
    values = {
        key: _parsed(key, value, on)
        for key, value in given.items()
        if not (key == "certificate" and value == UNKNOWN)
    }
    facts = Facts(**values)
    refuse_impossible(facts, on)
    return facts


def refuse_impossible(facts: Facts, on: date) -> None:
    """Raises FactsRefused with the key of a fact that can't be beside another one."""
    years, level = facts.age_years(on), facts.level
    if facts.third_nursery_class and level in ("primary", "secondary"):
        message = _("wie daar zit, zit niet in het lager of secundair onderwijs.")
        raise FactsRefused("third_nursery_class", message)
    if facts.third_nursery_class and not _is_between(
        years, AGES_IN_THIRD_NURSERY_CLASS
    ):
        message = _("met %(years)s jaar zit je niet in de derde kleuterklas.")
        raise FactsRefused("third_nursery_class", message % {"years": years})
    if level and not _is_between(years, AGES[level]):
        raise FactsRefused("level", NOT_AT_THAT_AGE[level] % {"years": years})
    is_elsewhere = level in ("nursery", "primary") or facts.third_nursery_class
    if facts.study_form in ONLY_IN_SECONDARY and is_elsewhere:
        message = _("dit bestaat alleen in het secundair onderwijs.")
        raise FactsRefused("study_form", message)


def _is_between(years: int | None, bounds: tuple[int, int]) -> bool:
    """Whether that can be; an age that is not known can."""
    return years is None or bounds[0] <= years <= bounds[1]


def is_too_old(born: date, on: date) -> bool:
    """Whether nobody born then goes to a school for pupils on that day any more."""
    return on.year - born.year > TOO_OLD_YEARS


def plain_date(value: Any) -> date:
    """A date written as 2016-02-29, and in no other way. Raises ValueError."""
    if not isinstance(value, str) or not re.fullmatch(
        "[0-9]{4}-[0-9]{2}-[0-9]{2}", value
    ):
        raise ValueError
    return date.fromisoformat(value)


def _parsed(key: str, value: Any, on: date) -> Any:
    if key == "birth_date":
        return _birth_date(value, on)
    if key in YES_NO:
        return _yes_no(key, value)
    if key == "half_days_per_year":
        return _half_days(key, value)
    if key in ("expected_weeks", "absence_weeks"):
        return _number(key, value, MOST_WEEKS)
    if key == "other_teaching":
        return _several(key, value)
    return _one_of(key, value)


def _birth_date(value: Any, on: date) -> date:
    key = "birth_date"
    try:
        born = plain_date(value)
    except ValueError:
        message = _("%(value)s is geen datum zoals 2016-02-29.")
        raise FactsRefused(key, message % {"value": _shown(value)}) from None
    if born > on:
        message = _("deze geboortedatum ligt in de toekomst, gezien vanaf %(on)s.")
        raise FactsRefused(key, message % {"on": on.isoformat()})
    if is_too_old(born, on):
        raise FactsRefused(key, _("wie zo oud is, gaat niet meer naar school."))
    return born


def _yes_no(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        message = _("%(value)s kan niet: het is true, false of onbekend.")
        raise FactsRefused(key, message % {"value": _shown(value)})
    return value


def _number(key: str, value: Any, most: int) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 <= value <= most:
        message = _("%(value)s kan niet: het is een getal van 0 tot en met %(most)s.")
        raise FactsRefused(key, message % {"value": _shown(value), "most": most})
    return float(value)


def _half_days(key: str, value: Any) -> int:
    number = _number(key, value, MOST_HALF_DAYS)
    if number != int(number):
        message = _("%(value)s kan niet: tel hele halve dagen.")
        raise FactsRefused(key, message % {"value": _shown(value)})
    return int(number)


def _one_of(key: str, value: Any) -> str:
    if not isinstance(value, str) or value not in CHOICES[key]:
        message = _("%(value)s bestaat niet. Wel: %(known)s.")
        known = ", ".join(CHOICES[key])
        raise FactsRefused(key, message % {"value": _shown(value), "known": known})
    return value


def _several(key: str, value: Any) -> frozenset[str]:
    if not isinstance(value, list | tuple):
        message = _("%(value)s kan niet: het is een lijst, leeg als er niets is.")
        raise FactsRefused(key, message % {"value": _shown(value)})
    return frozenset(_one_of(key, one) for one in value)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else value


def _shown(value: Any) -> str:
    """The value as JSON, short, without a byte that could upset a terminal."""
    try:
        text = json.dumps(value)
    except (TypeError, ValueError):  # no JSON, or a number of thousands of digits
        text = type(value).__name__
    return text if len(text) <= 40 else f"{text[:40]}…"
