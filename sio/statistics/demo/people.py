"""Who is in the made-up population: province, years, months, level and reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from sio.statistics.cells import TOTAL
from sio.statistics.demo import targets
from sio.statistics.demo.targets import (
    FULL_YEAR_MONTHS,
    LAST_YEAR,
    PHYSICAL,
    PSYCHOLOGICAL,
    YEARS,
    Months,
)
from sio.trajects.models import Level

T = TypeVar("T")

OVER_YEARS = 0.24  # of each year's pupils go on: 15 % of all pupils run over years
EARLIER = Months(least=2, mean=7, most=FULL_YEAR_MONTHS)  # nobody published those
# Shares in percent of the year 2022.
LEVELS = {Level.NURSERY.value: 2, Level.PRIMARY.value: 24, Level.SECONDARY.value: 74}
# Cancer, bones and blood as in 2017 to 2020; the rest is nowhere published.
REASONS = {
    PSYCHOLOGICAL: {
        "psychological": 55,
        "behaviour": 20,
        "eating": 20,
        "other_mental": 5,
    },
    PHYSICAL: {
        **{"cancer": 26, "bones": 12, "blood": 7, "chronic": 14, "accident": 8},
        **{"operation": 8, "immune": 6, "heart": 5, "maternity": 3, "other_body": 2},
    },
}
ONLY_SECONDARY = frozenset({"maternity", "eating"})
NOT_MENTAL = frozenset({Level.NURSERY.value})
NOBODY: frozenset[str] = frozenset()


@dataclass(eq=False)
class Person:
    """One pupil with one stretch of months, through one or more school years.

    `begins` is the month of its first year, 0 for September; `months` is how long it
    ran in its last year. In a year that it goes on from, it runs to the end of August.
    """

    province: str
    main: str
    years: list[int]
    begins: int = 0
    months: int = 0
    level: str = ""
    reason: str = ""

    @property
    def is_over_years(self) -> bool:
        return len(self.years) > 1


def people(random: Random) -> list[Person]:
    """Everybody, in no order. The same for the same random."""
    everybody = [one for group in _groups(random) for one in group]
    _give_months(everybody, random)
    everybody = shuffled(everybody, random)
    in_last = [one for one in everybody if one.years[-1] == LAST_YEAR]
    others = [one for one in everybody if one.years[-1] != LAST_YEAR]
    for those in (in_last, others):  # so that the shares of the last year are exact
        _give_levels(those, random)
        _give_reasons(those, random)
    return everybody


def shuffled(things: Iterable[T], random: Random) -> list[T]:
    """By `random.random` alone, which every version of Python has give the same."""
    return [thing for _by, _at, thing in sorted(_drawn(things, random))]


def _drawn(things: Iterable[T], random: Random) -> list[tuple[float, int, T]]:
    return [(random.random(), at, thing) for at, thing in enumerate(things)]


def parted(count: int, shares: Mapping[str, int]) -> dict[str, int]:
    """So many whole things in these shares, by the largest remainders."""
    whole = sum(shares.values())
    found = {name: count * share // whole for name, share in shares.items()}
    left = sorted(shares, key=lambda name: -(count * shares[name] % whole))
    for name in left[: count - sum(found.values())]:
        found[name] += 1
    return found


def _groups(random: Random) -> list[list[Person]]:
    """The pupils of each province and main group, as many in each year as must be."""
    wanted = targets.pupils()
    places = dict.fromkeys((province, main) for province, main, _year in wanted)
    return [
        _through_the_years(place, [wanted[*place, year] for year in YEARS], random)
        for place in places
        if place[0] != TOTAL
    ]


def _through_the_years(
    place: tuple[str, str], counts: Sequence[int], random: Random
) -> list[Person]:
    group: list[Person] = []
    before: list[Person] = []
    for year, count in zip(YEARS, counts, strict=True):
        going_on = shuffled(before, random)[
            : min(count, round(OVER_YEARS * len(before)))
        ]
        for one in going_on:
            one.years.append(year)
        new = [Person(*place, years=[year]) for _one in range(count - len(going_on))]
        group += new
        before = [*going_on, *new]
    return group


def _give_months(everybody: Sequence[Person], random: Random) -> None:
    ran = targets.everybody_ran(), targets.psychological_ran()
    for province in ran[0]:
        for year in YEARS:
            those = [one for one in everybody if one.province == province]
            ending = [one for one in those if one.years[-1] == year]
            mental = [one for one in ending if one.main == PSYCHOLOGICAL]
            others = [one for one in ending if one.main == PHYSICAL]
            if year != LAST_YEAR:
                _spread(ending, EARLIER, EARLIER.mean * len(ending), random)
                continue
            all_months, mental_months = ran[0][province], ran[1].get(province)
            sum_of_mental = mental_months.mean * len(mental) if mental_months else 0
            if mental_months:
                _spread(mental, mental_months, sum_of_mental, random)
            left = all_months.mean * len(ending) - sum_of_mental
            _spread(others, all_months, left, random)
    for one in everybody:
        one.begins = _beginning(one, random)


def _beginning(one: Person, random: Random) -> int:
    """Anywhere from which it fits: alone, before June is over; else before May is."""
    last = FULL_YEAR_MONTHS - (2 if one.is_over_years else one.months)
    return int(random.random() * (last + 1))


def _spread(
    those: Sequence[Person], months: Months, whole: int, random: Random
) -> None:
    """Months for each: least and most are among them, and they add up to `whole`."""
    if not those:
        return
    numbers = [months.least, months.most][: len(those)]
    while len(numbers) < len(those):
        at = random.random() + random.random()  # the middle is likelier
        numbers.append(months.least + int(at / 2 * (months.most - months.least + 1)))
    _bring_to(numbers, months, whole, random)
    for one, number in zip(shuffled(those, random), numbers, strict=True):
        one.months = number


def _bring_to(numbers: list[int], months: Months, whole: int, random: Random) -> None:
    """Move all but the first two by ones until they add up to `whole`."""
    step = 1 if sum(numbers) < whole else -1
    free = range(2, len(numbers))
    while free and sum(numbers) != whole:
        at = free[int(random.random() * len(free))]
        if months.least <= numbers[at] + step <= months.most:
            numbers[at] += step


def _give_levels(those: Sequence[Person], random: Random) -> None:
    """No nursery child among the psychological ones, as far as anybody published."""
    cards = _deck(parted(len(those), LEVELS), random)
    for one in sorted(those, key=lambda one: one.main != PSYCHOLOGICAL):
        not_for = NOT_MENTAL if one.main == PSYCHOLOGICAL else NOBODY
        one.level = _deal(cards, not_for)


def _give_reasons(those: Sequence[Person], random: Random) -> None:
    """Pregnancy and the like are dealt to the secondary level alone."""
    for main, shares in REASONS.items():
        of_main = [one for one in those if one.main == main]
        cards = _deck(parted(len(of_main), shares), random)
        for one in sorted(of_main, key=lambda one: one.level == Level.SECONDARY):
            not_for = NOBODY if one.level == Level.SECONDARY else ONLY_SECONDARY
            one.reason = _deal(cards, not_for)


def _deck(counts: Mapping[str, int], random: Random) -> list[str]:
    cards = [name for name, count in counts.items() for _card in range(count)]
    return shuffled(cards, random)


def _deal(cards: list[str], not_for: AbstractSet[str]) -> str:
    """Take the first card that is none of these. StopIteration if there is none."""
    at = next(at for at, card in enumerate(cards) if card not in not_for)
    return cards.pop(at)
