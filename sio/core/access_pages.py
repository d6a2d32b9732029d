"""Reading the access log a page at a time, newest first, however long it is.

Nothing here counts the whole: a page ends with the number from which older ones go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from sio.core.models import AccessRecord

PAGE_ROWS = 50
EXPORT_ROWS = 10_000  # at most in one file; the next begins where it ended


@dataclass(frozen=True)
class RecordPage:
    """Records, newest first, and the number before which there are more; else None."""

    rows: list[AccessRecord]
    older: int | None


def cursor(text: str | None) -> int | None:
    """The number that an address asks to go on from; None for whatever is none."""
    if text and text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    return None


def records_of_file(
    traject_id: int, before: int | None = None, size: int = PAGE_ROWS
) -> RecordPage:
    """What was done with one file."""
    return _by_number(AccessRecord.objects.filter(traject=traject_id), before, size)


def records_of_person(
    user_id: int, before: int | None = None, size: int = PAGE_ROWS
) -> RecordPage:
    """What one person did, whatever file it was."""
    return _by_number(AccessRecord.objects.filter(by=user_id), before, size)


def records_of_day(
    day: date, before: int | None = None, size: int = PAGE_ROWS
) -> RecordPage:
    """What everybody did on one day in Brussels.

    By moment, not by number, so that the index on moments serves it in this order.
    """
    begin, end = _midnight(day), _midnight(day + timedelta(days=1))
    records = AccessRecord.objects.filter(at__gte=begin, at__lt=end)
    if before is not None:
        edge = AccessRecord.objects.filter(sequence=before).first()
        if edge is not None:
            records = records.filter(at__lte=edge.at)
            records = records.exclude(at=edge.at, sequence__gte=edge.sequence)
    return _page(records.order_by("-at", "-sequence"), size)


def _by_number(
    records: QuerySet[AccessRecord], before: int | None, size: int
) -> RecordPage:
    if before is not None:
        records = records.filter(sequence__lt=before)
    return _page(records.order_by("-sequence"), size)


def _page(records: QuerySet[AccessRecord], size: int) -> RecordPage:
    rows = list(records.select_related("by", "on_behalf_of")[: size + 1])
    older = rows[size - 1].sequence if len(rows) > size else None
    return RecordPage(rows[:size], older)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
