"""Who wants a mail when there is something in the box."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from sio.core.access_log import record_change
from sio.postbox.errors import BoxNotAllowed
from sio.postbox.models import Wish
from sio.postbox.queries import Holder, still_holds


@transaction.atomic
def set_wish(*, holder: Holder, wanted: bool) -> None:
    """A grown-up wants such mails from now on, or no more. Safe to repeat."""
    if holder.user is None or not still_holds(holder):
        raise BoxNotAllowed(_("Dit postvak is niet (meer) van jou."))
    if wanted:
        Wish.objects.get_or_create(traject=holder.traject, user=holder.user)
    else:
        Wish.objects.filter(traject=holder.traject, user=holder.user).delete()
    record_change(traject_id=holder.traject.pk, page="postbox", by=holder.user)
