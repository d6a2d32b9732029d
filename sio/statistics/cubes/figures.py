"""Measures beyond those that are counted as they stand: hours, and one by another."""

from __future__ import annotations

from dataclasses import dataclass

from sio.statistics.cells import Measure, Number
from sio.statistics.cubes.recipe import Figure, Found, Tally, added_up, count

NUMBER = Tally("SUM(number)")  # of rows that each stand for so many
SECONDS = Tally("SUM(seconds)")
AN_HOUR = 3600


def many(key: str, unit: str) -> Figure:
    """So many are counted, of rows that each stand for some."""
    return count(key, unit, of=NUMBER.sql)


def hours(key: str = "hours") -> Figure:
    """Whole hours, rounded once, so that a margin may differ from what it adds up."""

    def read(cell: Found, _whole: Found) -> Number:
        return rounded(cell.get(SECONDS, 0), AN_HOUR, 0)

    return added_up(Measure(key, "sum", "hours"), "seconds", read)


@dataclass(frozen=True)
class Ratio:
    """So many of the one for each of the other, times a number; blank if there is none.

    What people did together, not a part of them: so it is guarded as a mean. Or, where
    both are printed beside it as well, by these `sums`: shown only with both.
    """

    part: Tally
    whole: Tally
    times: int = 1
    places: int = 1
    people: Tally | None = None  # who has any of the other, if not everybody
    sums: tuple[str, ...] = ()  # the keys of both

    def read(self, cell: Found, _whole: Found) -> Number:
        """In so many decimals, half up."""
        whole = cell.get(self.whole, 0)
        part = cell.get(self.part, 0) * self.times
        return rounded(part, whole, self.places) if whole else None


def ratio(key: str, unit: str, of: Ratio) -> Figure:
    """A ratio as a measure."""
    tallies = (of.part, of.whole, *([of.people] if of.people else []))
    measure = Measure(key, "mean", unit, of.sums)
    return Figure(measure, tallies, of.read, of.people)


def rounded(part: int, whole: int, places: int) -> int | float:
    """`part` of `whole` in so many decimals, half up; both are 0 or more."""
    scale: int = 10**places
    found = (2 * part * scale + whole) // (2 * whole)
    return found / scale if places else found
