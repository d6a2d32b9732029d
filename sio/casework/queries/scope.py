"""Whose files stand on somebody's "Vandaag"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from sio.accounts.models import User
from sio.accounts.queries import keys_covered, working_roles
from sio.casework import rules
from sio.core.time import today
from sio.trajects.models import Assignment, Traject
from sio.trajects.queries import trajects_visible_to


def files_cared_for_by(user: User) -> QuerySet[Traject]:
    """All for the coordinator; the own and those of who is replaced for a consultant.

    Nothing for others: what one sees as a parent or a contact is no work.
    """
    roles = working_roles(user)
    if not rules.may_see_today(roles):
        return Traject.objects.none()
    visible = trajects_visible_to(user)
    if rules.sees_all(roles):
        return visible
    held = Assignment.objects.filter(
        traject=OuterRef("pk"),
        ended_at=None,
        user__in=[user.pk, *keys_covered(user, today())],
    )
    return visible.filter(Exists(held))


def consultants_of(keys: Collection[int]) -> dict[int, list[str]]:
    """The names of who has each of these files now; one query."""
    held = Assignment.objects.filter(traject__in=keys, ended_at=None)
    found = defaultdict(list)
    for key, name in held.order_by("pk").values_list("traject_id", "user__name"):
        found[key].append(name)
    return dict(found)
