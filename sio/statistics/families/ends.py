"""One row for each traject that ran and ended, with how it ended."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from sio.statistics.families.erased import Columns, kept
from sio.statistics.families.sql import (
    as_stored,
    day_of,
    numbers,
    school_year_of,
    start_of,
)
from sio.statistics.rows import Family, Select


def gather(cutoff: datetime, years: range) -> Select:
    """Those that ended by `cutoff`, none of before these years.

    The school year is that of the end; of two ends it would be the first.
    """
    since = as_stored(start_of(years[0]))
    return _select(cutoff, f" HAVING MIN(at) >= '{since}'")


def of_files(files: Collection[int]) -> Select:
    """Those of these files alone, as of now."""
    return _select(timezone.now(), f" HAVING traject_id IN {numbers(files)}")


def _select(cutoff: datetime, only: str) -> Select:
    sql = _SQL.format(year=school_year_of(day_of("e.at")), only=only)
    return Select(sql, (as_stored(cutoff),))


_SQL = """
WITH ends AS (
  SELECT traject_id, MIN(at) AS at FROM trajects_trajectchange
  WHERE new = 'ended' AND at <= %s GROUP BY traject_id{only}
)
SELECT {year}, COALESCE(s.province, ''), t.level, t.outcome
FROM ends e
JOIN trajects_traject t ON t.id = e.traject_id AND t.state IN ('ended', 'closed')
LEFT JOIN schools_school s ON s.id = t.school_id
WHERE t.id IN (SELECT traject_id FROM trajects_trajectchange WHERE new = 'active')
"""

COLUMNS: Columns = (
    ("school_year", "integer"),
    ("province", "text"),
    ("level", "text"),
    ("outcome", "text"),
)
ENDS = Family(name="ends", columns=COLUMNS, gather=gather, kept=kept("ends", COLUMNS))
