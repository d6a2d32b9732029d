"""Starting a traject, moving it, and choosing how its line behaves."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.access_log import record_change
from sio.core.time import today
from sio.schools.models import SchoolClass
from sio.trajects import rules, workflow
from sio.trajects.actions.allowed import check_past
from sio.trajects.actions.classmates import take_back
from sio.trajects.actions.people import check_consultant
from sio.trajects.actions.pseudonym import keep_pseudonym
from sio.trajects.errors import (
    ClassNeeded,
    DateNeeded,
    MoveNotAllowed,
    OutcomeNeeded,
    TrajectNotAllowed,
)
from sio.trajects.models import Assignment, Pupil, Traject, TrajectChange
from sio.trajects.queries import standings
from sio.trajects.workflow import State

# What the figures count from and to; also of who gave up after it ran.
COUNTED = frozenset({State.ACTIVE, State.ENDED, State.LATER, State.WITHDRAWN})


@transaction.atomic
def start_traject(
    *,
    first_name: str,
    last_name: str,
    birth_date: date,
    school_class: SchoolClass,
    consultant: User,
    by: User,
) -> Traject:
    """A new pupil with a traject in preparation, guided by `consultant`.

    The birth date is when access of the parents ends. Raises TrajectNotAllowed unless
    `by` is a consultant or the coordinator, NotAConsultant if `consultant` is none, and
    DateImpossible for a birth that is yet to come.
    """
    if not rules.may_start(working_roles(by)):
        raise TrajectNotAllowed(_("Alleen een consulent start een traject."))
    check_consultant(consultant)
    check_past(birth_date)
    pupil = Pupil.objects.create(
        first_name=first_name, last_name=last_name, birth_date=birth_date
    )
    traject = Traject.objects.create(
        pupil=pupil,
        school=school_class.school,
        school_class=school_class,
        school_year=school_class.school_year,
    )
    Assignment.objects.create(user=consultant, traject=traject)
    _add_change(traject, old="", new=State.PREPARING, reason=_("gestart"), by=by)
    record_change(traject_id=traject.pk, page="traject", by=by)
    return traject


@transaction.atomic
def move_traject(
    *,
    traject: Traject,
    to: State,
    reason: str,
    by: User,
    outcome: str = "",
    look_again_on: date | None = None,
) -> TrajectChange:
    """Move to `to` and add one TrajectChange row with the reason.

    Safe when two people click at once: the row changes only if it still has the
    state that we read, so the second caller gets MoveNotAllowed. An end needs its
    outcome (OutcomeNeeded), "later" its date (DateNeeded) and a preparation its class
    (ClassNeeded). Cuts no line: the action in lessons that calls this does.
    """
    if not rules.may_guide(standings(traject, by)):
        raise TrajectNotAllowed(_("Dit doet de consulent van dit traject."))
    _check_complete(traject, to, outcome, look_again_on)
    return change_state(
        traject=traject,
        to=to,
        reason=reason,
        by=by,
        outcome=outcome if to == State.ENDED else traject.outcome,
        look_again_on=look_again_on,
    )


def change_state(
    *, traject: Traject, to: State, reason: str, by: User | None, **facts: object
) -> TrajectChange:
    """The move itself, of a caller that has checked the right to it (`by` None: clock).

    Sets `facts` in the same update. Raises MoveNotAllowed, and changes nothing, if the
    table has no such move or somebody else was first.
    """
    old = traject.state
    unchanged = Traject.objects.filter(pk=traject.pk, state=old)
    moved = {"state": to, "state_since": timezone.now(), **facts}
    if not workflow.may_move(old, to) or unchanged.update(**moved) != 1:
        raise MoveNotAllowed(
            _("Dat kan niet meer: het traject staat intussen anders. Kijk het na.")
        )
    for name, value in moved.items():
        setattr(traject, name, value)
    change = _add_change(traject, old=old, new=to, reason=reason, by=by)
    if to in COUNTED:
        keep_pseudonym(traject)
    actor = "" if by else "clock"
    record_change(traject_id=traject.pk, page="state", by=by, actor=actor)
    return change


@transaction.atomic
def put_in_class(*, traject: Traject, school_class: SchoolClass, by: User) -> None:
    """Say which class it is, with its school and school year; the last one counts.

    A yes to classmates of another class is taken back.
    Raises TrajectNotAllowed for who does not guide the file. Moves no device and cuts
    no line: the action in lessons that calls this does.
    """
    if not rules.may_guide(standings(traject, by)):
        raise TrajectNotAllowed(_("Dit doet de consulent van dit traject."))
    place = {
        "school_class": school_class,
        "school": school_class.school,
        "school_year": school_class.school_year,
    }
    Traject.objects.filter(pk=traject.pk).update(**place)
    for name, value in place.items():
        setattr(traject, name, value)
    take_back(traject.classmates_agreements.exclude(school_class=school_class), by)
    keep_pseudonym(traject, moved=True)
    record_change(traject_id=traject.pk, page="class", by=by)


@transaction.atomic
def change_settings(
    *,
    traject: Traject,
    adhoc_allowed: bool,
    auto_answer: bool,
    keep_photos: bool,
    nursery: bool,
    by: User,
) -> None:
    """Set how the line behaves; the last who saves wins. TrajectNotAllowed else."""
    if not rules.may_set(standings(traject, by)):
        raise TrajectNotAllowed(_("Dit kiezen de consulent of de school."))
    chosen = {
        "adhoc_allowed": adhoc_allowed,
        "auto_answer": auto_answer,
        "keep_photos": keep_photos,
        "nursery": nursery,
    }
    Traject.objects.filter(pk=traject.pk).update(**chosen)
    for name, value in chosen.items():
        setattr(traject, name, value)
    record_change(traject_id=traject.pk, page="settings", by=by)


def _check_complete(
    traject: Traject, to: State, outcome: str, look_again_on: date | None
) -> None:
    if to == State.ENDED and outcome not in workflow.Outcome.values:
        raise OutcomeNeeded(_("Kies hoe het traject eindigt."))
    if to == State.LATER and (look_again_on is None or look_again_on <= today()):
        raise DateNeeded(_("Kies een dag in de toekomst om het opnieuw te bekijken."))
    if to in workflow.NEEDS_CLASS and traject.school_class_id is None:
        raise ClassNeeded(_("Vul eerst de school en de klas in."))


def _add_change(
    traject: Traject, *, old: str, new: State, reason: str, by: User | None
) -> TrajectChange:
    return TrajectChange.objects.create(
        traject=traject, old=old, new=new, reason=reason, by=by
    )
