"""Whether SIO is possible for a child on a day: rule sets applied to facts.

Pure: no database, no clock, no language. The public checker, the staff's assessment
and `manage.py check_eligibility` all come here. docs/eligibility.md explains it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sio.intake.facts import Facts
from sio.intake.rulesets import (
    ASPECTS,
    Condition,
    Reach,
    Rule,
    RuleSet,
    Values,
    Verdict,
    rule_sets,
)


class Outcome(StrEnum):
    """What comes out for the child."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    TALK = "talk"


class Why(StrEnum):
    """How the rules about one aspect came to their conclusion."""

    AGREED = "agreed"  # every source that speaks says the same
    CONTRADICTION = "contradiction"  # one source says yes, another no
    SOME_SITUATIONS = "some_situations"  # a source leaves it open
    NOT_NAMED = "not_named"  # no source says anything about this case
    NOT_KNOWN = "not_known"  # we miss a fact
    FACTS_CLASH = "facts_clash"  # of before such facts were refused: kept ones have it
    NO_RULES = "no_rules"  # no rule set holds on that day
    FACTS_REFUSED = "facts_refused"  # what was said can't be, so no rule was applied


@dataclass(frozen=True)
class AppliedRule:
    """A rule as it was applied: all that it takes to explain it later."""

    id: str
    set: str
    version: str
    aspect: str
    verdict: str
    text: str
    source: str
    where: str
    starts_on: str
    ends_on: str | None
    dates_from: str
    dates_note: str = ""  # kept assessments of before it was there have none


@dataclass(frozen=True)
class Aspect:
    """What the rules about one thing say together: meets, fails, arrange or talk."""

    name: str
    verdict: str
    why: str
    rules: tuple[str, ...]  # the ids of those that decided


@dataclass(frozen=True)
class UsedSet:
    """A rule set that held on the day."""

    id: str
    title: str
    version: str
    starts_on: str
    ends_on: str | None
    dates_from: str
    dates_note: str


