"""The rule sets of eligibility: dated data with their source, read from TOML.

One file per set under `rulesets/`; docs/eligibility.md says what may stand in one.
A file that is wrong stops the start, with a sentence that names the file and the key.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from sio.intake.facts import CHOICES, YES_NO

FOLDER = Path(__file__).resolve().parent / "rulesets"
ASPECTS = (
    *("level", "age", "school_funded", "study_form", "reason", "duration"),
    *("other_teaching", "certificate"),
)
NUMBERS = {"age_years", "expected_weeks", "absence_weeks", "half_days_per_year"}
# From where we have the dates: the source says them; the source was published on the
# first of them; we only know when it was seen; or no source has them, and we chose.
DATES_FROM = ("stated", "published", "seen", "chosen")


class Verdict(StrEnum):
    """What one rule says of one child."""

    MEETS = "meets"
    FAILS = "fails"
    TALK = "talk"  # the source itself says "in some situations"
    UNKNOWN = "unknown"  # something that the rule asks is not known
    ARRANGE = "arrange"  # not there yet, and that is no reason for a no
    SILENT = "silent"  # the source does not say anything about this


@dataclass(frozen=True)
class Condition:
    """True if one of the facts is so high, or is this; else unknown if one is.

    `at_most` goes with `at_least`: both bounds belong to it.
    """

    facts: tuple[str, ...]
    at_least: float | None = None
    at_most: float | None = None
    wanted: bool | None = None


@dataclass(frozen=True)
class Reach:
    """Meets if any condition is true; "in some situations" if any of `some` is.

    Of who reaches none of them it says `otherwise`: fails, or silent.
    """

    conditions: tuple[Condition, ...]
    some: tuple[Condition, ...] = ()
    otherwise: Verdict = Verdict.FAILS

    @property
    def facts(self) -> frozenset[str]:
        """The facts that it asks."""
        conditions = (*self.conditions, *self.some)
        return frozenset(fact for one in conditions for fact in one.facts)


@dataclass(frozen=True)
class Values:
    """A verdict for each value of one fact; of a list the gravest."""

    fact: str
    verdicts: Mapping[str, Verdict]
    otherwise: Verdict
    unknown: Verdict

    @property
    def facts(self) -> frozenset[str]:
        """The fact that it asks, or none if it would not miss it."""
        return frozenset({self.fact})


@dataclass(frozen=True)
class Source:
    """What was read, and where it stands; `where` is an address or a place."""

    title: str
    where: str


@dataclass(frozen=True)
class Rule:
    """One rule as a source gives it, from its first to its last day; None: no end.

    `dates_note` is empty if that of its set says it all.
    """

    id: str
    set_id: str
    aspect: str
    text: str
    source: Source
    starts_on: date
    ends_on: date | None
    dates_from: str
    dates_note: str
    logic: Reach | Values

    def holds(self, on: date) -> bool:
        """Whether that day is one of its days."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True)
class RuleSet:
    """All rules of one file. `version` is a hash of it, so that a change shows."""

    id: str
    title: str
    version: str
    starts_on: date
    ends_on: date | None
    dates_from: str
    dates_note: str
    rules: tuple[Rule, ...]


