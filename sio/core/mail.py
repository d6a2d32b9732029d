"""Plain-text mail to one person: after the commit, or after the answer."""

from __future__ import annotations

import logging
from contextlib import suppress
from functools import partial
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from sio.core.errors import DomainError

logger = logging.getLogger(__name__)


class MailFailed(DomainError):
    """The mail server did not take it; what was written stays."""

    code = "core.mail_failed"


def send_mail(
    *, to: str, template: str, context: dict[str, Any], language: str
) -> None:
    """Send `<template>.txt` once the transaction is committed; nothing on roll-back.

    The first line of the template is the subject. Raises MailFailed after the commit:
    what was written stays, and the person who pressed reads it.
    """
    with translation.override(language):
        known = {
            "organisation": settings.ORGANISATION,
            "helpdesk_phone": settings.HELPDESK_PHONE,
            "helpdesk_email": settings.HELPDESK_EMAIL,
            "public_url": settings.PUBLIC_URL,
        }
        text = render_to_string(f"{template}.txt", known | context).strip()
    subject, _newline, body = text.partition("\n")
    message = EmailMessage(subject.strip(), body.strip() + "\n", to=[to])
    transaction.on_commit(partial(_send, message))


def send_quietly(message: EmailMessage) -> None:
    """Send; a refusal is only logged."""
    with suppress(MailFailed):
        _send(message)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except (SMTPException, OSError) as error:
        # Its own words may hold the address of who was to get it.
        logger.error("mail.failed %s", type(error).__name__)
        raise MailFailed(
            _(
                "Alles is bewaard, maar de mail kon niet vertrekken. "
                "Kijk het adres na, of probeer het later nog eens."
            )
        ) from None
