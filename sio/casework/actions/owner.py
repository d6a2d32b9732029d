"""Giving a file to somebody, and seeing that each has somebody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import Role, User
from sio.accounts.queries import people_with_role, working_roles
from sio.casework import rules
from sio.casework.errors import CaseworkNotAllowed, HandOverMoved, HandOverWrong
from sio.casework.models import DailyReport, HandOver
from sio.casework.queries.owner import consultant_for, ownerless
from sio.core.access_log import record_change
from sio.core.mail import send_mail
from sio.core.time import today
from sio.trajects.actions.people import check_consultant
from sio.trajects.models import Assignment, Traject

CLOCK, APPLICANT = "clock", "applicant"  # who has no account, in the access log
OWNERLESS_MAIL = "casework/mail/ownerless"


@transaction.atomic
def assign_by_region(*, traject: Traject, by: User | None = None) -> Assignment | None:
    """Give a new file to a consultant of the region of its school; `by` None: nobody.

    The one with the fewest open files who is there today, else who stands in. A file
    that has somebody keeps that one. None if there is nobody: then it stands among
    those without an owner.
    """
    held = Traject.objects.select_for_update(of=("self",)).select_related("school")
    locked = held.get(pk=traject.pk)
    before = locked.assignments.filter(ended_at=None).order_by("pk").first()
    if before is not None:
        return before
    user = consultant_for(locked.school, today())
    if user is None:
        return None
    assignment = Assignment.objects.create(user=user, traject=locked)
    _record(locked.pk, by, "" if by else APPLICANT)
    return assignment


@transaction.atomic
def hand_over(
    *,
    old: User,
    new: User,
    trajects: Iterable[Traject],
    reason: str,
    by: User,
    until: date | None = None,
) -> int:
    """Give files of one consultant to another, for good or until a day; how many.

    All of them or none: raises HandOverMoved if one is no longer with `old`. Further
    CaseworkNotAllowed (the coordinator does it), NotAConsultant, and HandOverWrong for
    the same person twice or a day that is not to come.
    """
    if not rules.may_hand_over(working_roles(by)):
        raise CaseworkNotAllowed(_("Dit doet de coördinator."))
    if old.pk == new.pk:
        raise HandOverWrong(_("Kies iemand anders om de dossiers aan te geven."))
    if until is not None and until <= today():
        raise HandOverWrong(_("Kies een dag in de toekomst, of geen."))
    check_consultant(new)
    files = sorted(trajects, key=lambda traject: traject.pk)
    how = {"old": old, "new": new, "reason": reason, "until": until, "by": by}
    now = timezone.now()
    for traject in files:
        if not _pass_on(traject.pk, old, new):
            raise HandOverMoved(
                _("Een van deze dossiers is intussen bij iemand anders. Kijk het na.")
            )
        HandOver.objects.create(traject=traject, at=now, **how)
    for traject in files:
        _record(traject.pk, by)
    return len(files)


def return_hand_overs(now: datetime) -> int:
    """Give back what was handed over until today or before; how many went back.

    What has gone on to a third one stays there, and so does what was of somebody who
    is no consultant any more. Safe to run twice at once: each row is claimed first.
    """
    due = HandOver.objects.filter(
        until__lte=timezone.localdate(now), returned_at=None
    ).order_by("pk")
    return sum(_return(row, now) for row in due.select_related("old", "new"))


def report_ownerless() -> int:
    """Mail the coordinators, once a day at most, how many files have nobody.

    Gives how many coordinators were mailed; 0 if all is well or it was told today.
    The mail has a number and a link, and names no pupil.
    """
    day = today()
    if DailyReport.objects.filter(name="ownerless", on=day).exists():
        return 0
    count = ownerless(day).count()
    return _tell_coordinators(count, day) if count else 0


@transaction.atomic
def _tell_coordinators(count: int, day: date) -> int:
    _row, is_mine = DailyReport.objects.get_or_create(name="ownerless", on=day)
    if not is_mine:
        return 0
    coordinators = list(people_with_role(Role.Kind.COORDINATOR))
    for person in coordinators:
        send_mail(
            to=person.email,
            template=OWNERLESS_MAIL,
            context={"person": person, "count": count},
            language=person.language,
        )
    return len(coordinators)


@transaction.atomic
def _return(row: HandOver, now: datetime) -> bool:
    claimed = HandOver.objects.filter(pk=row.pk, returned_at=None)
    if claimed.update(returned_at=now) != 1:
        return False
    if not people_with_role(Role.Kind.CONSULTANT).filter(pk=row.old_id).exists():
        return False
    if not _pass_on(row.traject_id, row.new, row.old):
        return False
    _record(row.traject_id, None, CLOCK)
    return True


def _pass_on(traject_id: int, old: User, new: User) -> bool:
    """End the one's assignment and begin the other's; False if `old` has none."""
    held = Assignment.objects.filter(user=old, traject_id=traject_id, ended_at=None)
    if held.update(ended_at=timezone.now()) != 1:
        return False
    Assignment.objects.get_or_create(user=new, traject_id=traject_id, ended_at=None)
    return True


def _record(traject_id: int, by: User | None, actor: str = "") -> None:
    record_change(traject_id=traject_id, page="assignment", by=by, actor=actor)
