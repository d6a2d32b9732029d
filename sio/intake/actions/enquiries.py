"""Counting questions that are no application."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.errors import DomainError
from sio.core.time import today
from sio.intake import rules
from sio.intake.models import Enquiry, EnquiryTopic


class EnquiryNotAllowed(DomainError):
    code = "intake.enquiry_not_allowed"


class EnquiryGone(DomainError):
    code = "intake.enquiry_gone"


@transaction.atomic
def count_enquiry(
    *, channel: str, topic: EnquiryTopic, who: str, by: User, count: int = 1
) -> Enquiry:
    """Add one row of today; two presses are two questions."""
    _check_may_count(by)
    return Enquiry.objects.create(
        channel=channel, topic=topic, who=who, count=count, on=today(), by=by
    )


@transaction.atomic
def undo_enquiry(*, pk: int, by: User) -> None:
    """Take back what this person counted today.

    EnquiryGone for a second press, for yesterday's and for somebody else's alike.
    """
    _check_may_count(by)
    mine = Enquiry.objects.filter(pk=pk, by=by, on=today())
    if mine.delete()[0] != 1:
        raise EnquiryGone(
            _("Terugnemen kan één keer, op de dag zelf, door wie het telde.")
        )


@transaction.atomic
def keep_topic(*, topic: EnquiryTopic, by: User) -> EnquiryTopic:
    """Add the topic, or save its changed fields; the last who saves wins."""
    if not rules.may_keep_topics(working_roles(by)):
        raise EnquiryNotAllowed(_("Dit doet de coördinator."))
    topic.save()
    return topic


def _check_may_count(by: User) -> None:
    if not rules.may_count_enquiries(working_roles(by)):
        raise EnquiryNotAllowed(_("Vragen tellen doen onze medewerkers."))