class Broken(Exception):
    """A file that says something else than it may; `key` is where."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}")


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    """Those of the product, oldest first; raises ImproperlyConfigured."""
    return load(FOLDER)


def load(folder: Path) -> tuple[RuleSet, ...]:
    """Those in a folder, oldest first. The first fault: ImproperlyConfigured."""
    sets = []
    for path in sorted(folder.glob("*.toml")):
        try:
            sets.append(_read_set(path))
        except (Broken, ValueError) as error:  # tomllib's and UTF-8's are ValueErrors
            message = f"The rule set {path.name} can't be used: {error}."
            raise ImproperlyConfigured(message) from error
    if not sets:
        raise ImproperlyConfigured(f"There is no rule set in {folder}.")
    return tuple(sorted(sets, key=lambda one: (one.starts_on, one.id)))


def _read_set(path: Path) -> RuleSet:
    content = path.read_bytes()
    table = Table(tomllib.loads(content.decode()), "")
    dates = _dates(table, None)
    rule_set = RuleSet(
        id=table.text("id"),
        title=table.text("title"),
        version=hashlib.sha256(content).hexdigest()[:16],
        starts_on=dates[0],
        ends_on=dates[1],
        dates_from=table.one_of("dates_from", DATES_FROM),
        dates_note=table.text("dates_note"),
        rules=(),
    )
    if rule_set.id != path.stem:
        raise Broken("id", f"is {rule_set.id!r}, but the file is called {path.name}")
    source = _source(table.table("source"))
    rules = tuple(_rule(one, rule_set, source) for one in table.tables("rules"))
    table.nothing_left()
    ids = [rule.id for rule in rules]
    for twice in (one for one in ids if ids.count(one) > 1):
        raise Broken("rules", f"{twice} is there twice")
    return RuleSet(**{**vars(rule_set), "rules": rules})


def _rule(table: Table, rule_set: RuleSet, source: Source) -> Rule:
    starts_on, ends_on = _dates(table, rule_set)
    own_source = table.take("source") is not None
    rule = Rule(
        id=f"{rule_set.id}.{table.text('id')}",
        set_id=rule_set.id,
        aspect=table.one_of("aspect", ASPECTS),
        text=table.text("text"),
        source=_source(table.table("source")) if own_source else source,
        starts_on=starts_on,
        ends_on=ends_on,
        dates_from=table.one_of("dates_from", DATES_FROM)
        if "dates_from" in table.content
        else rule_set.dates_from,
        dates_note=table.text("dates_note") if "dates_note" in table.content else "",
        logic=_values(table) if "values" in table.content else _reach(table),
    )
    table.nothing_left()
    return rule


def _dates(table: Table, around: RuleSet | None) -> tuple[date, date | None]:
    """First and last day; of a rule without its own, those of its set."""
    starts_on = table.day("from") or (around.starts_on if around else None)
    ends_on = table.day("until") or (around.ends_on if around else None)
    if starts_on is None:
        raise Broken(table.key("from"), "is missing")
    if ends_on and ends_on < starts_on:
        raise Broken(table.key("until"), f"{ends_on} is before {starts_on}")
    if around and not _is_within(starts_on, ends_on, around):
        raise Broken(table.key("from"), "the rule holds longer than its set")
    return starts_on, ends_on


def _is_within(starts_on: date, ends_on: date | None, around: RuleSet) -> bool:
    if starts_on < around.starts_on:
        return False
    return around.ends_on is None or (ends_on is not None and ends_on <= around.ends_on)


def _source(table: Table) -> Source:
    source = Source(title=table.text("title"), where=table.text("where"))
    table.nothing_left()
    return source


def _reach(table: Table) -> Reach:
    """`any`, `some` or both; what is in neither fails, unless the rule says silent."""
    some = table.tables("some") if "some" in table.content else ()
    only_some = "some" in table.content and "any" not in table.content
    known = (Verdict.FAILS, Verdict.SILENT)
    return Reach(
        conditions=() if only_some else tuple(map(_condition, table.tables("any"))),
        some=tuple(_condition(one) for one in some),
        otherwise=Verdict(table.one_of("otherwise", known))
        if "otherwise" in table.content
        else Verdict.FAILS,
    )


def _condition(table: Table) -> Condition:
    names = table.take("fact")
    facts = tuple(names) if isinstance(names, list) and names else (names,)
    known = YES_NO if "is" in table.content else NUMBERS
    for fact in facts:
        if not isinstance(fact, str) or fact not in known:
            raise Broken(table.key("fact"), f"{fact!r} is none of {sorted(known)}")
    if "is" in table.content:
        wanted = table.take("is")
        if not isinstance(wanted, bool):
            raise Broken(table.key("is"), f"{wanted!r} is not true or false")
        found = Condition(facts=facts, wanted=wanted)
    else:
        at_least = _bound(table, "at_least")
        at_most = _bound(table, "at_most") if "at_most" in table.content else None
        found = Condition(facts=facts, at_least=at_least, at_most=at_most)
    table.nothing_left()
    return found


def _bound(table: Table, key: str) -> float:
    value: Any = table.take(key)
    if not (type(value) in (int, float) and value > 0):
        raise Broken(table.key(key), f"{value!r} is no number above 0")
    return float(value)


def _values(table: Table) -> Values:
    fact = table.one_of("fact", (*CHOICES, *sorted(YES_NO)))
    values = table.table("values")
    known = CHOICES.get(fact, ("true", "false"))
    for value in values.content:
        if value not in known:
            raise Broken(values.key(value), f"is none of {list(known)}")
    verdicts = {
        name: values.one_of(name, tuple(Verdict))
        for name in known
        if name in values.content
    }
    return Values(
        fact=fact,
        verdicts={name: Verdict(one) for name, one in verdicts.items()},
        otherwise=Verdict(table.one_of("otherwise", tuple(Verdict))),
        unknown=Verdict(table.one_of("unknown", tuple(Verdict))),
    )


class Table:
    """A TOML table from which each key is taken once; what is left over is a fault."""

    def __init__(self, content: Any, name: str) -> None:
        if not isinstance(content, dict):
            raise Broken(name, "must be a table")
        self.content, self.name = content, name
        self.left = set(content)

    def key(self, key: str) -> str:
        """The whole name of a key, for the sentence."""
        return f"{self.name}.{key}" if self.name else key

    def take(self, key: str) -> Any:
        """The value, or None."""
        self.left.discard(key)
        return self.content.get(key)

    def text(self, key: str) -> str:
        """A text that is there and not empty, without line ends of the file."""
        value = self.take(key)
        if not isinstance(value, str) or not value.strip():
            raise Broken(self.key(key), "must be a text, and not empty")
        return " ".join(value.split())

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        """One of these words."""
        value = self.text(key)
        if value not in known:
            raise Broken(self.key(key), f"{value!r} is none of {[*map(str, known)]}")
        return value

    def day(self, key: str) -> date | None:
        """A date without a time, or None."""
        value = self.take(key)
        if value is not None and type(value) is not date:
            raise Broken(self.key(key), f"{value!r} is no date such as 2017-01-01")
        return value

    def table(self, key: str) -> Table:
        """A table below this one."""
        return Table(self.take(key), self.key(key))

    def tables(self, key: str) -> Iterator[Table]:
        """A list of tables below this one, not empty."""
        value = self.take(key)
        if not isinstance(value, list) or not value:
            raise Broken(self.key(key), "must be a list of tables, and not empty")
        return (Table(one, f"{self.key(key)}[{n}]") for n, one in enumerate(value))

    def nothing_left(self) -> None:
        """Raises Broken if the file says something that nobody reads."""
        for key in sorted(self.left):
            raise Broken(self.key(key), "is no key that we know")
