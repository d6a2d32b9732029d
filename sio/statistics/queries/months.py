"""What began and ended month by month, and so what ran: from the moves of files.

A file has begun at its first move to "lopend", and has ended when it last left what
runs. Going backwards from what runs now, nobody need look further back than is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from sio.statistics.queries.areas import Areas
from sio.statistics.queries.running import date_of, number_of
from sio.trajects.models import TrajectChange
from sio.trajects.workflow import ALLOWED_MOVES, RUNNING, State

YEAR = 12
# To where a file goes that no longer runs.
LEFT = frozenset().union(*(ALLOWED_MOVES[one] for one in RUNNING)) - RUNNING
SURELY_BEGUN = (State.ACTIVE, State.ENDING)
Key = tuple[Hashable, int]  # area and month
Counts = Mapping[Key, int]


@dataclass(frozen=True)
class Flow:
    """How many began and ended, from some month on up to now."""

    began: Counts
    ended: Counts


@dataclass(frozen=True)
class Month:
    """One whole month beside the same one a year before."""

    first: date
    ran: int
    ran_before: int
    began: int
    began_before: int
    ended: int
    ended_before: int


def flow_of(areas: Areas, since: date) -> Flow:
    """From that day on; three queries."""
    moves = TrajectChange.objects.filter(at__gte=_begin_of(since))
    ended = _by_month(areas, _ended(moves)) + _by_month(areas, _gone(moves))
    return Flow(_by_month(areas, _began(moves)), ended)


def months_of(flow: Flow, running: int, day: date, months: int) -> list[Month]:
    """The last so many whole months before `day`, oldest first; `running`: on `day`."""
    began, ended = _together(flow.began), _together(flow.ended)
    now = number_of(day)
    ran, left = {}, running
    for month in range(now, now - months - YEAR - 1, -1):
        # Whoever ended in a month ran in it too.
        ran[month] = max(left + ended[month], 0)
        left += ended[month] - began[month]
    return [
        Month(
            date_of(month),
            ran[month],
            ran[month - YEAR],
            began[month],
            began[month - YEAR],
            ended[month],
            ended[month - YEAR],
        )
        for month in range(now - months, now)
    ]


def begun_before(traject: str, **more: object) -> Exists:
    """Whether the file of a row had begun by then."""
    moves = TrajectChange.objects.filter(traject=OuterRef(traject), new=State.ACTIVE)
    return Exists(moves.filter(**more))


def _began(rows: QuerySet[TrajectChange]) -> QuerySet[TrajectChange]:
    earlier = begun_before("traject", pk__lt=OuterRef("pk"))
    return rows.filter(~earlier, new=State.ACTIVE)


def _ended(rows: QuerySet[TrajectChange]) -> QuerySet[TrajectChange]:
    """What had begun and has ended: from there it never comes back."""
    return rows.filter(new=State.ENDED, old__in=SURELY_BEGUN)


def _gone(rows: QuerySet[TrajectChange]) -> QuerySet[TrajectChange]:
    """Other ways out, which are few: if it had begun, and for the last time."""
    leaves = {"old__in": sorted(RUNNING), "new__in": sorted(LEFT)}
    later = TrajectChange.objects.filter(
        traject=OuterRef("traject"), pk__gt=OuterRef("pk"), **leaves
    )
    begun = begun_before("traject", pk__lt=OuterRef("pk"))
    others = rows.filter(**leaves).exclude(new=State.ENDED, old__in=SURELY_BEGUN)
    away = others.exclude(traject__state__in=RUNNING)
    return away.filter(begun, ~Exists(later))


def _by_month(areas: Areas, rows: QuerySet[TrajectChange]) -> Counter[Key]:
    counted = (
        areas.chosen(rows, "traject__")
        .annotate(month=TruncMonth("at"))
        .values_list("area", "month")
        .annotate(count=Count("pk"))
    )
    found: Counter[Key] = Counter()
    for area, month, count in counted:
        found[area, number_of(timezone.localtime(month).date())] += count
    return found


def _together(counts: Counts) -> Counter[int]:
    found: Counter[int] = Counter()
    for (_area, month), count in counts.items():
        found[month] += count
    return found


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_current_timezone())
