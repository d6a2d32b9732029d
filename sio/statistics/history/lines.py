"""One line of an extract: a traject, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sio.core.spreadsheet import FORMULA_STARTS
from sio.statistics.history.columns import (
    ENDED_ON,
    LEVEL,
    PROVINCE,
    PUPIL,
    REASON,
    STARTED_ON,
    SUSPENDED,
    heading_of,
)
from sio.statistics.history.months import Days
from sio.statistics.history.refusals import Refusal
from sio.statistics.history.words import (
    Reason,
    day_in,
    level_in,
    periods_in,
    province_in,
    reason_in,
)

FIRST_DAY = date(2000, 1, 1)  # SIO began in 2007; what is earlier is mistyped
MOST_LETTERS = 100  # of a pupil key
MOST_PERIODS = 12  # HistoryRow.suspended holds twelve
SHOWN = 40  # letters of what is refused


@dataclass(frozen=True, slots=True)
class Line:
    """One traject as an extract tells it: with its days, and whose key."""

    number: int
    pupil: str
    province: str
    level: str
    main: str
    group: str
    started_on: date
    ended_on: date
    suspended: tuple[Days, ...]


@dataclass(frozen=True)
class Known:
    """What lines are read by. `until` is the day of the extract, if that is known."""

    places: Mapping[str, int]
    reasons: Mapping[str, Reason]
    today: date
    until: date | None


class _Cells:
    """The cells of one line by column; collects what is wrong with them."""

    def __init__(self, number: int, cells: Sequence[str], known: Known) -> None:
        self.number = number
        self.known = known
        self.refused: list[Refusal] = []
        self._cells = {key: cells[at].strip() for key, at in known.places.items()}

    def __getitem__(self, column: str) -> str:
        return self._cells[column]

    def refuse(self, column: str, code: str, **given: object) -> None:
        refusal = Refusal.of(self.number, heading_of(column), code, **given)
        self.refused.append(refusal)

    def refuse_text(self, column: str, code: str) -> None:
        self.refuse(column, code, text=self[column][:SHOWN])

    def formulas(self) -> Iterator[str]:
        """The columns with what a spreadsheet would run."""
        for column, text in self._cells.items():
            if text.startswith(FORMULA_STARTS):
                yield column


def read_line(
    number: int, cells: Sequence[str], known: Known
) -> tuple[Line | None, list[Refusal]]:
    """The traject of a line, or None and every reason why there is none."""
    wanted = len(known.places)
    if len(cells) != wanted:
        count = {"count": len(cells), "wanted": wanted}
        return None, [Refusal.of(number, "", "cell_count", **count)]
    line = _Cells(number, cells, known)
    for column in line.formulas():
        line.refuse(column, "formula")
    if line.refused:
        return None, line.refused
    _check_pupil(line)
    province, level, reason = _who(line)
    started_on = _started_on(line)
    ended_on = _ended_on(line)
    if started_on and ended_on and started_on > ended_on:
        line.refuse(ENDED_ON, "start_after_end")
    ran = (started_on, ended_on) if started_on and ended_on else None
    suspended = _suspended(line, ran)
    if line.refused:
        return None, line.refused
    assert province is not None
    assert level is not None
    assert reason is not None
    assert ran
    group, main = reason
    return (
        Line(number, line[PUPIL], province, level, main, group, *ran, suspended),
        [],
    )


def _check_pupil(line: _Cells) -> None:
    if not line[PUPIL]:
        line.refuse(PUPIL, "pupil_missing")
    elif len(line[PUPIL]) > MOST_LETTERS:
        line.refuse(PUPIL, "pupil_too_long", most=MOST_LETTERS)


def _who(line: _Cells) -> tuple[str | None, str | None, Reason | None]:
    province = province_in(line[PROVINCE])
    if not line[PROVINCE]:
        line.refuse(PROVINCE, "province_missing")
    elif province is None:
        line.refuse_text(PROVINCE, "province_unknown")
    level = level_in(line[LEVEL])
    if level is None:
        line.refuse_text(LEVEL, "level_unknown")
    reason = reason_in(line[REASON], line.known.reasons)
    if reason is None:
        line.refuse_text(REASON, "reason_unknown")
    return province, level, reason


def _started_on(line: _Cells) -> date | None:
    if line[STARTED_ON]:
        return _day(line, STARTED_ON)
    line.refuse(STARTED_ON, "date_missing")
    return None


def _ended_on(line: _Cells) -> date | None:
    """Of what still ran: the day of the extract, for more nobody knows of it."""
    if line[ENDED_ON]:
        return _day(line, ENDED_ON)
    if line.known.until is None:
        line.refuse(ENDED_ON, "open_ended")
    return line.known.until


def _day(line: _Cells, column: str) -> date | None:
    day = day_in(line[column])
    until = line.known.until
    if day is None:
        line.refuse_text(column, "date_unknown")
    elif day < FIRST_DAY:
        line.refuse(column, "date_too_early", first=FIRST_DAY.isoformat())
    elif day > line.known.today:
        line.refuse(column, "date_in_future")
    elif until is not None and day > until:
        line.refuse(column, "date_after_state", until=until.isoformat())
    return day


def _suspended(line: _Cells, ran: Days | None) -> tuple[Days, ...]:
    """In their order. Not looked at against a traject that has no days itself."""
    periods: list[Days] = []
    if not line[SUSPENDED]:
        return ()
    for text, first, last in periods_in(line[SUSPENDED]):
        if first is None or last is None:
            line.refuse(SUSPENDED, "suspended_unknown", text=text[:SHOWN])
        elif first > last:
            line.refuse(SUSPENDED, "suspended_start_after_end")
        elif ran and ran[0] <= ran[1] and not (ran[0] <= first and last <= ran[1]):
            line.refuse(SUSPENDED, "suspended_outside")
        else:
            periods.append((first, last))
    periods.sort()
    if any(one[1] >= other[0] for one, other in pairwise(periods)):
        line.refuse(SUSPENDED, "suspended_overlap")
    if len(periods) > MOST_PERIODS:
        line.refuse(SUSPENDED, "suspended_too_many", most=MOST_PERIODS)
    return tuple(periods)
