"""One row for each pupil in each school year in which its line ran, and what it did.

Without a reason: who was ill of what is in another family, and no row here leads there.
The sums were made beforehand (`actions.use_of_year`). A pupil with two trajects in one
year is one row, with the school of the last one; those that are erased count along.
Lessons of a summer add no month.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sio.core.time import FIRST_MONTH
from sio.statistics.families.erased import Columns, kept
from sio.statistics.families.pupils import SCHOOL_MONTHS
from sio.statistics.families.sql import month_number, numbers, of_last
from sio.statistics.rows import Family, Select


def gather(_cutoff: datetime, years: range) -> Select:
    """All rows of these years: the sums are of now."""
    within = f"school_year IN {numbers(years)}"
    found = _select(f" AND u.{within}", f" WHERE f.{within}", "")
    return replace(found, fits=True)


def of_pupil(pupil: int, years: Collection[int]) -> Select:
    """Those of one pupil in these school years, one at least."""
    return _select(
        f" AND t.pupil_id = {int(pupil)}",
        f" WHERE f.pupil_id = {int(pupil)}",
        f" WHERE s.school_year IN {numbers(years)}",
    )


def _select(only_files: str, only_former: str, only_years: str) -> Select:
    return Select(
        _SQL.format(
            first=month_number("y.first_month"),
            last=month_number("y.last_month"),
            june=f"12 * y.school_year + {FIRST_MONTH + SCHOOL_MONTHS - 1}",
            said=", ".join(map(of_last, ("province", "level", "network"))),
            only_files=only_files,
            only_former=only_former,
            only_years=only_years,
        )
    )


_SQL = """
WITH parts AS (
  SELECT t.pupil_id, u.school_year, t.id AS number, 0 AS place, u.province, t.level,
    COALESCE(s.network, '') AS network, u.seconds, u.followed, u.planned, u.attended,
    u.connections, u.reconnects, u.first_month, u.last_month
  FROM statistics_useofyear u
  JOIN trajects_traject t ON t.id = u.traject_id
  LEFT JOIN schools_school s ON s.id = u.school_id
  WHERE u.ran{only_files}
  UNION ALL
  SELECT f.pupil_id, f.school_year, f.after, f.rank, f.province, f.level, f.network,
    f.seconds, f.followed, f.planned, f.attended, f.connections, f.reconnects,
    f.first_month, f.last_month
  FROM statistics_formeruse f{only_former}
),
ranked AS (
  SELECT s.*, ROW_NUMBER() OVER (PARTITION BY pupil_id, school_year
    ORDER BY number DESC, place DESC) AS from_last
  FROM parts s{only_years}
),
years AS (
  SELECT pupil_id, school_year, {said},
    SUM(seconds) AS seconds, SUM(followed) AS followed, SUM(planned) AS planned,
    SUM(attended) AS attended, SUM(connections) AS connections,
    SUM(reconnects) AS reconnects, MIN(NULLIF(first_month, '')) AS first_month,
    MAX(NULLIF(last_month, '')) AS last_month
  FROM ranked GROUP BY pupil_id, school_year
)
SELECT y.school_year, y.province, p.home_province, y.level, y.network,
  y.seconds, y.followed, y.planned, y.attended, y.connections, y.reconnects,
  CASE WHEN y.first_month IS NULL THEN NULL
    WHEN {first} > {june} THEN 1
    WHEN {last} > {june} THEN {june} - ({first}) + 1
    ELSE {last} - ({first}) + 1 END
FROM years y JOIN trajects_pupil p ON p.id = y.pupil_id
"""

COLUMNS: Columns = (
    ("school_year", "integer"),
    ("province", "text"),
    ("home_province", "text"),
    ("level", "text"),
    ("net", "text"),
    ("seconds", "integer"),
    ("followed", "integer"),
    ("planned", "integer"),
    ("attended", "integer"),
    ("connections", "integer"),
    ("reconnects", "integer"),
    ("lesson_months", "integer"),
)
USE = Family(name="use", columns=COLUMNS, gather=gather, kept=kept("use", COLUMNS))
