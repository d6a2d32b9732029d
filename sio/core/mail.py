"""Plain-text mail to one person, in a given language, after the commit."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation


def send_mail(
    *, to: str, template: str, context: dict[str, Any], language: str
) -> None:
    """Send `<template>.txt` once the transaction is committed; nothing on roll-back.

    The first line of the template is the subject. A mail server that is away raises
    after the commit: what was written stays, and the person who pressed sees it.
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
    transaction.on_commit(partial(message.send))
