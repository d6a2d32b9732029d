"""Adding up the use of lines per school year: only of what changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from sio.core.time import school_year, school_year_dates
from sio.lessons.actions.exceptions import KEEP_DAYS
from sio.lessons.models import Use
from sio.statistics.line_use import line_use, year_of
from sio.statistics.models import UseOfYear
from sio.statistics.planned import Attendance, Schedule, attendance
from sio.statistics.queries.to_count import (
    Ran,
    days_due,
    last_counted,
    ran_when,
    with_new_days,
    with_new_use,
)
from sio.statistics.queries.year_facts import YearFacts, facts_of_year, noon_at
from sio.trajects.models import Traject

AT_A_TIME = 5_000  # trajects in one round of the clock: some seconds
FILES_AT_ONCE = 100  # in a transaction, which on SQLite keeps others from writing
ROWS_AT_ONCE = 5_000
OF_SCHOOL = ("school__morning_ends", "school__province")
MADE_ANEW = [
    field.name
    for field in UseOfYear._meta.concrete_fields
    if field.name not in {"id", "traject", "school_year"}
]
A_DAY = timedelta(days=1)


def count_uses(limit: int | None = None) -> int:
    """Bring the sums in step with connections and schedules; of how many trajects.

    At most `limit`, all if None. Safe to call twice at once: each traject is counted by
    one of the two, and what comes in meanwhile is counted by the next.
    """
    now = timezone.now()
    days = partial(with_new_days, timezone.localdate(now))
    done = 0
    for find in (with_new_use, days):
        if done == limit:
            break
        # All at once: to look for a few of many takes a database longer.
        keys = list(find())[: None if limit is None else limit - done]
        for start in range(0, len(keys), FILES_AT_ONCE):
            done += count_uses_of(keys[start : start + FILES_AT_ONCE], now)
    return done


@transaction.atomic
def count_uses_of(keys: Collection[int], now: datetime) -> int:
    """Count those of these trajects that still are to be; how many.

    A file that somebody else counts at this moment is left to that. One that is being
    erased stands still until we are done, or is gone.
    """
    day = timezone.localdate(now)
    mine = Traject.objects.filter(pk__in=keys)
    locked = mine.select_for_update(skip_locked=True, no_key=True, of=("self",))
    facts = locked.select_related("school").only("school_year", *OF_SCHOOL)
    files = {one.pk: one for one in facts.order_by("pk")}
    fresh = _claim(files)
    due = days_due(Traject.objects.filter(pk__in=files), day)
    wanted = {*fresh, *due.values_list("pk", flat=True)}
    todo = {key: one for key, one in files.items() if key in wanted}
    ran = ran_when(todo, now)
    rows = [
        row
        for year, mine in _by_year(todo, fresh, ran)
        for row in _rows_of_year(year, mine, ran, day)
    ]
    UseOfYear.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["traject", "school_year"],
        update_fields=MADE_ANEW,
    )
    return len(todo)


def _claim(files: Collection[int]) -> dict[int, set[int]]:
    """Take the connections that were not counted; the school years that they span.

    They are locked before they are read: what is noted from here on is counted anew.
    """
    new = Use.objects.filter(traject__in=files, counted=False).order_by("pk")
    locked = new.select_for_update(no_key=True)
    keys = list(locked.values_list("pk", flat=True))
    years: dict[int, set[int]] = defaultdict(set)
    for start in range(0, len(keys), ROWS_AT_ONCE):
        claimed = Use.objects.filter(pk__in=keys[start : start + ROWS_AT_ONCE])
        claimed.update(counted=True)
        spans = claimed.order_by().values_list("traject")
        for key, first, last in spans.annotate(Min("started_at"), Max("stopped_at")):
            years[key].update(range(year_of(first), year_of(last) + 1))
    return years


def _by_year(
    files: Mapping[int, Traject],
    fresh: Mapping[int, set[int]],
    ran: Mapping[int, Ran],
) -> Iterator[tuple[int, list[Traject]]]:
    """Which school years of which files are counted anew: those with new connections,
    and those that it ran in since it was last counted."""
    last = last_counted(files)
    found: dict[int, list[Traject]] = defaultdict(list)
    for key, one in files.items():
        years = set(fresh.get(key, ()))
        if key in ran:
            of_it = ran[key].years
            since = school_year(last[key]) if key in last else 0
            # Its last year at least: moved after its end, it has been looked at again.
            years |= {year for year in of_it if year >= min(since, of_it[-1])}
        for year in years:
            found[year].append(one)
    yield from sorted(found.items())


def _rows_of_year(
    year: int, files: list[Traject], ran: Mapping[int, Ran], day: date
) -> Iterable[UseOfYear]:
    facts = facts_of_year(files, year)
    return [_row(one, year, facts, ran.get(one.pk), day) for one in files]


def _row(
    one: Traject, year: int, facts: YearFacts, ran: Ran | None, day: date
) -> UseOfYear:
    use = line_use(
        facts.uses.get(one.pk, ()),
        year,
        noon=noon_at(one),
        least=timedelta(minutes=settings.HALF_DAY_MINUTES),
        started_at=ran.started_at if ran else None,
    )
    followed = {half for half in use.halves if half[0] < day}
    before = facts.before.get(one.pk)
    if before is not None and _is_settled(year, before.counted_on, day):
        planned = Attendance(before.planned, before.attended)
    else:
        first, last = school_year_dates(year)
        schedule = _schedule(one, facts, ran)
        planned = attendance(schedule, first, min(last, day - A_DAY), followed)
    return UseOfYear(
        traject=one,
        school_year=year,
        **_place(one, year, before, day),
        ran=ran is not None and year in ran.years,
        seconds=use.seconds,
        connections=use.connections,
        reconnects=use.reconnects,
        followed=len(followed),
        planned=planned.planned,
        attended=planned.attended,
        first_month=use.first_month,
        last_month=use.last_month,
        counted_on=day,
    )


def _schedule(one: Traject, facts: YearFacts, ran: Ran | None) -> Schedule:
    return Schedule(
        noon=noon_at(one),
        ran=ran.in_use if ran else (),
        slots=facts.slots.get(one.pk, ()),
        extras=facts.extras.get(one.pk, ()),
        exceptions=facts.exceptions.get(one.pk, {}),
        closed=facts.closed_at(one.school_id),
        shares=facts.steps.get(one.pk, ()),
    )


def _place(
    one: Traject, year: int, before: UseOfYear | None, day: date
) -> dict[str, Any]:
    """The school of now, unless this year is over, or the file is in the next one."""
    is_past = year < school_year(day) or year < one.school_year
    if before is not None and is_past:
        return {"school_id": before.school_id, "province": before.province}
    province = one.school.province if one.school else ""
    return {"school_id": one.school_id, "province": province}


def _is_settled(year: int, counted_on: date, day: date) -> bool:
    """The year was counted whole, and what was called off in it is kept no longer."""
    last = school_year_dates(year)[1]
    return counted_on > last and day > last + KEEP_DAYS * A_DAY
