"""Mailing families their personal link: of one file, or of all that wait."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.casework import rules
from sio.casework.actions.rounds.answer import check_calls, hold_open
from sio.casework.errors import AlreadyInvited, RoundNotAllowed
from sio.casework.models import Round, RoundCall, RoundInvitation
from sio.casework.queries.invitations import calls_to_invite
from sio.casework.queries.rounds import guardians_to_invite
from sio.core.access_log import record_change
from sio.core.mail import send_mail

MAILED_AGAIN_AFTER = timedelta(days=1)
BATCH = 100  # families at a time, some seconds


@transaction.atomic
def invite_family(*, call: RoundCall, by: User) -> int:
    """Mail each guardian a personal link; how many mails.

    The mail says only that there are a few questions. Raises AlreadyInvited if there
    is nobody to mail, or everybody was mailed less than a day ago.
    """
    check_calls(call, by)
    hold_open(call.round_id)
    sent = _mail_family(call, timezone.now(), by)
    if not sent:
        raise AlreadyInvited(
            _("Er is niemand om te mailen, of ze kregen vandaag al een mail.")
        )
    record_change(traject_id=call.traject_id, page="round", by=by)
    return sent


@transaction.atomic
def invite_next(*, asked_in: Round, by: User) -> int:
    """Mail up to BATCH families that were mailed nothing yet; how many families.

    As `invite_family`, of the files that this person may call about. Two presses at
    once mail each family once, for the round is held; 0 once there is nobody left.
    """
    if not rules.may_see_rounds(working_roles(by)):
        raise RoundNotAllowed(_("Dit doet wie het dossier volgt."))
    hold_open(asked_in.pk)
    now = timezone.now()
    calls = list(calls_to_invite(asked_in, by)[:BATCH])
    mailed = [call for call in calls if _mail_family(call, now, by)]
    for call in mailed:
        record_change(traject_id=call.traject_id, page="round", by=by)
    return len(mailed)


def invite_all(*, asked_in: Round, by: User) -> int:
    """The same until nobody is left. Broken off, it goes on where it was."""
    total = 0
    while mailed := invite_next(asked_in=asked_in, by=by):
        total += mailed
    return total


def _mail_family(call: RoundCall, now: datetime, by: User) -> int:
    sent = 0
    for guardian in guardians_to_invite(call.traject):
        invitation, is_new = RoundInvitation.objects.get_or_create(
            call=call, guardian=guardian, defaults={"by": by, "sent_at": now}
        )
        old = RoundInvitation.objects.filter(
            pk=invitation.pk, sent_at__lt=now - MAILED_AGAIN_AFTER
        )
        if is_new or old.update(sent_at=now, by=by) == 1:
            send_mail(
                to=guardian.user.email,
                template="casework/mail/round",
                context={"user": guardian.user, "link": invitation.link},
                language=guardian.user.language,
                traject_id=call.traject_id,
            )
            sent += 1
    return sent
