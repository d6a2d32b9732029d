"""Noting who was spoken to about a file, and striking a mistake through."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.casework import rules
from sio.casework.actions.weighing import check_permission
from sio.casework.errors import CaseworkNotAllowed, ContactInFuture, ContactStruck
from sio.casework.models import ContactCorrection, ContactMoment
from sio.casework.models.weighing import NEEDS_PERMISSION
from sio.casework.queries.contact import reached_of
from sio.core.access_log import record_change
from sio.trajects.actions import change_state
from sio.trajects.models import Household, Traject
from sio.trajects.queries import standings
from sio.trajects.workflow import State

# A form that was opened a moment ago by a clock that runs a little ahead.
LEEWAY = timedelta(minutes=5)


@dataclass(frozen=True)
class Contact:
    """What somebody notes of one talk, or of one attempt. `key` is that of the form."""

    with_whom: str
    how: str
    reached: bool
    happened_at: datetime
    note: str = ""
    household: Household | None = None
    key: uuid.UUID = field(default_factory=uuid.uuid4)


@transaction.atomic
def log_contact(*, traject: Traject, contact: Contact, by: User) -> ContactMoment:
    """Add one row to the log; the same form twice gives the row that is there.

    An application of which family and school were both reached moves to "contact" in
    the same transaction, once, whoever notes what completes the pair. Raises
    CaseworkNotAllowed, ContactInFuture for what is yet to come, and PermissionMissing
    for a physician or therapist, also for an attempt.
    """
    _check_may_log(traject, by)
    if contact.with_whom in NEEDS_PERMISSION:
        check_permission(traject, timezone.localdate(contact.happened_at))
    if contact.happened_at > timezone.now() + LEEWAY:
        raise ContactInFuture(
            _("Dat is in de toekomst. Noteer een gesprek als het voorbij is.")
        )
    held = Traject.objects.select_for_update().get(pk=traject.pk)
    moment, is_new = ContactMoment.objects.get_or_create(
        key=contact.key,
        traject=held,
        defaults={
            "with_whom": contact.with_whom,
            "how": contact.how,
            "reached": contact.reached,
            "happened_at": contact.happened_at,
            "note": contact.note,
            "household": contact.household,
            "by": by,
        },
    )
    if is_new and held.state == State.APPLIED and reached_of(held).both_on is not None:
        change_state(
            traject=held,
            to=State.CONTACT,
            reason=_("gezin en school gesproken"),
            by=by,
        )
    traject.state, traject.state_since = held.state, held.state_since
    if is_new:
        record_change(traject_id=held.pk, page="contact", by=by)
    return moment


@transaction.atomic
def strike_contact(*, moment: ContactMoment, reason: str, by: User) -> None:
    """Strike a mistake through; it stays to be read and counts no more.

    The state of the file stays too: history is not rewritten. Raises ContactStruck for
    who comes second.
    """
    _check_may_log(moment.traject, by)
    _row, is_new = ContactCorrection.objects.get_or_create(
        moment=moment, defaults={"reason": reason, "by": by}
    )
    if not is_new:
        raise ContactStruck(_("Dit contact was al doorgestreept."))
    record_change(traject_id=moment.traject_id, page="contact", by=by)


def _check_may_log(traject: Traject, by: User) -> None:
    if not rules.may_log_contact(standings(traject, by)):
        raise CaseworkNotAllowed(_("Dit doet de consulent van dit traject."))
