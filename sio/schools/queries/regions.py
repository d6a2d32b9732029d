"""Which region a school is in, who looks after it, and where nobody does."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet

from sio.accounts.models import Role, User
from sio.accounts.queries import people_with_role, working_roles
from sio.schools import rules
from sio.schools.models import Region, RegionArea, RegionConsultant, School
from sio.schools.provinces import SCHOOL_PROVINCES
from sio.schools.queries.places import places_now


@dataclass(frozen=True)
class RegionMap:
    """Every area with the key of its region, read once, for many schools."""

    provinces: dict[str, int]
    ranges: tuple[tuple[str, str, int], ...]

    @classmethod
    def load(cls) -> RegionMap:
        """As it is now; one query."""
        areas = list(RegionArea.objects.all())
        return cls(
            {area.province: area.region_id for area in areas if area.province},
            tuple(
                (area.first_postcode, area.last_postcode, area.region_id)
                for area in areas
                if area.first_postcode
            ),
        )

    def region_id(self, postcode: str, province: str) -> int | None:
        """The region of the postcodes it is among, else of its province, else None."""
        for first, last, region_id in self.ranges:
            if first <= postcode <= last:
                return region_id
        return self.provinces.get(province)


@dataclass(frozen=True)
class Gaps:
    """Where an application would find nobody; all empty if all is well."""

    postcodes: list[str]  # in no region, "9000", or "9000–9052" for neighbours
    regions: list[Region]  # without a consultant of now

    def __bool__(self) -> bool:
        return bool(self.postcodes or self.regions)


def regions_visible_to(user: User | AnonymousUser) -> QuerySet[Region]:
    """All regions for who divides them; by name."""
    if not rules.may_manage_regions(working_roles(user)):
        return Region.objects.none()
    return Region.objects.all()


def region_of(school: School) -> Region | None:
    """The region that looks after this school, or None if no area covers it."""
    region_id = RegionMap.load().region_id(school.postcode, school.province)
    return None if region_id is None else Region.objects.get(pk=region_id)


def consultants_of_region(region: Region) -> QuerySet[User]:
    """Who looks after it now and is a consultant still; by name."""
    held = RegionConsultant.objects.filter(
        region=region, user=OuterRef("pk"), ended_at=None
    )
    return people_with_role(Role.Kind.CONSULTANT).filter(Exists(held))


def people_for_regions() -> QuerySet[User]:
    """Whom a region can be given to: the consultants of now, by name."""
    return people_with_role(Role.Kind.CONSULTANT)


def regions_without_consultant() -> list[Region]:
    """Regions that nobody looks after now; by name. For the nightly check."""
    working = people_with_role(Role.Kind.CONSULTANT).values("pk")
    held = RegionConsultant.objects.filter(
        region=OuterRef("pk"), ended_at=None, user__in=working
    )
    return list(Region.objects.filter(~Exists(held)))


def region_gaps() -> Gaps:
    """Flemish and Brussels postcodes in no region, and regions with nobody."""
    regions = RegionMap.load()
    codes = places_now().values_list("postcode", "province").distinct()
    runs: list[list[str]] = []
    is_open = False
    for postcode, province in codes.order_by("postcode"):
        ours = province in SCHOOL_PROVINCES
        is_gap = ours and regions.region_id(postcode, province) is None
        if is_gap and not is_open:
            runs.append([])
        if is_gap:
            runs[-1].append(postcode)
        is_open = is_gap
    return Gaps([_span(run) for run in runs], regions_without_consultant())


def _span(run: list[str]) -> str:
    return run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}"
