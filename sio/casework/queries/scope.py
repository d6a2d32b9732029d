"""Whose files stand on somebody's "Vandaag"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import QuerySet

from sio.accounts.models import User
from sio.accounts.queries import keys_covered, working_roles
from sio.casework import rules
from sio.core.time import today
from sio.trajects.models import Assignment, Traject
from sio.trajects.queries import trajects_visible_to


def files_cared_for_by(user: User) -> QuerySet[Traject]:
    """All for the coordinator; the own and those of who is replaced for a consultant.

    Nothing for others: what one sees as a parent or a contact is no work. The own are
    read first, once, so that whatever looks at them need not ask anew whose they are.
    """
    roles = working_roles(user)
    if not rules.may_see_today(roles):
        return Traject.objects.none()
    if rules.sees_all(roles):
        return trajects_visible_to(user)
    held = Assignment.objects.filter(
        ended_at=None,
        user__in=[user.pk, *keys_covered(user, today())],
        traject__in=trajects_visible_to(user).order_by().values("pk"),
    )
    keys = held.values_list("traject", flat=True)
    return Traject.objects.filter(pk__in=set(keys))


def consultants_of(keys: Collection[int]) -> dict[int, list[str]]:
    """The names of who has each of these files now; one query."""
    held = Assignment.objects.filter(traject__in=keys, ended_at=None)
    found = defaultdict(list)
    for key, name in held.order_by("pk").values_list("traject_id", "user__name"):
        found[key].append(name)
    return dict(found)
