"""Erasing one file, with all that was kept for it."""

from __future__ import annotations

from django.db import transaction

from sio.trajects.models import Pupil, Traject


@transaction.atomic
def erase_file(traject: Traject) -> None:
    """Delete a file, the application that opened it, and the pupil with the last file.

    There is no way back. The row of the figures stays, without the key to it; so do the
    numbers in the access log. Asks no right, and writes nothing down.
    """
    pupil = Pupil.objects.select_for_update().get(pk=traject.pupil_id)
    application = traject.application
    Traject.objects.get(pk=traject.pk).delete()
    if application is not None:
        application.delete()
    if not pupil.trajects.exists():
        pupil.delete()
