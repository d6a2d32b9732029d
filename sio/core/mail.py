"""Plain-text mail to one person: queued with what was written, or sent right away."""

from __future__ import annotations

import logging
import unicodedata
from email.utils import make_msgid, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils import timezone, translation

from sio.core.delivery import TEXTLESS, move_mail
from sio.core.models import OutgoingMail
from sio.core.tasks import task_deliver
from sio.core.workflow import DID_NOT_LEAVE, MailState

logger = logging.getLogger(__name__)


@transaction.atomic
def send_mail(
    *,
    to: str,
    template: str,
    context: dict[str, Any],
    language: str,
    reply_to: str = "",
    traject_id: int | None = None,
) -> OutgoingMail:
    """Queue `<template>.txt`: it leaves after the commit, and never on roll-back.

    The first line of the template is the subject. Never fails for the mail server:
    what does not leave is tried again, and stands in the list of the coordinator; with
    `traject_id` also on that file, for who guides it.
    """
    with translation.override(language):
        text = render_to_string(f"{template}.txt", known() | context).strip()
    subject, _newline, body = text.partition("\n")
    now = timezone.now()
    mail = OutgoingMail.objects.create(
        address=to,
        reply_to=reply_to,
        subject=one_line(subject),
        body=body.strip() + "\n",
        template=template,
        language=language,
        message_id=make_msgid(domain=_domain()),
        queued_at=now,
        next_try_at=now,
        traject=traject_id,
    )
    task_deliver.enqueue(mail.pk)
    return mail


def known() -> dict[str, str]:
    """What every mail may say without being told."""
    return {
        "organisation": settings.ORGANISATION,
        "helpdesk_phone": settings.HELPDESK_PHONE,
        "helpdesk_email": settings.HELPDESK_EMAIL,
        "public_url": settings.PUBLIC_URL,
    }


def one_line(text: str) -> str:
    """Without line breaks or control characters, so that no name adds a header."""
    kept = (" " if unicodedata.category(c) == "Cc" else c for c in text)
    return " ".join("".join(kept).split())


def mail_kind(template: str) -> str:
    """What kind of mail it is, in the language that is active: `<template>_kind.txt`.

    "mail" for one that an earlier version wrote and this one no longer has.
    """
    try:
        return render_to_string(f"{template}_kind.txt").strip()
    except TemplateDoesNotExist:
        return "mail"


@transaction.atomic
def queue_again(mail: OutgoingMail) -> bool:
    """Start anew with a mail that did not leave; False if that is no longer so."""
    fresh = {"tries": 0, "next_try_at": timezone.now()}
    if mail.state not in DID_NOT_LEAVE or not move_mail(
        mail, MailState.QUEUED, **fresh
    ):
        return False
    task_deliver.enqueue(mail.pk)
    return True


def lay_aside(mail: OutgoingMail) -> bool:
    """Nobody wants it any more: its text goes; False as above."""
    return mail.state in DID_NOT_LEAVE and move_mail(
        mail, MailState.DROPPED, **TEXTLESS
    )


def send_quietly(message: EmailMessage) -> None:
    """Send right away; a refusal is only logged. For what is worth nothing later."""
    try:
        message.send()
    except OSError as error:  # SMTPException is one
        # Its own words may hold the address of who was to get it.
        logger.error("mail.failed %s", type(error).__name__)


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
