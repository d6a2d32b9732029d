"""One row for each application, with what was decided and how soon we called.

A file that went on in another counts with that one. The rules of the five days are
those of the office (`casework.fivedays`), which the database applies here by a table
of days; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Min, QuerySet
from django.utils import timezone

from sio.casework.fivedays import due_on
from sio.core.time import school_year
from sio.schools.workdays import SchoolCalendar, WorkCalendar
from sio.statistics.families.erased import Columns, kept
from sio.statistics.families.sql import (
    as_date,
    as_stored,
    date_literal,
    listed,
    numbers,
    start_of,
)
from sio.statistics.rows import Family, Select
from sio.trajects.models import Traject
from sio.trajects.workflow import OVER, SHARED, State

A_DAY = timedelta(days=1)
# What a state says of the answer; AGREED and all that can only follow it are one.
DECISIONS = dict.fromkeys(SHARED, "agreed") | {
    State.LATER: "later",
    State.WAITING: "waiting",
    State.REFUSED: "refused",
    State.NOT_FEASIBLE: "not_feasible",
    State.WITHDRAWN: "withdrawn",
}


def gather(cutoff: datetime, years: range) -> Select:
    """All that came in by `cutoff`, as they stand now; none of before these years."""
    since = start_of(years[0])
    mine = Traject.objects.filter(received_at__gte=since)
    since_then = f"received_at >= '{as_stored(since)}'"
    keys = f"SELECT id FROM trajects_traject WHERE {since_then}"
    return _select(cutoff, mine, f" AND t.{since_then}", f" AND traject_id IN ({keys})")


def of_files(files: Collection[int]) -> Select:
    """Those of these files alone, as of now."""
    mine = Traject.objects.filter(pk__in=files)
    keys = numbers(files)
    only = f" AND t.id IN {keys}", f" AND traject_id IN {keys}"
    return _select(timezone.now(), mine, *only)


def _select(
    cutoff: datetime, files: QuerySet[Traject], only_files: str, only_theirs: str
) -> Select:
    first = files.aggregate(first=Min("received_at"))["first"] or cutoff
    first_day, day = timezone.localdate(min(first, cutoff)), timezone.localdate(cutoff)
    calendar = _Calendar(first_day, day)
    decided = " ".join(
        f"WHEN '{state.value}' THEN '{answer}'" for state, answer in DECISIONS.items()
    )
    nowhere = f"(0, {date_literal(date.min)})"  # for a list is never empty
    words = {
        "days": ", ".join(calendar.days()),
        "closed": ", ".join([nowhere, *calendar.closed_schools()]),
        "received": as_date("t.received_at"),
        "given_up": as_date("t.state_since"),
        "family": as_date(_FIRST.format("family")),
        "school": as_date(_FIRST.format("school")),
        "over": listed(one.value for one in OVER),
        "decided": decided,
        "today": date_literal(day),
        "only_files": only_files,
        "only_theirs": only_theirs,
    }
    moment = as_stored(cutoff)
    return Select(_SQL.format(**words), (moment, moment))


class _Calendar:
    """What the rules ask of each day, as rows of a table."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.work = WorkCalendar.load(first, last)
        self.schools = SchoolCalendar.load(first, last)

    def days(self) -> Iterator[str]:
        """Day, school year, last day in time, working days so far, and whether schools
        were closed on one within the term."""
        closed = self._closed_so_far()
        number = 0
        for day in self._until(self.last):
            number += self.work.is_working_day(day)
            due = due_on(day, self.work)
            within = closed[due] > closed[day]
            year = school_year(day)
            facts = date_literal(day), str(year), date_literal(due)
            yield f"({', '.join(facts)}, {number}, {within:d})"

    def closed_schools(self) -> Iterator[str]:
        """The working days on which a single school was closed: school, day."""
        for school, days in self.schools.at_school.items():
            for day in sorted(days):
                if self._is_loaded(day) and self.work.is_working_day(day):
                    yield f"({school}, {date_literal(day)})"

    def _closed_so_far(self) -> dict[date, int]:
        """How many working days all schools were closed on, up to each day."""
        found, number = {}, 0
        for day in self._until(due_on(self.last, self.work)):
            number += self.work.is_working_day(day) and self.schools.is_holiday(day)
            found[day] = number
        return found

    def _is_loaded(self, day: date) -> bool:
        return self.work.first <= day <= self.work.last

    def _until(self, last: date) -> Iterator[date]:
        span = range((last - self.first).days + 1)
        return (self.first + number * A_DAY for number in span)