@dataclass(frozen=True)
class Result:
    """An outcome with everything that gave it. `ask`: facts that we miss, by name."""

    outcome: str
    on: str
    aspects: tuple[Aspect, ...] = ()
    rules: tuple[AppliedRule, ...] = ()
    sets: tuple[UsedSet, ...] = ()
    ask: tuple[str, ...] = ()
    arrange: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values only; `from_json` reads them back."""
        return asdict(self)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Result:
        """What `as_json` gave, also after it went through JSON."""
        return cls(
            outcome=content["outcome"],
            on=content["on"],
            aspects=tuple(
                Aspect(**one | {"rules": tuple(one["rules"])})
                for one in content["aspects"]
            ),
            rules=tuple(AppliedRule(**one) for one in content["rules"]),
            sets=tuple(UsedSet(**one) for one in content["sets"]),
            ask=tuple(content["ask"]),
            arrange=tuple(content["arrange"]),
        )


# The aspect that a fact of another name is about.
_ASPECT_OF = {
    "birth_date": "age",
    "third_nursery_class": "age",
    "expected_weeks": "duration",
    "absence_weeks": "duration",
    "half_days_per_year": "duration",
}
Applied = Sequence[tuple[Rule, Verdict]]


def assess(facts: Facts, on: date, sets: Iterable[RuleSet] | None = None) -> Result:
    """The outcome on that day by all rule sets in force then; never raises.

    One aspect that sources refuse, and none allows or leaves open, is a no, whatever
    else is open. Else anything open, contradicted or not known is a talk.
    """
    in_force = tuple(one for one in sets or rule_sets() if _is_in_force(one, on))
    applied = [(rule, _verdict(rule, facts, on)) for rule in _rules_of(in_force, on)]
    aspects = [
        _conclude(name, [one for one in applied if one[0].aspect == name])
        for name in ASPECTS
    ]
    concluded = [one for one in aspects if one]
    if not applied:
        concluded.append(Aspect("level", Verdict.TALK, Why.NO_RULES, ()))
    versions = {one.id: one.version for one in in_force}
    return Result(
        outcome=_outcome(concluded),
        on=on.isoformat(),
        aspects=tuple(concluded),
        rules=tuple(_shown_rule(rule, said, versions) for rule, said in applied),
        sets=tuple(_shown_set(one) for one in in_force),
        ask=_to_ask(concluded, applied, facts, on),
        arrange=tuple(one.name for one in concluded if one.verdict == Verdict.ARRANGE),
    )


def not_assessed(key: str, on: date) -> Result:
    """A talk about the fact that was refused, by its key; no rule was applied."""
    aspect = Aspect(_ASPECT_OF.get(key, key), Verdict.TALK, Why.FACTS_REFUSED, ())
    return Result(Outcome.TALK, on.isoformat(), aspects=(aspect,), ask=(key,))


def facts_asked(on: date, sets: Iterable[RuleSet] | None = None) -> frozenset[str]:
    """The facts that a rule in force on that day looks at, by the name of their key."""
    rules = _rules_of(tuple(sets or rule_sets()), on)
    names = {fact for rule in rules for fact in rule.logic.facts}
    return frozenset("birth_date" if fact == "age_years" else fact for fact in names)


def is_open(fact: str, value: str, on: date) -> bool:
    """Whether a source of that day allows this value of a fact, or leaves it open."""
    said = {
        rule.logic.verdicts.get(value)
        for rule in _rules_of(rule_sets(), on)
        if isinstance(rule.logic, Values) and rule.logic.fact == fact
    }
    return not said.isdisjoint({Verdict.MEETS, Verdict.TALK})


def _is_in_force(one: RuleSet, on: date) -> bool:
    return one.starts_on <= on and (one.ends_on is None or on <= one.ends_on)


def _rules_of(sets: Sequence[RuleSet], on: date) -> list[Rule]:
    return [rule for one in sets for rule in one.rules if rule.holds(on)]


# One rule ---------------------------------------------------------------------------


def _verdict(rule: Rule, facts: Facts, on: date) -> Verdict:
    if isinstance(rule.logic, Reach):
        return _reached(rule.logic, facts, on)
    return _by_value(rule.logic, facts, on)


def _reached(logic: Reach, facts: Facts, on: date) -> Verdict:
    """A condition that is not known may still be true, so then there is no answer."""
    for conditions, verdict in (
        (logic.conditions, Verdict.MEETS),
        (logic.some, Verdict.TALK),
    ):
        truths = [_is_true(one, facts, on) for one in conditions]
        if True in truths:
            return verdict
        if None in truths:
            return Verdict.UNKNOWN
    return logic.otherwise


def _is_true(condition: Condition, facts: Facts, on: date) -> bool | None:
    """Of several facts the highest counts; one not known may be that one, or not."""
    values = [_value(fact, facts, on) for fact in condition.facts]
    truths = [_fits(condition, one) if one is not None else None for one in values]
    if True in truths:
        return True
    return None if None in truths else False


def _fits(condition: Condition, value: Any) -> bool:
    if condition.at_least is None:
        return value is condition.wanted
    return bool(
        value >= condition.at_least
        and (condition.at_most is None or value <= condition.at_most)
    )


GRAVEST_FIRST = (
    *(Verdict.FAILS, Verdict.TALK, Verdict.SILENT),
    *(Verdict.UNKNOWN, Verdict.ARRANGE, Verdict.MEETS),
)


def _by_value(logic: Values, facts: Facts, on: date) -> Verdict:
    value = _value(logic.fact, facts, on)
    if value is None:
        return logic.unknown
    if isinstance(value, bool):
        value = "true" if value else "false"
    if isinstance(value, str):
        return logic.verdicts.get(value, logic.otherwise)
    said = [logic.verdicts.get(one, logic.otherwise) for one in value]
    # An empty list is known: there is nothing, so nothing stands in the way.
    return min(said, key=GRAVEST_FIRST.index, default=Verdict.MEETS)


def _value(fact: str, facts: Facts, on: date) -> Any:
    """The fact, or what follows from the level where it was not said."""
    if fact == "age_years":
        return facts.age_years(on)
    value = getattr(facts, fact)
    if value is None and fact == "third_nursery_class":
        return False if facts.level in ("primary", "secondary") else None
    if value is None and fact == "study_form":
        return "ordinary" if facts.level in ("nursery", "primary") else None
    return value


# The rules together -----------------------------------------------------------------


def _conclude(name: str, applied: Applied) -> Aspect | None:
    """What the sources say together about one aspect; None if no rule is about it."""
    if not applied:
        return None
    speaking = [(rule, said) for rule, said in applied if said != Verdict.SILENT]
    said: set[Verdict] = {verdict for _rule, verdict in speaking}
    verdict, why, decisive = _joined(said)
    deciding = speaking or applied
    ids = tuple(rule.id for rule, one in deciding if not decisive or one in decisive)
    return Aspect(name, verdict, why, ids)


def _joined(said: set[Verdict]) -> tuple[Verdict, Why, set[Verdict]]:
    """Verdict, reason, and which verdicts of single rules decided it (empty: all)."""
    if not said:
        return Verdict.TALK, Why.NOT_NAMED, set()
    if Verdict.TALK in said:
        return Verdict.TALK, Why.SOME_SITUATIONS, set()
    if {Verdict.MEETS, Verdict.FAILS} <= said:
        return Verdict.TALK, Why.CONTRADICTION, {Verdict.MEETS, Verdict.FAILS}
    if Verdict.UNKNOWN in said:
        return Verdict.TALK, Why.NOT_KNOWN, {Verdict.UNKNOWN}
    for verdict in (Verdict.FAILS, Verdict.ARRANGE):
        if verdict in said:
            return verdict, Why.AGREED, {verdict}
    return Verdict.MEETS, Why.AGREED, set()


def _outcome(aspects: Iterable[Aspect]) -> Outcome:
    verdicts = {one.verdict for one in aspects}
    if Verdict.FAILS in verdicts:
        return Outcome.NOT_ELIGIBLE
    return Outcome.TALK if Verdict.TALK in verdicts else Outcome.ELIGIBLE


def _to_ask(
    aspects: Iterable[Aspect], applied: Applied, facts: Facts, on: date
) -> tuple[str, ...]:
    """The facts that are missing for what is not known; sorted."""
    open_ones = {one.name for one in aspects if one.why == Why.NOT_KNOWN}
    names = {
        fact
        for rule, verdict in applied
        if verdict == Verdict.UNKNOWN and rule.aspect in open_ones
        for fact in rule.logic.facts
        if _value(fact, facts, on) is None
    }
    return tuple(sorted("birth_date" if one == "age_years" else one for one in names))


# As it is shown and kept ------------------------------------------------------------


def _shown_rule(rule: Rule, verdict: Verdict, versions: dict[str, str]) -> AppliedRule:
    return AppliedRule(
        id=rule.id,
        set=rule.set_id,
        version=versions[rule.set_id],
        aspect=rule.aspect,
        verdict=verdict.value,
        text=rule.text,
        source=rule.source.title,
        where=rule.source.where,
        starts_on=rule.starts_on.isoformat(),
        ends_on=rule.ends_on.isoformat() if rule.ends_on else None,
        dates_from=rule.dates_from,
        dates_note=rule.dates_note,
    )


def _shown_set(one: RuleSet) -> UsedSet:
    return UsedSet(
        id=one.id,
        title=one.title,
        version=one.version,
        starts_on=one.starts_on.isoformat(),
        ends_on=one.ends_on.isoformat() if one.ends_on else None,
        dates_from=one.dates_from,
        dates_note=one.dates_note,
    )
