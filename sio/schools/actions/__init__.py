"""Writes: one function per thing that a person does."""

from __future__ import annotations

from sio.schools.actions.allowed import SchoolNotAllowed
from sio.schools.actions.calendar import (
    copy_holidays,
    delete_closing_day,
    delete_holiday,
    keep_closing_day,
    keep_holiday,
)
from sio.schools.actions.places import load_places
from sio.schools.actions.regions import (
    AreaTaken,
    AreaWrong,
    NotForRegions,
    RegionConsultantEnded,
    add_area,
    add_region_consultant,
    delete_area,
    end_region_consultant,
    keep_region,
)
from sio.schools.actions.school import (
    ContactEnded,
    change_contact,
    class_of,
    end_contact,
    invite_contact,
    keep_location,
    keep_school,
)
from sio.schools.actions.school_list import (
    ImportReport,
    SchoolListGone,
    delete_old_uploads,
    delete_upload,
    import_schools,
    keep_upload,
    take_in_upload,
)

__all__ = [
    "AreaTaken",
    "AreaWrong",
    "ContactEnded",
    "ImportReport",
    "NotForRegions",
    "RegionConsultantEnded",
    "SchoolListGone",
    "SchoolNotAllowed",
    "add_area",
    "add_region_consultant",
    "change_contact",
    "class_of",
    "copy_holidays",
    "delete_area",
    "delete_closing_day",
    "delete_holiday",
    "delete_old_uploads",
    "delete_upload",
    "end_contact",
    "end_region_consultant",
    "import_schools",
    "invite_contact",
    "keep_closing_day",
    "keep_holiday",
    "keep_location",
    "keep_region",
    "keep_school",
    "keep_upload",
    "load_places",
    "take_in_upload",
]
