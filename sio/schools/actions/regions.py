"""Writes: regions, what they cover, and who looks after them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.core.errors import DomainError
from sio.schools.actions.allowed import check_may_manage_regions
from sio.schools.models import Region, RegionArea, RegionConsultant
from sio.schools.queries import people_for_regions


class AreaTaken(DomainError):
    code = "schools.area_taken"


class AreaWrong(DomainError):
    code = "schools.area_wrong"


class NotForRegions(DomainError):
    code = "schools.not_for_regions"


class RegionConsultantEnded(DomainError):
    code = "schools.region_consultant_ended"


@transaction.atomic
def keep_region(*, region: Region, by: User) -> Region:
    """Add the region, or save its name."""
    check_may_manage_regions(by)
    region.save()
    return region


@transaction.atomic
def add_area(
    *, region: Region, by: User, province: str = "", first: str = "", last: str = ""
) -> RegionArea:
    """Let the region cover a province, or the postcodes from `first` to `last`.

    Raises AreaWrong for both or neither, AreaTaken for what a region covers already:
    a province once, and no postcode in two ranges. Regions take turns, so that two
    coordinators at once do not cover the same.
    """
    check_may_manage_regions(by)
    last = last or first
    if bool(province) == bool(first) or last < first:
        raise AreaWrong(_("Kies een provincie, of postcodes van laag naar hoog."))
    list(Region.objects.select_for_update(no_key=True).order_by("pk"))
    for taken in RegionArea.objects.select_related("region"):
        if _touches(taken, province, first, last):
            where = {"area": taken, "region": taken.region}
            raise AreaTaken(_("%(area)s hoort al bij %(region)s.") % where)
    return RegionArea.objects.create(
        region=region, province=province, first_postcode=first, last_postcode=last
    )


@transaction.atomic
def delete_area(*, area: RegionArea, by: User) -> None:
    """The region covers this no more; schools there fall to what else covers them."""
    check_may_manage_regions(by)
    RegionArea.objects.filter(pk=area.pk).delete()


@transaction.atomic
def add_region_consultant(*, region: Region, user: User, by: User) -> RegionConsultant:
    """From now on this consultant looks after the region; once at a time.

    Raises NotForRegions for who is no consultant.
    """
    check_may_manage_regions(by)
    if not people_for_regions().filter(pk=user.pk).exists():
        raise NotForRegions(_("Een regio krijgt alleen consulenten."))
    held, _made = RegionConsultant.objects.get_or_create(
        region=region, user=user, ended_at=None
    )
    return held


@transaction.atomic
def end_region_consultant(*, held: RegionConsultant, by: User) -> None:
    """This consultant looks after the region no more; running files stay with whom
    they are. RegionConsultantEnded for who comes second.
    """
    check_may_manage_regions(by)
    still = RegionConsultant.objects.filter(pk=held.pk, ended_at=None)
    if still.update(ended_at=timezone.now()) != 1:
        raise RegionConsultantEnded(_("Deze consulent deed deze regio al niet meer."))


def _touches(taken: RegionArea, province: str, first: str, last: str) -> bool:
    if province:
        return taken.province == province
    in_range = taken.first_postcode <= last and first <= taken.last_postcode
    return bool(taken.first_postcode) and in_range
