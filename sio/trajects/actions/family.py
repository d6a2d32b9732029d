"""Households, what people of a family say of themselves, and the grown pupil's word."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.core.access_log import record_change
from sio.core.time import today
from sio.trajects.actions.allowed import check_may
from sio.trajects.actions.classmates import take_back
from sio.trajects.errors import AlreadyEnded, NotAnAdult, TrajectNotAllowed
from sio.trajects.models import Guardian, Household, Traject
from sio.trajects.queries import guardian_row, is_adult
from sio.trajects.rights import Act


@transaction.atomic
def keep_household(*, household: Household, by: User) -> Household:
    """Add the household or save its words; who guides the file, or who lives there.

    The last who saves wins. TrajectNotAllowed for anybody else.
    """
    _check_household(household, by)
    household.save()
    record_change(traject_id=household.traject_id, page="household", by=by)
    return household


@transaction.atomic
def place_guardian(
    *,
    guardian: Guardian,
    household: Household | None,
    capacity: str,
    may_decide: bool,
    by: User,
) -> None:
    """Say where somebody lives, as what, and whether this person decides.

    A yes to classmates of who no longer decides is taken back.
    Raises TrajectNotAllowed for who does not guide the file, or if the household is
    another pupil's.
    """
    check_may(guardian.traject, Act.GUIDE, by)
    if household is not None and household.traject_id != guardian.traject_id:
        raise TrajectNotAllowed(_("Dit gezin hoort bij een ander dossier."))
    # Who gives or takes a say and who says yes with it take turns.
    Traject.objects.select_for_update().get(pk=guardian.traject_id)
    Guardian.objects.filter(pk=guardian.pk).update(
        household=household, capacity=capacity, may_decide=may_decide
    )
    if not may_decide:
        take_back(guardian.traject.classmates_agreements.filter(agreed_by=guardian), by)
    record_change(traject_id=guardian.traject_id, page="guardian", by=by)


@transaction.atomic
def change_self(
    *, guardian: Guardian, name: str, phone: str, language: str, by: User
) -> None:
    """A member of the family says its own name, telephone and language.

    Nobody does so for another: TrajectNotAllowed.
    """
    check_may(guardian.traject, Act.CHANGE_SELF, by)
    if guardian.user_id != by.pk or guardian.ended_at is not None:
        raise TrajectNotAllowed(_("Iedereen wijzigt alleen de eigen gegevens."))
    User.objects.filter(pk=by.pk).update(name=name, language=language)
    Guardian.objects.filter(pk=guardian.pk).update(phone=phone)
    record_change(traject_id=guardian.traject_id, page="guardian", by=by)


@transaction.atomic
def let_parent_stay(*, guardian: Guardian, by: User) -> None:
    """The grown pupil lets this parent keep access; pressing twice is no harm.

    A yes to classmates from before the eighteenth birthday does not come back with it.
    Raises NotAnAdult before the eighteenth birthday, TrajectNotAllowed for anybody
    but the pupil, AlreadyEnded if the guardianship has ended.
    """
    _set_kept(guardian, by, keep=True)


@transaction.atomic
def let_parent_go(*, guardian: Guardian, by: User) -> None:
    """The grown pupil takes that back. Raises as `let_parent_stay`.

    Revokes no device: a device at home is the pupil's own.
    """
    _set_kept(guardian, by, keep=False)


def _set_kept(guardian: Guardian, by: User, *, keep: bool) -> None:
    check_may(guardian.traject, Act.LET_PARENT, by)
    if not is_adult(guardian.traject, today()):
        raise NotAnAdult(_("Dit kan vanaf je achttiende verjaardag."))
    parent = Guardian.objects.filter(
        pk=guardian.pk, ended_at=None, kind=Guardian.Kind.PARENT
    )
    # Since the first press: what the parent said after it goes on.
    since = Coalesce("kept_by_pupil_at", timezone.now()) if keep else None
    if parent.update(kept_by_pupil_at=since) != 1:
        raise AlreadyEnded(_("Deze toegang was al beëindigd."))
    record_change(traject_id=guardian.traject_id, page="parents", by=by)


def _check_household(household: Household, by: User) -> None:
    mine = guardian_row(household.traject, by)
    if household.pk is None or mine is None or mine.household_id != household.pk:
        check_may(household.traject, Act.GUIDE, by)
