"""One row for each pupil in each school year, of the system and of before it.

The rows with a reason group come from rows that already have no name (docs/adr/0028),
at the precision of months; no number of a pupil goes along, nor of a row.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from sio.core.time import FIRST_MONTH
from sio.statistics.families.sql import by_bytes, month_number, of_last
from sio.statistics.rows import Family, Select
from sio.trajects.models import PseudonymRow

SCHOOL_MONTHS = 10  # September to June: with July and August there would be twelve
_SAID = ("province", "level", "main", "reason")
_JUNE = SCHOOL_MONTHS - 1  # from September
# Of one stretch without a pause; who ran in the summer alone has one.
_MONTHS = f"""
  CASE WHEN first - september > {_JUNE} THEN 1 ELSE 1
    + CASE WHEN last - september < {_JUNE} THEN last - september ELSE {_JUNE} END
    - CASE WHEN first > september THEN first - september ELSE 0 END END"""


def gather(cutoff: datetime, years: range) -> Select:
    """Those of these years as of `cutoff`: what runs then counts until that month."""
    until = f"{timezone.localtime(cutoff):%Y-%m}"
    # Of the year before the first it is asked whether anybody had one.
    earlier = f"{years[0] - 1}-{FIRST_MONTH - 1:02}"
    order = (f"{by_bytes(f's.{name}')} DESC" for name in ("suspended", *_SAID))
    return Select(
        _SQL.format(
            years=", ".join(f"({year})" for year in years),
            started=_from_september("started"),
            began=_from_september("began"),
            ended=_from_september("ended"),
            now=_from_september(f"'{until}'"),
            has_begun=f"{by_bytes('started')} <= '{until}'",
            has_ended=f"{by_bytes('ended')} BETWEEN '0' AND '{until}'",
            ended_before=f"{by_bytes('ended')} BETWEEN '0' AND '{earlier}'",
            first_away=_from_september("SUBSTR(rest, 1, 7)"),
            last_away=_from_september("SUBSTR(rest, 9, 7)"),
            province=_as_it_was("province", 0, PseudonymRow.PROVINCE_SIGNS),
            level=_as_it_was(
                "level", PseudonymRow.PROVINCE_SIGNS, PseudonymRow.LEVEL_SIGNS
            ),
            ran=_bits("s.first", "s.last"),
            away=_bits("p.first", "p.last"),
            all_away=_each_bit("bits"),
            order=", ".join(order),
            months=_MONTHS,
            said=", ".join(map(of_last, _SAID)),
            months_ran=_school_months("ran"),
            months_active=_school_months("active"),
        ),
        fits=True,
    )


def _from_september(month: str) -> str:
    """A month such as "2026-11" as a number, so that a twelfth is its school year."""
    return f"({month_number(month)} - {FIRST_MONTH})"


def _as_it_was(column: str, start: int, signs: int) -> str:
    """What stretch s said of year y if that is past, else what it says now."""
    before = f"{PseudonymRow.PLACE_SIGNS} * (y.year - s.first / 12)"
    said = f"RTRIM(SUBSTR(s.places, {before} + {start + 1}, {signs}))"
    return f"CASE WHEN LENGTH(s.places) > {before} THEN {said} ELSE s.{column} END"


def _bits(first: str, last: str) -> str:
    """The months of year y from `first` up to `last`: September is the lowest bit."""
    start = "12 * y.year"
    low = f"CASE WHEN {first} > {start} THEN {first} - {start} ELSE 0 END"
    high = f"CASE WHEN {last} < {start} + 11 THEN {last} - {start} ELSE 11 END"
    return f"((2 << ({high})) - (1 << ({low})))"


def _each_bit(bits: str) -> str:
    """The months that any of the rows has: SQLite has no BIT_OR."""
    return " + ".join(f"MAX({bits} & {1 << place})" for place in range(12))


def _school_months(bits: str) -> str:
    """How many are no summer; who ran in the summer alone has one."""
    months = " + ".join(f"MAX(({bits} >> {at}) & 1)" for at in range(SCHOOL_MONTHS))
    in_summer_alone = f"MAX({bits}) > 0 AND {months} = 0"
    return f"CASE WHEN {in_summer_alone} THEN 1 ELSE {months} END"


# A stretch is one traject, in months of which a twelfth is the school year. Most pupils
# have one, without a pause (plain); of others the months of a year are bits, which all
# their stretches have together. `texts` takes "2020-03/2020-05 2020-11/" apart, one
# period at a time: with the space after it that is 16 signs, or 9 without an end.
_SQL = """
WITH RECURSIVE years (year) AS (VALUES {years}),
several AS (
  SELECT pupil, MIN(started) AS began FROM trajects_pseudonymrow
  WHERE pupil IS NOT NULL AND {has_begun} GROUP BY pupil HAVING COUNT(*) > 1
),
former AS (
  SELECT r.* FROM statistics_historyrow r
  JOIN statistics_historyimport i ON i.id = r.batch_id AND i.withdrawn_at IS NULL
  WHERE {has_begun}
),
former_several AS (
  SELECT pupil, MIN(started) AS began FROM former GROUP BY pupil HAVING COUNT(*) > 1
),
kept AS (
  SELECT CAST(COALESCE(r.pupil, r.key) AS text) AS whose, s.began, started, ended,
    CAST(suspended AS text) AS suspended, province, level, main, "group" AS reason,
    places
  FROM trajects_pseudonymrow r LEFT JOIN several s ON s.pupil = r.pupil
  WHERE {has_begun}
  UNION ALL
  SELECT 'h' || f.pupil, s.began, started, ended, CAST(suspended AS text), province,
    level, main, "group", ''
  FROM former f LEFT JOIN former_several s ON s.pupil = f.pupil
),
stretches AS (
  SELECT whose, suspended, province, level, main, reason, places, {started} AS first,
    CASE WHEN {has_ended} THEN {ended} ELSE {now} END AS last,
    CASE WHEN {has_ended} THEN 0 ELSE 1 END AS is_on,
    CASE WHEN began IS NULL THEN {started} ELSE {began} END / 12 AS began,
    began IS NULL AND suspended = '' AS is_plain
  FROM kept WHERE NOT {ended_before}
),
known AS (
  SELECT y.year, CASE WHEN EXISTS (
    SELECT 1 FROM stretches s WHERE y.year - 1 BETWEEN s.first / 12 AND s.last / 12
  ) THEN 'no' ELSE '' END AS is_new FROM years y
),
plain AS (
  SELECT {province} AS province, {level} AS level, s.main, s.reason, s.first, s.last,
    s.began, y.year, y.is_new, 12 * y.year AS september
  FROM stretches s JOIN known y ON y.year BETWEEN s.first / 12 AND s.last / 12
  WHERE s.is_plain
),
texts (suspended, first, last, rest) AS (
  SELECT DISTINCT suspended, 0, 0, suspended FROM stretches WHERE suspended <> ''
  UNION ALL
  SELECT suspended, {first_away},
    CASE WHEN SUBSTR(rest, 9, 1) IN ('', ' ') THEN {now} ELSE {last_away} END,
    SUBSTR(rest, CASE WHEN SUBSTR(rest, 9, 1) IN ('', ' ') THEN 10 ELSE 17 END)
  FROM texts WHERE rest <> ''
),
periods AS (
  SELECT p.suspended, y.year, {away} AS bits FROM texts p
  JOIN years y ON y.year BETWEEN p.first / 12 AND p.last / 12
  WHERE p.first <= p.last
),
pauses AS (
  SELECT suspended, year, {all_away} AS away FROM periods GROUP BY suspended, year
),
runs AS (
  SELECT s.whose, {province} AS province, {level} AS level, s.main, s.reason, s.began,
    y.year, y.is_new, {ran} AS ran, {ran} & ~COALESCE(p.away, 0) AS active,
    ROW_NUMBER() OVER (PARTITION BY s.whose, y.year
      ORDER BY s.is_on DESC, s.last DESC, s.first DESC, {order}) AS from_last
  FROM stretches s
  JOIN known y ON y.year BETWEEN s.first / 12 AND s.last / 12
  LEFT JOIN pauses p ON p.suspended = s.suspended AND p.year = y.year
  WHERE NOT s.is_plain
)
SELECT year, province, level, main, reason, {months}, {months}, 1,
  CASE WHEN year > began THEN 'yes' ELSE is_new END
FROM plain
UNION ALL
SELECT year, {said},
  {months_ran}, NULLIF({months_active}, 0), COUNT(*),
  CASE WHEN year > began THEN 'yes' ELSE is_new END
FROM runs GROUP BY whose, year, began, is_new
"""

PUPILS = Family(
    name="pupils",
    columns=(
        ("school_year", "integer"),
        ("province", "text"),
        ("level", "text"),
        ("main", "text"),
        ("group", "text"),
        ("months", "integer"),
        ("active_months", "integer"),
        ("trajects", "integer"),
        ("earlier", "text"),
    ),
    gather=gather,
)