_FIRST = "MIN(CASE WHEN m.with_whom = '{}' THEN m.happened_at END)"
# By DISTINCT PostgreSQL sees that the days are few; else it sorts all files by day.
_SQL = """
WITH days (day, year, due, number, closed) AS (VALUES {days}),
closed_schools (school_id, day) AS (VALUES {closed}),
refusals AS (
  SELECT traject_id, rule_id, ROW_NUMBER()
    OVER (PARTITION BY traject_id ORDER BY at DESC, id DESC) AS place
  FROM casework_decision WHERE outcome = 'refused'{only_theirs}
),
facts AS (
  SELECT t.id, t.state, t.level, t.school_id, t.application_id,
    {received} AS received_on,
    CASE WHEN t.state IN {over} THEN {given_up} END AS given_up_on,
    {family} AS family_on, {school} AS school_on
  FROM trajects_traject t LEFT JOIN casework_contactmoment m
    ON m.traject_id = t.id AND m.reached AND m.with_whom IN ('family', 'school')
    AND m.happened_at <= %s
    AND m.id NOT IN (SELECT moment_id FROM casework_contactcorrection)
  WHERE t.state <> 'merged' AND t.received_at <= %s{only_files}
  GROUP BY t.id
),
told AS (
  SELECT f.*, d.year, d.due, d.number, d.closed,
    CASE WHEN f.school_on >= f.family_on THEN f.school_on
      WHEN f.school_on < f.family_on THEN f.family_on END AS both_on
  FROM facts f JOIN (SELECT DISTINCT * FROM days) d ON d.day = f.received_on
),
closed_within AS (
  SELECT DISTINCT o.id FROM told o JOIN closed_schools x
    ON x.school_id = o.school_id AND x.day > o.received_on AND x.day <= o.due
),
judged AS (
  SELECT o.*, CASE
    WHEN o.both_on <= o.due THEN 'in_time'
    WHEN o.given_up_on <= o.due THEN 'dropped'
    WHEN o.both_on IS NULL AND {today} <= o.due THEN 'running'
    WHEN o.family_on <= o.due AND (o.closed = 1 OR w.id IS NOT NULL)
      THEN 'school_closed'
    ELSE 'late' END AS contact
  FROM told o LEFT JOIN closed_within w ON w.id = o.id
)
SELECT j.year, COALESCE(s.province, ''), j.level, COALESCE(a.role, ''),
  CASE j.state {decided} ELSE 'open' END,
  CASE WHEN j.state = 'refused' THEN COALESCE(r.rule_id, '') ELSE '' END,
  j.contact,
  CASE WHEN j.contact IN ('in_time', 'late') THEN 'yes' ELSE 'no' END,
  CASE WHEN j.both_on <= j.received_on THEN 0 ELSE b.number - j.number END
FROM judged j
LEFT JOIN days b ON b.day = j.both_on
LEFT JOIN schools_school s ON s.id = j.school_id
LEFT JOIN intake_application a ON a.id = j.application_id
LEFT JOIN refusals r ON r.traject_id = j.id AND r.place = 1
"""

COLUMNS: Columns = (
    ("school_year", "integer"),
    ("province", "text"),
    ("level", "text"),
    ("role", "text"),
    ("decision", "text"),
    ("rule", "text"),
    ("contact", "text"),
    ("judged", "text"),
    ("working_days", "integer"),
)
APPLICATIONS = Family(
    name="applications",
    columns=COLUMNS,
    gather=gather,
    kept=kept("applications", COLUMNS),
)
