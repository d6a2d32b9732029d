"""Schools, places, regions, and the days that count or do not."""

from __future__ import annotations

from sio.schools.models.calendar import ClosingDay, Holiday
from sio.schools.models.places import Municipality, Place
from sio.schools.models.regions import Region, RegionArea, RegionConsultant
from sio.schools.models.school import Contact, Location, School, SchoolClass
from sio.schools.models.upload import SchoolListUpload

__all__ = [
    "ClosingDay",
    "Contact",
    "Holiday",
    "Location",
    "Municipality",
    "Place",
    "Region",
    "RegionArea",
    "RegionConsultant",
    "School",
    "SchoolClass",
    "SchoolListUpload",
]
