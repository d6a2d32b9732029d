"""One row for each school that was reached in a school year; of this year, for all.

How many schools there were in earlier years the list does not tell: it has the schools
of now, with the day on which some closed.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from sio.core.time import school_year, school_year_dates
from sio.statistics.families.sql import numbers
from sio.statistics.rows import Family, Select


def gather(cutoff: datetime, years: range) -> Select:
    """Schools at which a line ran; in the year of `cutoff` the others on the list too.

    On the list: funded by Flanders, and not closed before the year began. Who was
    reached is listed, whatever the list says. Where a school was in a year, says the
    last file there that year; once a file there was erased, what it said then.
    """
    year = school_year(timezone.localdate(cutoff))
    first = school_year_dates(year)[0].isoformat()
    sql = _SQL.format(years=numbers({*years, year}))
    return Select(sql, (year, year, first, year))


_SQL = """
WITH last AS (
  SELECT school_id, school_year, MAX(id) AS id FROM statistics_useofyear
  WHERE ran AND school_id IS NOT NULL AND school_year IN {years}
  GROUP BY school_id, school_year
),
reached AS (
  SELECT school_id, school_year, province FROM statistics_reachedschool
  UNION ALL
  SELECT l.school_id, l.school_year, u.province
  FROM last l JOIN statistics_useofyear u ON u.id = l.id
  WHERE NOT EXISTS (SELECT 1 FROM statistics_reachedschool k
    WHERE k.school_id = l.school_id AND k.school_year = l.school_year)
)
SELECT r.school_year, r.province, s.network, 'yes',
  CASE WHEN r.school_year = %s THEN 'yes' ELSE 'no' END
FROM reached r JOIN schools_school s ON s.id = r.school_id
UNION ALL
SELECT CAST(%s AS integer), s.province, s.network, 'no', 'yes' FROM schools_school s
WHERE s.funded AND (s.closed_on IS NULL OR s.closed_on > %s) AND NOT EXISTS (
  SELECT 1 FROM reached r WHERE r.school_id = s.id AND r.school_year = %s)
"""

SCHOOLS = Family(
    name="schools",
    columns=(
        ("school_year", "integer"),
        ("province", "text"),
        ("net", "text"),
        ("reached", "text"),
        ("listed", "text"),
    ),
    gather=gather,
)
