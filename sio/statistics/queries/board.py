"""The figures of today, for our own eyes: counts, and no names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from sio.casework.fivedays import late_from
from sio.casework.queries.due_files import unreached
from sio.casework.queries.overdue import LOOK_BACK
from sio.casework.queries.sleeping import standing_still
from sio.schools.models import Region
from sio.schools.provinces import Province
from sio.schools.workdays import WorkCalendar
from sio.statistics.queries.areas import REGION, Areas, Choice
from sio.statistics.queries.months import YEAR, Month, begun_before, flow_of, months_of
from sio.statistics.queries.running import date_of, number_of
from sio.trajects.models import Traject
from sio.trajects.workflow import OPEN, WEIGHING, State

_BEGUN = frozenset({State.ACTIVE, State.PAUSED, State.ENDING})


@dataclass
class Line:
    """One area, or all of them together."""

    running: int = 0
    paused: int = 0  # of those that run
    preparing: int = 0
    weighed: int = 0  # without who waits
    waiting: int = 0
    late: int = 0
    not_begun: int = 0
    unused: int = 0
    began: int = 0  # in the months that are shown
    ended: int = 0

    def add(self, other: Line) -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass(frozen=True)
class Board:
    """All of the choice, by area, and month by month; oldest month first."""

    total: Line
    areas: list[tuple[str, Line]]  # by name; "" for none, and that last
    months: list[Month]
    this_month: tuple[int, int] = field(default=(0, 0))  # began and ended, up to now

    @property
    def began_before(self) -> int:
        return sum(month.began_before for month in self.months)

    @property
    def ended_before(self) -> int:
        return sum(month.ended_before for month in self.months)


def board_of(choice: Choice, day: date) -> Board:
    """As things stand on `day`; as many queries for many files as for one."""
    areas = Areas.load(choice)
    lines: dict[Hashable, Line] = defaultdict(Line)
    files = areas.chosen(Traject.objects.all())
    _add_states(lines, files)
    _add_late(lines, files, day)
    _add_still(lines, files, day)
    flow = flow_of(areas, date_of(number_of(day) - choice.months - YEAR))
    shown = range(number_of(day) - choice.months, number_of(day))
    _add_months(lines, flow.began, "began", shown)
    _add_months(lines, flow.ended, "ended", shown)
    total = Line()
    for line in lines.values():
        total.add(line)
    months = months_of(flow, total.running, day, choice.months)
    now = [_in_month(counts, number_of(day)) for counts in (flow.began, flow.ended)]
    return Board(total, _named(choice, lines), months, (now[0], now[1]))


def _add_states(lines: Mapping[Hashable, Line], files: QuerySet[Any]) -> None:
    """A file that was suspended and is prepared anew has begun: it runs."""
    states = files.filter(state__in=OPEN).values_list("area", "state")
    for area, state, count in states.annotate(count=Count("pk")):
        line = lines[area]
        if state in _BEGUN:
            line.running += count
            line.paused += count if state == State.PAUSED else 0
        elif state == State.WAITING:
            line.waiting += count
        elif state in WEIGHING:
            line.weighed += count
        else:
            line.preparing += count
    anew = files.filter(begun_before("pk"), state=State.PREPARING)
    for area, count in _by_area(anew):
        lines[area].running += count
        lines[area].preparing -= count


def _add_late(lines: Mapping[Hashable, Line], files: QuerySet[Any], day: date) -> None:
    workdays = WorkCalendar.load(day - LOOK_BACK, day)
    late = unreached(files, late_from(day, workdays)).order_by()
    for area, count in _by_area(late):
        lines[area].late += count


def _add_still(lines: Mapping[Hashable, Line], files: QuerySet[Any], day: date) -> None:
    still = standing_still(files, day)
    for area, count in _by_area(files.filter(pk__in=still.not_begun)):
        lines[area].not_begun += count
    for area, count in _by_area(files.filter(pk__in=still.unused)):
        lines[area].unused += count


def _by_area(files: QuerySet[Any]) -> list[tuple[Hashable, int]]:
    """Without regions the database tells of one area, and of nobody in it."""
    counted = files.values_list("area").annotate(count=Count("pk"))
    return [(area, count) for area, count in counted if count]


def _add_months(
    lines: Mapping[Hashable, Line],
    counts: Mapping[tuple[Hashable, int], int],
    name: str,
    shown: range,
) -> None:
    for (area, month), count in counts.items():
        if month in shown:
            setattr(lines[area], name, getattr(lines[area], name) + count)


def _in_month(counts: Mapping[tuple[Hashable, int], int], month: int) -> int:
    found: Counter[int] = Counter()
    for (_area, number), count in counts.items():
        found[number] += count
    return found[month]


def _named(choice: Choice, lines: Mapping[Hashable, Line]) -> list[tuple[str, Line]]:
    names: dict[Any, str] = {
        one.value: str(one.label) for one in Province if choice.by != REGION
    }
    if choice.by == REGION:
        names = dict(Region.objects.values_list("pk", "name"))
    found = [(names.get(area, ""), line) for area, line in lines.items()]
    return sorted(found, key=lambda one: (not one[0], one[0].casefold()))
