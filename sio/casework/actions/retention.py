"""Letting files go after their term: told of, agreed to by number, carried out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import Role, User
from sio.accounts.queries import people_with_role, working_roles
from sio.casework import rules
from sio.casework.errors import RetirementNotAllowed, RetirementOver
from sio.casework.models import DailyReport, Retirement
from sio.casework.queries.retention import (
    files_due,
    joined_to,
    over,
    ripe,
    to_agree,
    waiting,
)
from sio.core.access_log import record_changes
from sio.core.mail import send_mail
from sio.core.time import today
from sio.trajects.actions import erase_file
from sio.trajects.models import Traject

PAGE = "retirement"
MAIL = "casework/mail/retirement"


@transaction.atomic
def agree_to_retire(*, numbers: Collection[int], by: User) -> int:
    """Let these files go, WAIT_DAYS from now; how many. The privacy officer does it.

    What is not due, or was agreed to already, is left out: a second press does nothing.
    """
    _check(by)
    agreed = [
        one.number
        for one in over(to_agree(today()).filter(pk__in=numbers))
        if Retirement.objects.get_or_create(
            number=one.number,
            kept_at=None,
            defaults={"term": one.term, "over_on": one.over_on, "agreed_by": by},
        )[1]
    ]
    record_changes(traject_ids=agreed, page=PAGE, by=by)
    return len(agreed)


@transaction.atomic
def keep_after_all(*, retirement: Retirement, by: User) -> None:
    """Take back that a file may go. RetirementOver if it is gone or kept already."""
    _check(by)
    still = waiting(Retirement.objects.filter(pk=retirement.pk))
    if still.update(kept_at=timezone.now(), kept_by=by) != 1:
        raise RetirementOver(_("Dit dossier is al gewist, of iemand hield het al."))
    record_changes(traject_ids=[retirement.number], page=PAGE, by=by)


def retire_files(now: datetime) -> int:
    """Erase the files that were agreed to long enough ago; how many are gone.

    Each in a transaction of its own, claimed first: safe to run twice at once.
    """
    return sum(_retire(row, now) for row in ripe(now))


def tell_of_retirements() -> int:
    """Mail the privacy officers, once a month at most, how many files stand listed.

    Gives how many of them were mailed; 0 if nothing stands there, if nobody would hear
    of it, or if it was told this month. The mail has a number and a link, no names.
    """
    month = today().replace(day=1)
    if DailyReport.objects.filter(name=PAGE, on=month).exists():
        return 0
    count = to_agree(today()).count()
    officers = list(people_with_role(Role.Kind.PRIVACY)) if count else []
    return _tell(officers, count, month) if officers else 0


@transaction.atomic
def _tell(officers: list[User], count: int, month: date) -> int:
    _row, is_mine = DailyReport.objects.get_or_create(name=PAGE, on=month)
    if not is_mine:
        return 0
    for person in officers:
        send_mail(
            to=person.email,
            template=MAIL,
            context={"person": person, "count": count},
            language=person.language,
        )
    return len(officers)


@transaction.atomic
def _retire(row: Retirement, now: datetime) -> int:
    """The file and those joined to it; 0 if it is not due any more, then it stays."""
    mine = waiting(Retirement.objects.filter(pk=row.pk))
    locked = Traject.objects.select_for_update().filter(pk=row.number)
    if not locked.exists():  # erased by hand meanwhile
        mine.update(erased_at=now)
        return 0
    if not files_due(timezone.localdate(now)).filter(pk=row.number).exists():
        mine.update(kept_at=now)
        return 0
    if mine.update(erased_at=now) != 1:
        return 0
    file = locked.get()
    gone = [*joined_to(file), file]
    numbers = [one.pk for one in gone]
    for one in gone:
        erase_file(one)
    record_changes(traject_ids=numbers, page=PAGE, by=None, actor="clock")
    return len(numbers)


def _check(by: User) -> None:
    if not rules.may_retire(working_roles(by)):
        raise RetirementNotAllowed(_("Dit doet een privacyverantwoordelijke."))
