"""Erasing one file, with all that was kept for it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.core.bounces import forget_bounces
from sio.core.mailbox import normal
from sio.intake.answers import text_of
from sio.intake.models import Assessment
from sio.trajects.errors import FileStillOpen
from sio.trajects.models import Pupil, Traject
from sio.trajects.workflow import OVER

Beforehand = Callable[[Traject], None]


@transaction.atomic
def erase_file(traject: Traject) -> None:
    """Delete a file, the application that opened it, and the pupil with the last file.

    There is no way back. The row of the figures stays, without the key to it; so do the
    rows that figures count it by, without whose they were (`settings.BEFORE_ERASING`),
    and the numbers in the access log. Asks no right, and writes nothing down. Raises
    FileStillOpen: the database keeps the history of what is not over (`kept`). Of two
    at once the second one gets DoesNotExist, and nothing is kept twice.
    """
    # Locked first: sums of it that are made at this moment would be left behind.
    file = Traject.objects.select_for_update().get(pk=traject.pk)
    pupil = Pupil.objects.select_for_update().get(pk=file.pupil_id)
    if file.state not in OVER:
        raise FileStillOpen(_("Beëindig het dossier eerst."))
    beforehand: Beforehand = import_string(settings.BEFORE_ERASING)
    beforehand(file)
    application = file.application
    forget_bounces(_mailboxes(file))
    Assessment.objects.filter(file__traject=file).delete()
    file.delete()
    if application is not None:
        application.delete()
    if not pupil.trajects.exists():
        pupil.delete()


def _mailboxes(traject: Traject) -> list[str]:
    """Addresses that only this file names: an account keeps what is said of its own."""
    named = [home.email for home in traject.households.all()]
    if traject.application is not None:
        answers = traject.application.answers
        named += [traject.application.email, text_of(answers, "family_email")]
    found = {normal(one) for one in named if one}
    accounts = User.objects.filter(email__in=found).values_list("email", flat=True)
    return sorted(found - set(accounts))
