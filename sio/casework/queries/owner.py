"""Which files nobody looks after, and whom one could go to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
)
from django.utils.translation import gettext_lazy as _

from sio.accounts.models import Role, User
from sio.accounts.queries import people_with_role, stand_ins, working_roles
from sio.casework import rules
from sio.casework.fivedays import day_in_brussels
from sio.casework.models import HandOver
from sio.schools.models import School
from sio.schools.queries import consultants_of_region, region_of
from sio.trajects.models import Assignment, Traject
from sio.trajects.workflow import OPEN, OVER


class Trouble(TextChoices):
    """Why somebody must look who takes a file."""

    NOBODY = "nobody", _("geen consulent")
    ROLE_ENDED = "role_ended", _("de consulent werkt hier niet meer als consulent")
    AWAY = "away", _("de consulent is afwezig, zonder vervanger")
    SCHOOL_CLOSED = "school_closed", _("de school is gesloten")


def ownerless(day: date) -> QuerySet[Traject]:
    """Open files that nobody works on, or of a school that is no more; oldest first.

    Three queries. The consultants are a list, and the one who works on a file a value
    and no Exists: else PostgreSQL lists whom every file there ever was is held by. The
    value is in the index `assignment_now`, so that no row is read for it.
    """
    consultants = people_with_role(Role.Kind.CONSULTANT).order_by()
    there = set(consultants.values_list("pk", flat=True)) - set(away_alone(day))
    # 0 is nobody: Django makes no condition of an empty list.
    working = _held().filter(user__in=there | {0}).order_by().values("user")[:1]
    closed = School.objects.filter(closed_on__lte=day).order_by().values("pk")
    alone = Q(worked_on_by=None) | Q(school__in=closed)
    files = Traject.objects.annotate(worked_on_by=Subquery(working))
    return files.filter(alone, state__in=OPEN).order_by("received_at", "pk")


def troubles(keys: Collection[int], day: date) -> list[tuple[int, date, Trouble]]:
    """Of files in that list: the key, since when the file stands so, and why."""
    if not keys:
        return []
    annotated = Traject.objects.filter(pk__in=keys).annotate(
        is_assigned=Exists(_held()),
        has_consultant=Exists(_working()),
        is_closed=Exists(
            School.objects.filter(pk=OuterRef("school"), closed_on__lte=day)
        ),
    )
    return [
        (
            file.pk,
            day_in_brussels(file.state_since),
            trouble_of(
                is_assigned=file.is_assigned,
                has_consultant=file.has_consultant,
                is_closed=file.is_closed,
            ),
        )
        for file in annotated
    ]


def trouble_of(*, is_assigned: bool, has_consultant: bool, is_closed: bool) -> Trouble:
    """Why a file is in that list."""
    if is_closed:
        return Trouble.SCHOOL_CLOSED
    if not is_assigned:
        return Trouble.NOBODY
    return Trouble.AWAY if has_consultant else Trouble.ROLE_ENDED


def away_alone(day: date) -> list[int]:
    """Keys of who is absent on this day while no consultant stands in."""
    standing = stand_ins(day)
    if not standing:
        return []
    able = people_with_role(Role.Kind.CONSULTANT).filter(
        pk__in=[pk for pk in standing.values() if pk is not None]
    )
    working = set(able.values_list("pk", flat=True))
    return sorted(absent for absent, pk in standing.items() if pk not in working)


def consultant_for(school: School | None, day: date) -> User | None:
    """Who of the region of the school has the fewest open files and is there.

    If all of them are absent, whoever stands in for one of them; None if the school,
    its region or its consultants are not known, or nobody is there.
    """
    region = None if school is None else region_of(school)
    if region is None:
        return None
    standing = stand_ins(day)
    of_region = list(consultants_of_region(region).values_list("pk", flat=True))
    present = [pk for pk in of_region if pk not in standing]
    others = (standing[pk] for pk in of_region if pk in standing)
    keys = present or [pk for pk in others if pk is not None]
    busy = Count(
        "assignments",
        filter=Q(assignments__ended_at=None) & ~Q(assignments__traject__state__in=OVER),
    )
    able = people_with_role(Role.Kind.CONSULTANT).filter(pk__in=keys)
    return able.annotate(open_files=busy).order_by("open_files", "name", "pk").first()


def open_files_of(user: User) -> QuerySet[Traject]:
    """The open files that this consultant is assigned to, by name of the pupil."""
    return (
        Traject.objects.filter(assignments__user=user, assignments__ended_at=None)
        .exclude(state__in=OVER)
        .select_related("pupil", "school")
    )


def people_with_files() -> list[User]:
    """Who has files now, consultant or no longer; by name."""
    held = Assignment.objects.filter(user=OuterRef("pk"), ended_at=None)
    return list(User.objects.filter(Exists(held)).order_by("name", "pk"))


def hand_overs_visible_to(user: User) -> QuerySet[HandOver, dict[str, Any]]:
    """What went from whom to whom at one moment, newest first; none for who may not.

    Numbers of files and no names of pupils: `files` that went, `back` of how many the
    end was carried out, and `back_at` the last moment of that.
    """
    rows = HandOver.objects.order_by("-at", "old__name", "new__name")
    if not rules.may_hand_over(working_roles(user)):
        rows = rows.none()
    together = ("at", "old__name", "new__name", "by__name", "until", "reason")
    # By person too: two people may have one name.
    found: QuerySet[HandOver, dict[str, Any]]
    found = rows.values(*together, "old", "new", "by").annotate(
        files=Count("pk"), back=Count("returned_at"), back_at=Max("returned_at")
    )
    return found


def _held() -> QuerySet[Assignment]:
    return Assignment.objects.filter(traject=OuterRef("pk"), ended_at=None)


def _working() -> QuerySet[Assignment]:
    consultants = people_with_role(Role.Kind.CONSULTANT).order_by().values("pk")
    return _held().filter(user__in=consultants)
