"""Applications, what was decided, how trajects ended, and who waits."""

from __future__ import annotations

from sio.statistics.cubes.figures import NUMBER, many
from sio.statistics.cubes.recipe import (
    PROVINCES,
    YEAR,
    Dimension,
    Recipe,
    count,
    mean,
    share,
)
from sio.statistics.families.applications import APPLICATIONS
from sio.statistics.families.ends import ENDS
from sio.statistics.families.received import RECEIVED
from sio.statistics.families.waiting import MATERIAL, WAITING

DECISION = Dimension(
    "decision",
    ("agreed", "later", "not_feasible", "refused", "withdrawn", "waiting", "open"),
)
ROLE = Dimension(
    "role",
    (
        "parent",
        "pupil",
        "school",
        "clb",
        "doctor",
        "hospital",
        "therapist",
        "other",
    ),
)
RULE = Dimension("rule")
CONTACT = Dimension("contact", ("in_time", "late"))
OUTCOME = Dimension("outcome", ("back", "partly", "other_teaching", "stopped", "other"))
WANTED = Dimension("wanted_year", summed=False)
PLACED = Dimension("material", ("used", "unused", "in_advance"))
_APPLIED = (count("applications", "applications"),)
_WORDS = ("school_year", "application")
_WAITING = ("application", "waiting", "province_school_now")

CUBES = (
    Recipe(
        name="applications_per_province_per_school_year",
        version=1,
        family=APPLICATIONS,
        dimensions=(YEAR, PROVINCES),
        figures=_APPLIED,
        universe="applications",
        definitions=(*_WORDS, "province_school_now"),
    ),
    Recipe(
        name="applications_to_date_per_school_year",
        version=1,
        family=RECEIVED,
        dimensions=(YEAR, PROVINCES),
        figures=(many("applications", "applications"),),
        universe="applications",
        definitions=(*_WORDS, "province_school_now", "to_date"),
        where={"to_date": "yes"},
        people=NUMBER,
    ),
    Recipe(
        name="applications_per_role_per_school_year",
        version=1,
        family=APPLICATIONS,
        dimensions=(YEAR, ROLE),
        figures=(*_APPLIED, share()),
        universe="applications",
        definitions=(*_WORDS, "role", "share_of_counted"),
    ),
    Recipe(
        name="decisions_per_school_year",
        version=1,
        family=APPLICATIONS,
        dimensions=(YEAR, DECISION),
        figures=(*_APPLIED, share()),
        universe="applications",
        definitions=(*_WORDS, "decision", "share_of_counted"),
    ),
    Recipe(
        name="refusal_reasons_per_school_year",
        version=1,
        family=APPLICATIONS,
        dimensions=(YEAR, RULE),
        figures=(*_APPLIED, share()),
        universe="applications",
        definitions=(*_WORDS, "decision", "refusal_reason", "share_of_counted"),
        where={"decision": "refused"},
    ),
    Recipe(
        name="contact_within_five_days_per_school_year",
        version=1,
        family=APPLICATIONS,
        dimensions=(YEAR, CONTACT),
        figures=(
            *_APPLIED,
            share(),
            mean("mean", "working_days", "working_days"),
        ),
        universe="applications",
        definitions=(*_WORDS, "contact_in_time", "working_day", "share_of_counted"),
        where={"judged": "yes"},
    ),
    Recipe(
        name="ends_per_school_year",
        version=1,
        family=ENDS,
        dimensions=(YEAR, OUTCOME),
        figures=(count("trajects", "trajects"), share()),
        universe="ends",
        definitions=("school_year", "traject", "outcome", "share_of_counted"),
    ),
    Recipe(
        name="waiting_now",
        version=1,
        family=WAITING,
        dimensions=(WANTED, PROVINCES),
        figures=(count("waiting", "pupils"),),
        universe="waiting",
        definitions=_WAITING,
    ),
    Recipe(
        name="waiting_days",
        version=2,
        family=WAITING,
        dimensions=(WANTED, PROVINCES),
        figures=(mean("mean", "days", "days"),),
        universe="waiting",
        definitions=_WAITING,
    ),
    Recipe(
        name="material_placed",
        version=1,
        family=MATERIAL,
        dimensions=(PROVINCES, PLACED),
        figures=(count("trajects", "trajects"), share()),
        universe="material",
        definitions=("traject", "material", "province_school_now", "share_of_counted"),
    ),
)
