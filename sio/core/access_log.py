"""Writing the access log.

Each record is chained to the one before it, so two at once take turns: whoever adds
one holds the head of the chain until its transaction ends, and a record goes with a
transaction that is rolled back. **So an action records last**: after it, it takes no
lock that somebody else could hold while waiting for the head.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from sio.core import chain
from sio.core.models import AccessHead, AccessRecord, AccessSegment

Asks = Callable[[int, AbstractBaseUser], tuple[AbstractBaseUser | None, str]]
SEGMENT_ROWS = 50_000  # some 4 a month in the largest use that we reckon with
RETENTION_YEARS = 10  # our proposal; no Belgian rule on logs is published (privacy.md)
# Ten years hold two or three leap days; the database checks the term too (guards).
RETENTION = timedelta(days=RETENTION_YEARS * 365 + 3)


def record_view(
    *,
    traject_id: int | None,
    page: str,
    by: AbstractBaseUser | None,
    on_behalf_of: AbstractBaseUser | None = None,
    why: str = "",
    actor: str = "",
    count: int | None = None,
) -> None:
    """Add one row: `by` has seen `page` of this traject's file.

    The one write that a GET makes: it is the trace of the look, not a change. A list
    has no `traject_id`, but says of how many files it was (`count`). Who has no account
    is an `actor`, such as "applicant" or "clock". `why` is a fixed word or the number
    of the row that tells more ("stand-in", "break-glass 12"), never free text: it can
    not be erased. Where neither is given, both are found out (`_whose`).
    """
    on_behalf_of, why = _whose(traject_id, by, on_behalf_of, why)
    record = AccessRecord(
        what=AccessRecord.What.VIEWED,
        traject=traject_id,
        page=page,
        why=why,
        actor=actor,
        count=count,
    )
    _append([record], by, on_behalf_of)


def record_change(
    *,
    traject_id: int,
    page: str,
    by: AbstractBaseUser | None,
    on_behalf_of: AbstractBaseUser | None = None,
    why: str = "",
    actor: str = "",
) -> None:
    """Add one row: `by` has changed `page` of this traject's file. As record_view."""
    on_behalf_of, why = _whose(traject_id, by, on_behalf_of, why)
    record = AccessRecord(
        what=AccessRecord.What.CHANGED,
        traject=traject_id,
        page=page,
        why=why,
        actor=actor,
    )
    _append([record], by, on_behalf_of)


def record_changes(
    *,
    traject_ids: Iterable[int],
    page: str,
    by: AbstractBaseUser | None,
    on_behalf_of: AbstractBaseUser | None = None,
    why: str = "",
    actor: str = "",
) -> None:
    """Add one row for each of these files, in one go: for what moves many at once.

    One at a time they would hold up everybody's pages until the last is written.
    """
    records = [
        AccessRecord(
            what=AccessRecord.What.CHANGED,
            traject=traject_id,
            page=page,
            why=why,
            actor=actor,
        )
        for traject_id in traject_ids
    ]
    if records:
        _append(records, by, on_behalf_of)


def record_export(
    *,
    traject_id: int | None,
    page: str,
    by: AbstractBaseUser | None,
    on_behalf_of: AbstractBaseUser | None = None,
    why: str = "",
    actor: str = "",
    count: int | None = None,
) -> None:
    """Add one row: `by` took `page` of this file, or of `count` files, along."""
    on_behalf_of, why = _whose(traject_id, by, on_behalf_of, why)
    record = AccessRecord(
        what=AccessRecord.What.EXPORTED,
        traject=traject_id,
        page=page,
        why=why,
        actor=actor,
        count=count,
    )
    _append([record], by, on_behalf_of)


@transaction.atomic
def drop_old_segments(now: datetime) -> int:
    """Delete the rows of segments sealed over ten years ago; how many segments.

    First seals the open one if its month is over, so that a log at rest ages too. The
    rows of segments keep their closing hashes. Two at once do no harm.
    """
    head = _held_head(now)
    if head.segment_count and _month(head.segment_opened_at) < _month(now):
        _begin_segment(head, now)
        head.save(update_fields=_HEAD_FIELDS)
    old = AccessSegment.objects.filter(sealed_at__lt=now - RETENTION, dropped_at=None)
    segments = list(old)
    for segment in segments:
        AccessSegment.objects.filter(pk=segment.pk).update(dropped_at=now)
        records_of(segment).delete()
    return len(segments)


