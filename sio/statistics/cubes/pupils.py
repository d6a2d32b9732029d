"""Pupils, for how many months, and why: each counted once per school year."""

from __future__ import annotations

from sio.statistics.cubes.recipe import (
    PROVINCES,
    YEAR,
    Dimension,
    Figure,
    Recipe,
    Tally,
    count,
    least,
    mean,
    most,
    share,
)
from sio.statistics.families.pupils import PUPILS

MAIN = Dimension("main", ("psychological", "physical"))
GROUP = Dimension("group", within="main")
LEVEL = Dimension("level", ("nursery", "primary", "secondary"))
EARLIER = Dimension("earlier", ("yes", "no"), asked=True)
# How many trajects there are is not said: less the pupils it is how many more than one
# there were, a small number that no other figure would hide.
HOW_MANY = Dimension(
    "how_many", ("one", "more"), sql="CASE WHEN trajects > 1 THEN 'more' ELSE 'one' END"
)
_PSYCHOLOGICAL = {"main": "psychological"}
_PEOPLE = (count("pupils", "pupils"),)
_SHARE = (*_PEOPLE, share())
# Whom a whole school year was suspended has no month to count.
_WITH_ACTIVE = Tally("COUNT(active_months)")
_WORDS = ("school_year", "pupil", "two_years")
_BY_PROVINCE = (*_WORDS, "province_school")
_BY_GROUP = (*_WORDS, "reason_groups")


def _duration(column: str) -> tuple[Figure, ...]:
    return (
        least("min", "months", column),
        mean("mean", "months", column),
        most("max", "months", column),
    )


CUBES = (
    Recipe(
        name="pupils_per_province_per_school_year",
        version=1,
        family=PUPILS,
        dimensions=(YEAR, PROVINCES),
        figures=_PEOPLE,
        universe="pupils",
        definitions=_BY_PROVINCE,
    ),
    Recipe(
        name="duration_per_province_per_school_year",
        version=1,
        family=PUPILS,
        dimensions=(YEAR, PROVINCES),
        figures=_duration("months"),
        universe="pupils",
        definitions=(*_BY_PROVINCE, "duration", "whole_school_year"),
    ),
    Recipe(
        name="duration_without_suspension_per_province_per_school_year",
        version=1,
        family=PUPILS,
        dimensions=(YEAR, PROVINCES),
        figures=_duration("active_months"),
        universe="pupils_not_suspended",
        definitions=(
            *_BY_PROVINCE,
            "duration_without_suspension",
            "whole_school_year",
        ),
        people=_WITH_ACTIVE,
    ),
    Recipe(
        name="psychological_per_province_per_school_year",
        version=1,
        family=PUPILS,
        dimensions=(YEAR, PROVINCES),
        figures=_PEOPLE,
        universe="pupils",
        definitions=(*_BY_PROVINCE, "reason_groups"),
        where=_PSYCHOLOGICAL,
    ),
    Recipe(
        name="psychological_duration_per_province_per_school_year",
        version=1,
        family=PUPILS,
        dimensions=(YEAR, PROVINCES),
        figures=_duration("months"),
        universe="pupils",
        definitions=(
            *_BY_PROVINCE,
            "reason_groups",
            "duration",
            "whole_school_year",
        ),
        where=_PSYCHOLOGICAL,
    ),
    Recipe(
        name="psychological_duration_without_suspension_per_province_per_school_year",
        version=1,
        family=PUPILS,
        dimensions=(YEAR, PROVINCES),
        figures=_duration("active_months"),
        universe="pupils_not_suspended",
        definitions=(
            *_BY_PROVINCE,
            "reason_groups",
            "duration_without_suspension",
            "whole_school_year",
        ),
        where=_PSYCHOLOGICAL,
        people=_WITH_ACTIVE,
    ),
    Recipe(
        name="reason_groups_per_school_year",
        version=1,
        family=PUPILS,
        dimensions=(YEAR, MAIN),
        figures=_SHARE,
        universe="pupils",
        definitions=(*_BY_GROUP, "share"),
    ),
    Recipe(
        name="reasons_per_school_year",
        version=1,
        family=PUPILS,
        dimensions=(YEAR, MAIN, GROUP),
        figures=_SHARE,
        universe="pupils",
        definitions=(*_BY_GROUP, "reasons", "share"),
    ),
    Recipe(
        name="levels_per_school_year",
        version=1,
        family=PUPILS,
        dimensions=(YEAR, LEVEL),
        figures=_SHARE,
        universe="pupils",
        definitions=(*_WORDS, "level", "share"),
    ),
    Recipe(
        name="reason_groups_per_level_per_school_year",
        version=1,
        family=PUPILS,
        dimensions=(YEAR, LEVEL, MAIN),
        figures=_SHARE,
        universe="pupils",
        definitions=(*_BY_GROUP, "level", "share"),
    ),
    Recipe(
        name="multi_year_share_per_school_year",
        version=1,
        family=PUPILS,
        dimensions=(YEAR, EARLIER),
        figures=_SHARE,
        universe="pupils",
        definitions=(*_WORDS, "multi_year", "share"),
    ),
    Recipe(
        name="trajects_per_school_year",
        version=2,
        family=PUPILS,
        dimensions=(YEAR, HOW_MANY),
        figures=_SHARE,
        universe="pupils",
        definitions=(*_WORDS, "traject", "share"),
    ),
)
