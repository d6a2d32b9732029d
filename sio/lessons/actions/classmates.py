"""Whether pupils at home see each other, and who has a say in it; lines hear at once.

The line of whoever says no is told after the commit, and with it the class's page ends
it for all. If the hub cannot be told, the lines read it anew within a minute.
"""

from __future__ import annotations

from functools import partial

from django.db import transaction

from sio.accounts.models import User
from sio.lessons.live.hub import HUB
from sio.trajects import actions as trajects
from sio.trajects.models import ClassmatesAgreement, Guardian, Household, Traject


@transaction.atomic
def agree_classmates(
    *, traject: Traject, guardian: Guardian, by: User
) -> ClassmatesAgreement:
    """As trajects.actions.agree_classmates; the lines get the new plan."""
    agreement = trajects.agree_classmates(traject=traject, guardian=guardian, by=by)
    _refresh(traject.pk)
    return agreement


@transaction.atomic
def withdraw_classmates(
    *, traject: Traject, by: User, refused_by: Guardian | None = None
) -> None:
    """As trajects.actions.withdraw_classmates; the lines get the new plan."""
    trajects.withdraw_classmates(traject=traject, by=by, refused_by=refused_by)
    _refresh(traject.pk)


@transaction.atomic
def place_guardian(
    *,
    guardian: Guardian,
    household: Household | None,
    capacity: str,
    may_decide: bool,
    by: User,
) -> None:
    """As trajects.actions.place_guardian; a yes ends with its giver's say."""
    trajects.place_guardian(
        guardian=guardian,
        household=household,
        capacity=capacity,
        may_decide=may_decide,
        by=by,
    )
    _refresh(guardian.traject_id)


@transaction.atomic
def let_parent_go(*, guardian: Guardian, by: User) -> None:
    """As trajects.actions.let_parent_go; a yes of that parent holds no longer."""
    trajects.let_parent_go(guardian=guardian, by=by)
    _refresh(guardian.traject_id)


def _refresh(room: int) -> None:
    transaction.on_commit(partial(HUB.refresh, room), robust=True)
