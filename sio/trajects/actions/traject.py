"""Starting a traject, moving it, and choosing how its line behaves."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.access_log import record_change
from sio.schools.models import SchoolClass
from sio.trajects import rules, workflow
from sio.trajects.actions.people import check_consultant
from sio.trajects.errors import MoveNotAllowed, TrajectNotAllowed
from sio.trajects.models import Assignment, Pupil, Traject, TrajectChange
from sio.trajects.queries import standings
from sio.trajects.workflow import State


@transaction.atomic
def start_traject(
    *,
    first_name: str,
    last_name: str,
    school_class: SchoolClass,
    consultant: User,
    by: User,
) -> Traject:
    """A new pupil with a traject in preparation, guided by `consultant`.

    Raises TrajectNotAllowed unless `by` is a consultant or the coordinator, and
    NotAConsultant if `consultant` is none.
    """
    if not rules.may_start(working_roles(by)):
        raise TrajectNotAllowed(_("Alleen een consulent start een traject."))
    check_consultant(consultant)
    pupil = Pupil.objects.create(first_name=first_name, last_name=last_name)
    traject = Traject.objects.create(pupil=pupil, school_class=school_class)
    Assignment.objects.create(user=consultant, traject=traject)
    _add_change(traject, old="", new=State.PREPARING, reason=_("gestart"), by=by)
    record_change(traject_id=traject.pk, page="traject", by=by)
    return traject


@transaction.atomic
def move_traject(*, traject: Traject, to: State, reason: str, by: User) -> None:
    """Move to `to` and add one TrajectChange row with the reason.

    Safe when two people click at once: the row changes only if it still has the
    state that we read, so the second caller gets MoveNotAllowed. Cuts no line: the
    action in lessons that calls this does.
    """
    if not rules.may_guide(standings(traject, by)):
        raise TrajectNotAllowed(_("Dit doet de consulent van dit traject."))
    old = traject.state
    unchanged = Traject.objects.filter(pk=traject.pk, state=old)
    if not workflow.may_move(old, to) or unchanged.update(state=to) != 1:
        raise MoveNotAllowed(
            _("Dat kan niet meer: het traject staat intussen anders. Kijk het na.")
        )
    traject.state = to
    _add_change(traject, old=old, new=to, reason=reason, by=by)
    record_change(traject_id=traject.pk, page="state", by=by)


@transaction.atomic
def change_settings(
    *, traject: Traject, adhoc_allowed: bool, auto_answer: bool, by: User
) -> None:
    """Set how the line behaves; the last who saves wins. TrajectNotAllowed else."""
    if not rules.may_set(standings(traject, by)):
        raise TrajectNotAllowed(_("Dit kiezen de consulent of de school."))
    Traject.objects.filter(pk=traject.pk).update(
        adhoc_allowed=adhoc_allowed, auto_answer=auto_answer
    )
    traject.adhoc_allowed, traject.auto_answer = adhoc_allowed, auto_answer
    record_change(traject_id=traject.pk, page="settings", by=by)


def _add_change(
    traject: Traject, *, old: str, new: State, reason: str, by: User
) -> None:
    TrajectChange.objects.create(
        traject=traject, old=old, new=new, reason=reason, by=by
    )
