"""Mails about one file that did not arrive."""

from __future__ import annotations

from django.db.models import QuerySet

from sio.core.models import OutgoingMail
from sio.core.workflow import DID_NOT_LEAVE
from sio.trajects.models import Traject


def mails_not_arrived(traject: Traject) -> QuerySet[OutgoingMail]:
    """Those that were refused or given up, newest first, without their text.

    The caller has checked that casework may be seen. That of a letter is not among
    them: it is told with the letter. They go after thirty days, as on the post page.
    """
    return OutgoingMail.objects.filter(
        traject=traject.pk, state__in=DID_NOT_LEAVE, letter=None
    ).defer("subject", "body", "reply_to")
