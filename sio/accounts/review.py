"""What the privacy officer reads: the access log by file, by person and by day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.core.access_pages import (
    RecordPage,
    records_of_day,
    records_of_file,
    records_of_person,
)
from sio.core.access_words import actor_label, page_label, what_label, why_label
from sio.core.models import AccessRecord

review_pages: dict[str, Callable[[Any, int | None, int], RecordPage]] = {
    "file": records_of_file,
    "person": records_of_person,
    "day": records_of_day,
}


def review_rows(records: Iterable[AccessRecord]) -> list[dict[str, Any]]:
    """Each record in words, with the account's number: names change and are erased."""
    return [
        {
            "record": record,
            "who": _named(record.by) or actor_label(record.actor),
            "for": _named(record.on_behalf_of),
            "what": what_label(record.what),
            "page": page_label(record.page),
            "why": why_label(record.why),
        }
        for record in records
    ]


def review_table(records: Iterable[AccessRecord]) -> Iterator[list[object]]:
    """The same as rows of a spreadsheet, with the codes as they stand in the log."""
    yield [
        _("Nummer"),
        _("Moment"),
        _("Account"),
        _("Wie"),
        _("Account namens"),
        _("Namens"),
        _("Traject"),
        _("Wat"),
        _("Onderdeel"),
        _("Code"),
        _("Reden"),
        _("Aantal"),
    ]
    for record in records:
        yield [
            record.sequence,
            timezone.localtime(record.at).isoformat(timespec="seconds"),
            record.by_id,
            _named(record.by) or actor_label(record.actor),
            record.on_behalf_of_id,
            _named(record.on_behalf_of),
            record.traject,
            what_label(record.what),
            page_label(record.page),
            record.page,
            record.why,
            record.count,
        ]


def _named(person: User | None) -> str:
    return person.name if person else ""