def records_of(segment: AccessSegment) -> QuerySet[AccessRecord]:
    """The records between the first and the last number of a sealed segment."""
    span = (segment.first_sequence, segment.last_sequence or segment.first_sequence)
    return AccessRecord.objects.filter(sequence__range=span)


def begin_chain(now: datetime) -> None:
    """Make the head and first segment of an empty log; nothing if they are there."""
    AccessHead.objects.get_or_create(
        pk=AccessHead.ONLY,
        defaults={
            "sequence": 0,
            "hash": chain.GENESIS,
            "segment": 1,
            "segment_opened_at": now,
            "segment_count": 0,
        },
    )
    AccessSegment.objects.get_or_create(
        number=1,
        defaults={
            "opened_at": now,
            "first_sequence": 1,
            "previous_hash": chain.GENESIS,
        },
    )


def _whose(
    traject_id: int | None,
    by: AbstractBaseUser | None,
    on_behalf_of: AbstractBaseUser | None,
    why: str,
) -> tuple[AbstractBaseUser | None, str]:
    """For whom and why, as given; else as `settings.ACCESS_LOG_ASKS` finds it out.

    Here, so that no path to a file can forget it. The app that knows is above this one.
    """
    if traject_id is None or by is None or on_behalf_of is not None or why:
        return on_behalf_of, why
    asks: Asks = import_string(settings.ACCESS_LOG_ASKS)
    return asks(traject_id, by)


_BATCH = 500  # rows in one statement
_HEAD_FIELDS = ["sequence", "hash", "segment", "segment_opened_at", "segment_count"]


# No savepoint: what fails here takes the caller's transaction along, as it should.
@transaction.atomic(savepoint=False)
def _append(
    records: list[AccessRecord],
    by: AbstractBaseUser | None,
    on_behalf_of: AbstractBaseUser | None,
) -> None:
    head = _held_head(timezone.now())
    now = timezone.now()  # after the wait for the head
    for record in records:
        record.by_id = by.pk if by else None
        record.on_behalf_of_id = on_behalf_of.pk if on_behalf_of else None
        record.at = now
        _chain(record, head)
    AccessRecord.objects.bulk_create(records, batch_size=_BATCH)
    head.save(update_fields=_HEAD_FIELDS)


def _chain(record: AccessRecord, head: AccessHead) -> None:
    """Put the record after the head, and the head at the record; saves neither."""
    is_over = _month(head.segment_opened_at) < _month(record.at)
    if head.segment_count and (is_over or head.segment_count >= SEGMENT_ROWS):
        _begin_segment(head, record.at)
    record.sequence = head.sequence + 1
    record.segment = head.segment
    record.previous_hash = head.hash
    record.hash = chain.record_hash(record)
    head.sequence, head.hash = record.sequence, record.hash
    head.segment_count += 1


def _held_head(now: datetime) -> AccessHead:
    """The head, held until the end of the transaction (SQLite: by its only writer)."""
    heads = AccessHead.objects.select_for_update().filter(pk=AccessHead.ONLY)
    head = heads.first()
    if head is None:
        begin_chain(now)
        head = heads.get()
    return head


def _begin_segment(head: AccessHead, now: datetime) -> None:
    """Seal the head's segment and open the next, which begins with its closing hash."""
    sealed = AccessSegment.objects.get(number=head.segment)
    sealed.last_sequence, sealed.last_hash = head.sequence, head.hash
    sealed.count = head.segment_count
    sealed.sealed_at = max(now, sealed.opened_at)  # a clock may have been set back
    sealed.closing_hash = chain.closing_hash(sealed)
    sealed.save(
        update_fields=[
            "last_sequence",
            "last_hash",
            "count",
            "sealed_at",
            "closing_hash",
        ]
    )
    head.segment, head.segment_count = head.segment + 1, 0
    head.segment_opened_at, head.hash = now, sealed.closing_hash
    AccessSegment.objects.create(
        number=head.segment,
        opened_at=now,
        first_sequence=head.sequence + 1,
        previous_hash=sealed.closing_hash,
    )


def _month(at: datetime) -> tuple[int, int]:
    day = timezone.localdate(at)
    return day.year, day.month
