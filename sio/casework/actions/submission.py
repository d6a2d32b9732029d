"""An application comes in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from sio.casework.actions.opening import open_file
from sio.core.limits import hit
from sio.core.mail import send_mail
from sio.core.mailbox import index_of
from sio.intake.actions.application import submit_draft
from sio.intake.models import Application, Draft
from sio.trajects.models import Traject
from sio.trajects.workflow import State

HOUR_S = 3600
MAILS_PER_MAILBOX = 10  # an hour: a school may send in several


@transaction.atomic
def receive_application(
    *, draft: Draft, cleaned: Mapping[str, Any], text_version: int, now: datetime
) -> Application:
    """Send the draft in, open its file, and mail the reference; once, however often.

    Raises what `submit_draft` raises; then nothing was changed.
    """
    application = submit_draft(
        draft=draft, cleaned=cleaned, text_version=text_version, now=now
    )
    if application.received_at == now:
        traject = open_file(application=application)
        _mail_reference(application, traject)
    return application


def _mail_reference(application: Application, traject: Traject) -> None:
    """Without the pupil's name or a word on health: mail is an open card."""
    key = index_of(application.email)
    if hit("applications.mail", key, MAILS_PER_MAILBOX, HOUR_S):
        send_mail(
            to=application.email,
            template="intake/mail/received",
            context={
                "reference": application.reference,
                "status_path": reverse("casework:status"),
                "waits": traject.state == State.WAITING,
            },
            language=application.language,
            traject_id=traject.pk,
        )
