"""The states of a mail that is to go out, and the moves between them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """From written to sent, or to the list of those that did not leave."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    GIVEN_UP = "given_up"
    DROPPED = "dropped"


ALLOWED_MOVES: dict[MailState, frozenset[MailState]] = {
    MailState.QUEUED: frozenset({MailState.SENDING}),
    MailState.SENDING: frozenset(
        {
            MailState.SENDING,  # the worker that had it was killed: another takes it
            MailState.QUEUED,
            MailState.SENT,
            MailState.FAILED,
            MailState.GIVEN_UP,
        }
    ),
    MailState.SENT: frozenset(),
    MailState.FAILED: frozenset({MailState.QUEUED, MailState.DROPPED}),
    MailState.GIVEN_UP: frozenset({MailState.QUEUED, MailState.DROPPED}),
    MailState.DROPPED: frozenset(),
}
DID_NOT_LEAVE = (MailState.FAILED, MailState.GIVEN_UP)


class Reason(models.TextChoices):
    """Why a mail did not leave, in words for the coordinator."""

    ADDRESS_REFUSED = (
        "address_refused",
        _("De mailserver van de ontvanger weigert dit adres. Klopt het nog?"),
    )
    MAIL_REFUSED = "mail_refused", _("De mailserver van de ontvanger weigert de mail.")
    BUSY = "busy", _("De mailbox nam even geen mail aan; misschien is hij vol.")
    SERVER_AWAY = "server_away", _("Onze eigen mailserver nam de mail niet aan.")
    FAULT = "fault", _("Er liep iets mis bij ons. De beheerder kan het nakijken.")


class WhyBack(models.TextChoices):
    """Why mail to an address comes back, in words for who reads the mailbox."""

    NO_SUCH = "no_such", _("het adres bestaat niet")
    FULL = "full", _("de mailbox is vol")
    REFUSED = "refused", _("de mail wordt geweigerd")
    OTHER = "other", _("iets anders")


# What to say of a mail that did not leave. Ours to mend, and no word on the address:
# our own mail server was away, or the fault is ours.
WHY_OF_REASON: dict[str, WhyBack] = {
    Reason.ADDRESS_REFUSED: WhyBack.NO_SUCH,
    Reason.MAIL_REFUSED: WhyBack.REFUSED,
    Reason.BUSY: WhyBack.FULL,
}
