"""The system check of the rule sets: they leave no day and no aspect without a rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.checks import CheckMessage, Error

from sio.intake.rulesets import ASPECTS, RuleSet, rule_sets

# Before it there was no right, so the few sources of then need not say it all
# (written question to the Flemish Parliament, end of 2016).
RIGHT_SINCE = date(2015, 9, 1)


def no_day_without_rules(**_options: Any) -> list[CheckMessage]:
    """Errors for the first day of each gap since there is a right; sorted."""
    return [
        Error(
            f"From {day} no rule set says anything about: {', '.join(missing)}.",
            hint="Look at the dates in sio/intake/rulesets/.",
            id="intake.E001",
        )
        for day, missing in gaps(rule_sets())
        if day >= RIGHT_SINCE
    ]


def gaps(sets: Iterable[RuleSet]) -> list[tuple[date, list[str]]]:
    """Each day on which something changes and an aspect then has no rule; sorted."""
    rules = [rule for one in sets for rule in one.rules]
    days = {rule.starts_on for rule in rules}
    days |= {rule.ends_on + timedelta(days=1) for rule in rules if rule.ends_on}
    found = []
    for day in sorted(days):
        there = {rule.aspect for rule in rules if rule.holds(day)}
        if missing := [aspect for aspect in ASPECTS if aspect not in there]:
            found.append((day, missing))
    return found
