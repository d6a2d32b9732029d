"""Reads that more than one caller needs."""

from __future__ import annotations

from sio.schools.queries.calendar import (
    closing_days_visible_to,
    holidays_visible_to,
    in_school_year,
    is_school_day,
)
from sio.schools.queries.places import (
    places_matching,
    places_now,
    province_of_postcode,
    provinces_of_postcodes,
)
from sio.schools.queries.regions import (
    Gaps,
    RegionMap,
    consultants_of_region,
    people_for_regions,
    region_gaps,
    region_of,
    regions_visible_to,
    regions_without_consultant,
)
from sio.schools.queries.school import (
    found_by,
    locations_visible_to,
    look_for_schools,
    own_contacts,
    schools_matching,
    schools_visible_to,
    uploads_visible_to,
    with_numbers,
)

__all__ = [
    "Gaps",
    "RegionMap",
    "closing_days_visible_to",
    "consultants_of_region",
    "found_by",
    "holidays_visible_to",
    "in_school_year",
    "is_school_day",
    "locations_visible_to",
    "look_for_schools",
    "own_contacts",
    "people_for_regions",
    "places_matching",
    "places_now",
    "province_of_postcode",
    "provinces_of_postcodes",
    "region_gaps",
    "region_of",
    "regions_visible_to",
    "regions_without_consultant",
    "schools_matching",
    "schools_visible_to",
    "uploads_visible_to",
    "with_numbers",
]
