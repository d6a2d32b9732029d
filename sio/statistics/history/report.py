"""What taking in an extract would do: told before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sio.schools.provinces import SCHOOL_PROVINCES
from sio.statistics.history.lines import Line
from sio.statistics.history.months import month_of, school_year_of
from sio.statistics.history.reading import Reading
from sio.statistics.history.refusals import Refusal

Counts = dict[tuple[int, str], int]  # pupils by school year and province


@dataclass(frozen=True)
class Report:
    """`counted` would be added to the figures; nothing is if a line is refused."""

    count: int = 0  # trajects, refused ones too
    pupils: int = 0
    counted: Counts = field(default_factory=dict)
    refused: Sequence[Refusal] = ()

    def as_json(self) -> dict[str, Any]:
        """How it is kept; `from_json` reads it back."""
        return {
            "count": self.count,
            "pupils": self.pupils,
            "counted": [[*at, count] for at, count in self.counted.items()],
            "refused": [refusal.as_json() for refusal in self.refused],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Report:
        """An empty one from what is empty."""
        return cls(
            kept.get("count", 0),
            kept.get("pupils", 0),
            {(year, place): count for year, place, count in kept.get("counted", ())},
            [Refusal.from_json(one) for one in kept.get("refused", ())],
        )

    @property
    def refused_lines(self) -> int:
        return len({refusal.line for refusal in self.refused if refusal.line})

    def table(self) -> list[tuple[int, list[int]]]:
        """Per school year the pupils of each of SCHOOL_PROVINCES, and their sum."""
        years = sorted({year for year, _province in self.counted})
        return [(year, self._row(year)) for year in years]

    def _row(self, year: int) -> list[int]:
        numbers = [self.counted.get((year, one.value), 0) for one in SCHOOL_PROVINCES]
        return [*numbers, sum(numbers)]


def report_of(reading: Reading, also_refused: Iterable[Refusal] = ()) -> Report:
    """What this reading comes to, with what a look at earlier imports refused."""
    refused = sorted([*reading.refused, *also_refused], key=lambda one: one.line)
    return Report(
        reading.count,
        len({line.pupil for line in reading.lines}),
        counted(reading.lines),
        refused,
    )


def counted(lines: Iterable[Line]) -> Counts:
    """Each pupil once in a school year, in the province of its last traject."""
    last: dict[tuple[str, int], str] = {}
    for line in sorted(lines, key=lambda line: (line.ended_on, line.started_on)):
        first = school_year_of(month_of(line.started_on))
        until = school_year_of(month_of(line.ended_on))
        for year in range(first, until + 1):
            last[line.pupil, year] = line.province
    found = Counter((year, province) for (_pupil, year), province in last.items())
    return dict(sorted(found.items()))
