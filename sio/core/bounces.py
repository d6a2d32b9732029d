"""Addresses whose mail comes back: who says so, until when, and where to look.

A mail to such an address is still sent: nothing is lost, and it may work again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from sio.core.mailbox import index_of, indexes_of
from sio.core.models import Bounce
from sio.core.once import once
from sio.core.time import today
from sio.core.workflow import WhyBack

KEEP_BOUNCES = timedelta(days=396)  # our choice: a school year, and a month
ENHANCED = re.compile(rb"\s*5\.(\d{1,3})\.(\d{1,3})\b")
MAILBOX_IS_FULL = 552  # RFC 5321, 4.2.3: exceeded storage allocation


def open_bounces() -> QuerySet[Bounce]:
    """Those that nobody took back, newest first."""
    return Bounce.objects.filter(ended_at=None)


def bounced_since(address: str) -> datetime | None:
    """Since when mail to this address comes back; None if it does not."""
    return coming_back([address]).get(address)


def coming_back(addresses: Iterable[str]) -> dict[str, datetime]:
    """Of these addresses, as they are written, those whose mail comes back: since when.

    One query, and within one page none after the first, however many it shows.
    """
    read = open_bounces().values_list("address_index", "since")
    since: dict[str, datetime] = once("bounces", lambda: dict(read))
    return {
        address: since[index]
        for address in addresses
        for index in (indexes_of(address) if since and address else ())
        if index in since
    }


def back_since(address: str) -> str:
    """The day since when, in words; empty if mail to this address arrives."""
    since = bounced_since(address)
    return day_in_words(since) if since else ""


def day_in_words(moment: datetime) -> str:
    """The day in Brussels, such as "12 november"; of another year with the year."""
    day = timezone.localdate(moment)
    return date_format(day, "j F" if day.year == today().year else "DATE_FORMAT")


@transaction.atomic
def mark_bounce(*, address: str, why: str, by: Any) -> Bounce:
    """Note that mail to this address comes back; again, if it was noted before.

    `by` None is the mail server, which changes nothing of what a person said. Two at
    once make one row, and so do a mark and a taking back: the later one holds.
    """
    now = timezone.now()
    known = _open_of(address).select_for_update().first()
    if known is None:
        made, is_new = Bounce.objects.get_or_create(
            address_index=index_of(address),
            ended_at=None,
            defaults={"address": address.strip(), "why": why, "by": by, "since": now},
        )
        # Else somebody was first, and may have ended it by now: look again.
        return made if is_new else mark_bounce(address=address, why=why, by=by)
    known.last_at = now
    if by is not None or known.by_id is None:
        known.why, known.by = why, by
    known.save(update_fields=["last_at", "why", "by"])
    return known


def end_bounce(*, bounce: Bounce, by: Any) -> bool:
    """Mail to it arrives again; False if somebody said so already."""
    still = open_bounces().filter(pk=bounce.pk)
    return still.update(ended_at=timezone.now(), ended_by=by) == 1


def note_refusal(address: str, error: Exception) -> None:
    """What the mail server said when it refused this address for good."""
    why = why_refused(error)
    if why is not None:
        mark_bounce(address=address, why=why, by=None)


def note_taken(address: str) -> None:
    """The mail server takes what it refused before: what it alone said is over.

    What a person said stays: a server may take a mail, and send it back an hour later.
    """
    open_ones = _open_of(address).filter(by=None)
    open_ones.update(ended_at=timezone.now())


def why_refused(error: Exception) -> WhyBack | None:
    """What a refusal says of the address; None if it says nothing of it.

    The second and third number tell. Source: RFC 3463, 3.2 (1: the address, of which
    7 and 8 are the sender's; 2: the mailbox, of which 2 is full), 3.6 and 3.8 (5 and 7:
    protocol and policy, so often our own server). Without them: RFC 5321, 4.2.3.
    """
    if not isinstance(error, SMTPRecipientsRefused):
        return None
    code, words = max(error.recipients.values())
    if code < 500:
        return None
    told = ENHANCED.match(words)
    if told is None:
        return WhyBack.FULL if code == MAILBOX_IS_FULL else WhyBack.REFUSED
    subject, detail = int(told[1]), int(told[2])
    if subject in (5, 7) or (subject, detail) in ((1, 7), (1, 8)):
        return None
    if subject == 1:
        return WhyBack.NO_SUCH
    return WhyBack.FULL if (subject, detail) == (2, 2) else WhyBack.REFUSED


def forget_bounces(addresses: Iterable[str]) -> None:
    """Nothing is kept of these: the file that named them goes."""
    indexes = [index for one in addresses for index in indexes_of(one)]
    Bounce.objects.filter(address_index__in=indexes).delete()


def delete_old_bounces(now: datetime) -> int:
    """How many are gone: those that nobody has told of for thirteen months."""
    deleted, _models = Bounce.objects.filter(last_at__lt=now - KEEP_BOUNCES).delete()
    return deleted


def _open_of(address: str) -> QuerySet[Bounce]:
    return open_bounces().filter(address_index__in=indexes_of(address))
