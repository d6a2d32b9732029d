"""Handing a queued mail to the mail server: once, and again when it was not taken."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from sio.core.bounces import note_refusal, note_taken
from sio.core.models import OutgoingMail
from sio.core.workflow import ALLOWED_MOVES, MailState, Reason

logger = logging.getLogger(__name__)

# How long to wait after the first try, the second, and so on: 2 days and 21 hours.
RETRY_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
)
# Far above what sending takes: each word of the mail server may take EMAIL_TIMEOUT.
STRANDED_AFTER = timedelta(minutes=10)
FOR_GOOD = {Reason.ADDRESS_REFUSED, Reason.MAIL_REFUSED, Reason.FAULT}
TEXTLESS = {"subject": "", "body": "", "reply_to": ""}


def deliver(pk: int) -> datetime | None:
    """Send this mail if it is due; gives the moment of the next try, if there is one.

    Safe to call twice at once: one claims it. A worker that is killed between the
    mail server's yes and our note of it sends the mail again, with the same Message-ID.
    """
    mail = _claim(pk, timezone.now())
    if mail is None:
        return None
    if mail.tries > len(RETRY_AFTER) + 1:  # killed a worker at the last try too
        move_mail(mail, MailState.GIVEN_UP, reason=mail.reason or Reason.FAULT)
        return None
    try:
        _message(mail).send()
    except Exception as error:  # whatever it was, the mail must not be lost
        return _note_failure(mail, error)
    move_mail(
        mail,
        MailState.SENT,
        sent_at=timezone.now(),
        reason="",
        last_error="",
        **TEXTLESS,
    )
    note_taken(mail.address)
    return None


def move_mail(mail: OutgoingMail, to: MailState, **fields: Any) -> bool:
    """False if it has moved on since it was read: somebody else has it now.

    `tries` tells apart the claims of two workers, when one was taken for dead.
    """
    assert to in ALLOWED_MOVES[MailState(mail.state)]
    unchanged = OutgoingMail.objects.filter(
        pk=mail.pk, state=mail.state, tries=mail.tries
    )
    return unchanged.update(state=to, **fields) == 1


def stranded(now: datetime) -> Q:
    """Those whose worker was killed."""
    return Q(state=MailState.SENDING, claimed_at__lte=now - STRANDED_AFTER)


def reason_of(error: Exception) -> Reason:
    """What an error of sending comes to. Source: RFC 5321, 4.2.1 (5yz is for good)."""
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _words in error.recipients.values()]
        return Reason.ADDRESS_REFUSED if min(codes) >= 500 else Reason.BUSY
    if isinstance(error, SMTPDataError):
        return Reason.MAIL_REFUSED if error.smtp_code >= 500 else Reason.BUSY
    return Reason.SERVER_AWAY if isinstance(error, OSError) else Reason.FAULT


def _claim(pk: int, now: datetime) -> OutgoingMail | None:
    due = Q(state=MailState.QUEUED, next_try_at__lte=now) | stranded(now)
    claimed = OutgoingMail.objects.filter(due, pk=pk).update(
        state=MailState.SENDING, claimed_at=now, tries=F("tries") + 1
    )
    return OutgoingMail.objects.get(pk=pk) if claimed else None


def _message(mail: OutgoingMail) -> EmailMessage:
    return EmailMessage(
        mail.subject,
        mail.body,
        to=[mail.address],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={
            "Message-ID": mail.message_id,
            "Content-Language": mail.language,
            # Source: RFC 3834: keeps away the answers of who is on holiday.
            "Auto-Submitted": "auto-generated",
        },
    )


def _note_failure(mail: OutgoingMail, error: Exception) -> datetime | None:
    reason, name = reason_of(error), type(error).__name__
    # Its own words may hold the address of who was to get it.
    logger.error("mail.failed %s", name)
    noted = {"reason": reason, "last_error": name}
    if reason in FOR_GOOD:
        with transaction.atomic():
            if move_mail(mail, MailState.FAILED, **noted):
                note_refusal(mail.address, error)
    elif mail.tries > len(RETRY_AFTER):
        move_mail(mail, MailState.GIVEN_UP, **noted)
    else:
        again_at = timezone.now() + RETRY_AFTER[mail.tries - 1]
        if move_mail(mail, MailState.QUEUED, next_try_at=again_at, **noted):
            return again_at
    return None
