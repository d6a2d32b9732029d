"""A whole extract: its trajects, or every line of it that is refused. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sio.statistics.history.columns import places_of
from sio.statistics.history.lines import Known, Line, read_line
from sio.statistics.history.parted import Cells, parted
from sio.statistics.history.refusals import Refusal
from sio.statistics.history.words import Reason

REPORT_EVERY = 5_000  # lines
# What one has read so far, and of how many lines.
Progress = Callable[[int, int], None]


@dataclass
class Reading:
    """What an extract says. It is taken in whole, so only if `refused` is empty."""

    count: int = 0  # lines with a traject, refused ones too
    lines: list[Line] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def read_history(
    content: bytes,
    *,
    reasons: Mapping[str, Reason],
    today: date,
    until: date | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Every traject and every refusal, in the order of the lines.

    `reasons` are those of `words.reasons_of`. `until` is the day of the extract: what
    has no end is taken to have run up to it.
    """
    file = parted(content)
    if not file.headings[1]:
        return Reading(refused=file.refused)
    number, headings = file.headings
    places, refused = places_of(headings, number)
    if refused:
        return Reading(len(file.lines), [], refused + file.refused)
    known = Known(places, reasons, today, until)
    reading = _each(file.lines, known, progress)
    reading.refused += [*_together(reading.lines), *file.refused]
    reading.refused.sort(key=lambda refusal: refusal.line)
    return reading


def _each(lines: Sequence[Cells], known: Known, progress: Progress | None) -> Reading:
    reading = Reading(count=len(lines))
    for done, (number, cells) in enumerate(lines):
        if progress is not None and done % REPORT_EVERY == 0:
            progress(done, len(lines))
        line, refused = read_line(number, cells, known)
        reading.refused += refused
        if line is not None:
            reading.lines.append(line)
    return reading


def _together(lines: Sequence[Line]) -> list[Refusal]:
    """Lines that say the same, and trajects of one pupil that overlap.

    On the day that one ends at a school the next may begin at another.
    """
    of_pupil: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        of_pupil[line.pupil].append(line)
    refused = []
    for those in of_pupil.values():
        those.sort(key=lambda line: (line.started_on, line.ended_on, line.number))
        longest = those[0]
        for line in those[1:]:
            if line.started_on < longest.ended_on or _same_days(line, longest):
                refused.append(_clash(line, longest))
            if line.ended_on >= longest.ended_on:
                longest = line
    return refused


def _same_days(one: Line, other: Line) -> bool:
    """A traject of one day: it does not overlap with its double, and yet it is one."""
    return (one.started_on, one.ended_on) == (other.started_on, other.ended_on)


def _clash(line: Line, other: Line) -> Refusal:
    """The later line of the file is the one that is refused."""
    first, later = sorted((line, other), key=lambda one: one.number)
    code = "duplicate" if _facts(line) == _facts(other) else "overlap"
    return Refusal.of(later.number, "", code, other=first.number)


def _facts(line: Line) -> tuple[object, ...]:
    who = (line.pupil, line.province, line.level, line.main, line.group)
    return (*who, line.started_on, line.ended_on, line.suspended)
