"""What lines were used for, by whom and where; none of it knows why a child is ill."""

from __future__ import annotations

from sio.statistics.cubes.figures import AN_HOUR, SECONDS, Ratio, hours, ratio
from sio.statistics.cubes.recipe import (
    PROVINCES,
    YEAR,
    Dimension,
    Recipe,
    Tally,
    count,
    doers,
    least,
    mean,
    most,
    share,
    total,
)
from sio.statistics.families.schools import SCHOOLS
from sio.statistics.families.use import USE

HOMES = Dimension("home_province", PROVINCES.values)
LEVEL = Dimension("level", ("nursery", "primary", "secondary"))
NET = Dimension("net", ("go", "free", "official", "other"))
REACHED = Dimension("reached", ("yes", "no"))
# Whose line had a lesson: of the others nothing can be said of months.
WITH_LESSONS = Tally("COUNT(lesson_months)")
ATTENDED = Ratio(
    Tally("SUM(attended)"),
    Tally("SUM(planned)"),
    times=100,
    people=doers("planned"),
    sums=("attended", "planned"),
)
STABLE = Ratio(
    Tally("SUM(reconnects)"),
    SECONDS,
    times=AN_HOUR,
    places=2,
    people=doers("seconds"),
    sums=("reconnects", "hours"),
)
_WORDS = ("school_year", "pupil_of_the_line")
_BY_PROVINCE = (*_WORDS, "province_school_of_year")

CUBES = (
    Recipe(
        name="pupils_per_home_province_per_school_year",
        version=1,
        family=USE,
        dimensions=(YEAR, HOMES),
        figures=(count("pupils", "pupils"), share()),
        universe="use",
        definitions=(*_WORDS, "province_home", "share"),
    ),
    Recipe(
        name="pupils_per_net_per_school_year",
        version=1,
        family=USE,
        dimensions=(YEAR, NET),
        figures=(count("pupils", "pupils"), share()),
        universe="use",
        definitions=(*_WORDS, "net", "share"),
    ),
    Recipe(
        name="schools_reached_per_province_per_school_year",
        version=1,
        family=SCHOOLS,
        dimensions=(YEAR, PROVINCES),
        figures=(count("schools", "schools"),),
        universe="schools",
        definitions=("school_year", "school_reached", "province_school_of_year"),
        where={"reached": "yes"},
    ),
    Recipe(
        name="share_of_schools_reached_per_province",
        version=1,
        family=SCHOOLS,
        dimensions=(YEAR, PROVINCES, REACHED),
        figures=(count("schools", "schools"), share()),
        universe="schools",
        definitions=(
            "school_year",
            "school_reached",
            "schools_listed",
            "share_of_counted",
        ),
        where={"listed": "yes"},
    ),
    Recipe(
        name="hours_per_province_per_school_year",
        version=2,
        family=USE,
        dimensions=(YEAR, PROVINCES),
        figures=(hours(),),
        universe="use",
        definitions=(*_BY_PROVINCE, "hours_of_use", "sum_of_use"),
    ),
    Recipe(
        name="half_days_per_province_per_school_year",
        version=2,
        family=USE,
        dimensions=(YEAR, PROVINCES),
        figures=(total("followed", "half_days", "followed"),),
        universe="use",
        definitions=(*_BY_PROVINCE, "half_day_followed", "sum_of_use"),
    ),
    Recipe(
        name="planned_and_followed_half_days_per_school_year",
        version=2,
        family=USE,
        dimensions=(YEAR, LEVEL),
        figures=(
            total("planned", "half_days", "planned"),
            total("attended", "half_days", "attended"),
            ratio("attended_share", "percent", ATTENDED),
            total("followed", "half_days", "followed"),
        ),
        universe="use",
        definitions=(
            *_WORDS,
            "level",
            "half_day_planned",
            "half_day_followed",
            "sum_of_use",
        ),
    ),
    Recipe(
        name="line_stability_per_school_year",
        version=2,
        family=USE,
        dimensions=(YEAR,),
        figures=(
            hours(),
            total("connections", "connections", "connections"),
            total("reconnects", "reconnects", "reconnects"),
            ratio("reconnects_per_hour", "per_hour", STABLE),
        ),
        universe="use",
        definitions=(*_WORDS, "hours_of_use", "connection", "reconnect", "sum_of_use"),
    ),
    Recipe(
        name="lesson_duration_per_province_per_school_year",
        version=1,
        family=USE,
        dimensions=(YEAR, PROVINCES),
        figures=(
            least("min", "months", "lesson_months"),
            mean("mean", "months", "lesson_months"),
            most("max", "months", "lesson_months"),
        ),
        universe="use_with_lessons",
        definitions=(*_BY_PROVINCE, "duration_lessons", "whole_school_year"),
        people=WITH_LESSONS,
    ),
)
