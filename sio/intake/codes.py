"""Mailed codes: who reads this mailbox may go on, with a draft or whatever it is.

Nobody learns whether we know an address: known or not, there is a row, the answer is
the same, and the mail leaves after it. No mailbox is flooded: MAILS_PER_HOUR and
MAILS_PER_DAY hold for all purposes together. One network may use up half of an hour's,
so that no stranger locks out a mailbox, and has a limit that no hospital comes near.

Wrong tries count on the `handle` of the window that asked, never on the mailbox or the
network: whoever guesses at somebody's code spoils only the own one.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from django.db import close_old_connections
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from sio.core.errors import DomainError
from sio.core.limits import address_key, hit
from sio.core.mail import send_mail
from sio.core.mailbox import index_of, indexes_of
from sio.core.spelled import new_spelling, normalised
from sio.intake.models import MailedCode

LENGTH = 8
LASTS = timedelta(minutes=30)
TRIES = 5
MAILS_PER_HOUR = 12  # to one mailbox, which a whole ward may share
MAILS_PER_DAY = 40
MAILS_FROM_ONE_PLACE = (
    6  # an hour, of one network to one mailbox: half stays for others
)
MAILS_PER_NETWORK = 600  # an hour: a hospital or school shares one address
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)  # also how long a row is kept, to count by

RESUME = "resume"
STATUS = "status"


class TooManyCodes(DomainError):
    """This mailbox, or this network, had enough mail for now."""

    code = "intake.too_many_codes"


class WrongCode(DomainError):
    """No code, another one, one that was used or is too old, or tried too often."""

    code = "intake.wrong_code"


class AnyRequest(Protocol):
    """A request behind `chores_afterwards`, as far as we need it."""

    META: dict[str, Any]
    afterwards: list[Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Mail:
    """Where a code goes, and in which words; `template` without its ending.

    `traject_id` is the file on which it stands if it does not leave.
    """

    to: str
    template: str
    language: str
    traject_id: int | None = None


def mail_code(
    *, purpose: str, mail: Mail, subject: int | None, request: AnyRequest
) -> str:
    """The handle of a new code; the code itself is mailed after the answer.

    `subject` is what the code opens, None for an address that we don't know: then no
    mail leaves. Raises TooManyCodes, for known and unknown alike; nothing is kept then.
    """
    now = timezone.now()
    _count_mail(mail.to, request, now)
    code = new_spelling(LENGTH)
    row = MailedCode(
        purpose=purpose,
        email_index=index_of(mail.to),
        subject=subject,
        created_at=now,
        expires_at=now + LASTS,
        tries_left=TRIES,
    )
    row.code_hash = _hash_of(row.handle, code)
    row.save(force_insert=True)
    if subject is not None:
        request.afterwards.append(partial(_send, mail, code))
    return str(row.handle)


def use_code(*, purpose: str, handle: str, typed: str) -> int:
    """The subject of the code, used up now. Raises WrongCode, and counts the try.

    Of two presses at once one wins.
    """
    now = timezone.now()
    code = normalised(typed, LENGTH)
    row = _living(purpose, handle, now).first()
    if row is None or not code:
        raise wrong()
    mine = MailedCode.objects.filter(pk=row.pk, used_at=None, tries_left__gt=0)
    if mine.update(tries_left=F("tries_left") - 1) != 1:
        raise wrong()
    right = constant_time_compare(row.code_hash, _hash_of(row.handle, code))
    unused = MailedCode.objects.filter(pk=row.pk, used_at=None)
    if row.subject is None or not right or unused.update(used_at=now) != 1:
        raise wrong()
    return row.subject


def delete_old_codes(now: datetime) -> int:
    """How many rows of more than a day old are gone; by then nothing counts by them."""
    gone, _models = MailedCode.objects.filter(created_at__lt=now - DAY).delete()
    return gone


def _living(purpose: str, handle: str, now: datetime) -> QuerySet[MailedCode]:
    with suppress(ValueError):
        return MailedCode.objects.filter(
            handle=UUID(handle), purpose=purpose, used_at=None, expires_at__gt=now
        )
    return MailedCode.objects.none()


def _count_mail(email: str, request: AnyRequest, now: datetime) -> None:
    """The cache counts what comes at once, the rows what comes over time."""
    hour, day = int(HOUR.total_seconds()), int(DAY.total_seconds())
    key, place = index_of(email), address_key(request)
    rows = MailedCode.objects.filter(email_index__in=indexes_of(email))
    fits = (
        hit("mail_code.network", place, MAILS_PER_NETWORK, hour)
        and hit("mail_code.place", f"{key}:{place}", MAILS_FROM_ONE_PLACE, hour)
        and hit("mail_code.hour", key, MAILS_PER_HOUR, hour)
        and hit("mail_code.day", key, MAILS_PER_DAY, day)
        and rows.filter(created_at__gt=now - HOUR).count() < MAILS_PER_HOUR
        and rows.filter(created_at__gt=now - DAY).count() < MAILS_PER_DAY
    )
    if not fits:
        raise TooManyCodes(
            _(
                "Er zijn al codes gemaild naar dit adres. Een code werkt een half uur, "
                "in het venster waarin je ze vroeg: kijk in je mailbox, ook bij de "
                "ongewenste mail. Lukt het niet? Probeer het over een uur opnieuw."
            )
        )


def _send(mail: Mail, code: str) -> None:
    """After the answer, so that its time tells nothing."""
    shown = f"{code[:4]}-{code[4:]}"
    try:
        send_mail(
            to=mail.to,
            template=mail.template,
            context={"code": shown, "minutes": int(LASTS.total_seconds() // 60)},
            language=mail.language,
            traject_id=mail.traject_id,
        )
    finally:
        close_old_connections()  # the request that did this has ended


def wrong() -> WrongCode:
    """The same words for whatever is wrong with a code."""
    return WrongCode(
        _(
            "Die code klopt niet, of werkt niet meer. Kijk nog eens in de mail, of "
            "vraag een nieuwe code."
        )
    )


def _hash_of(handle: UUID, code: str) -> str:
    """Keyed, and for this row alone: a stolen table tells no code."""
    text = f"{handle}:{code}"
    return salted_hmac("sio.intake.codes", text, algorithm="sha256").hexdigest()
