"""Putting off what is due, and what is mailed about it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.casework import rules
from sio.casework.clocks import CERTIFICATE_DAYS, NEVER_PUT_OFF, Kind
from sio.casework.errors import CaseworkNotAllowed, NotPutOff, SnoozeEnded
from sio.casework.models import CertificateReminder, Snooze
from sio.casework.queries.certificates import certificates_ending
from sio.core.access_log import record_change
from sio.core.mail import send_mail
from sio.core.time import today
from sio.trajects.models import Traject
from sio.trajects.queries import contacts_of, standings

CERTIFICATE_MAIL = "casework/mail/certificate"
LONGEST_PUT_OFF = timedelta(days=92)  # our choice: longer is forgetting


@transaction.atomic
def put_off(
    *, traject: Traject, kind: Kind, until: date, reason: str, by: User
) -> Snooze:
    """Hide one thing about one file until a day; an earlier one of the kind ends.

    Raises CaseworkNotAllowed for who does not guide the file, and NotPutOff for a day
    that is not to come or too far away, and for what may not wait.
    """
    _check_may_put_off(traject, by)
    if kind in NEVER_PUT_OFF:
        raise NotPutOff(_("Dit kan niet wachten: eerst moet het gebeuren."))
    if not today() < until <= today() + LONGEST_PUT_OFF:
        raise NotPutOff(_("Kies een dag in de toekomst, hooguit drie maanden ver."))
    Traject.objects.select_for_update().get(pk=traject.pk)  # one at a time
    open_one = Snooze.objects.filter(traject=traject, kind=kind, ended_at=None)
    open_one.update(ended_at=timezone.now())
    snooze = Snooze.objects.create(
        traject=traject, kind=kind, until=until, reason=reason, by=by
    )
    record_change(traject_id=traject.pk, page="snooze", by=by)
    return snooze


@transaction.atomic
def take_up(*, snooze: Snooze, by: User) -> None:
    """Put off no longer. SnoozeEnded for who comes second."""
    _check_may_put_off(snooze.traject, by)
    still = Snooze.objects.filter(pk=snooze.pk, ended_at=None)
    if still.update(ended_at=timezone.now()) != 1:
        raise SnoozeEnded(_("Dit was al niet meer uitgesteld."))
    record_change(traject_id=snooze.traject_id, page="snooze", by=by)


def remind_of_certificates() -> int:
    """Tell schools two weeks ahead that a certificate ends; how many were told of.

    Once per file and date: each is claimed first, so two at once send one mail. A
    school without anybody to mail waits for the next time. No pupil is named.
    """
    ending = certificates_ending(today(), CERTIFICATE_DAYS)
    return sum(_remind(traject) for traject in ending)


@transaction.atomic
def _remind(traject: Traject) -> bool:
    contacts, until = list(contacts_of(traject)), traject.certificate_until
    if not contacts or until is None:
        return False
    _row, is_mine = CertificateReminder.objects.get_or_create(
        traject=traject, certificate_until=until
    )
    if not is_mine:
        return False
    for contact in contacts:
        send_mail(
            to=contact.user.email,
            template=CERTIFICATE_MAIL,
            context={
                "person": contact.user,
                "traject_id": traject.pk,
                "until": until,
            },
            language=contact.user.language,
            traject_id=traject.pk,
        )
    return True


def _check_may_put_off(traject: Traject, by: User) -> None:
    if not rules.may_put_off(standings(traject, by)):
        raise CaseworkNotAllowed(_("Dit doet de consulent van dit traject."))
