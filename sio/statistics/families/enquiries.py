"""Questions that are no application, as they were counted: so many at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from sio.core.time import school_year
from sio.intake.models import Enquiry
from sio.statistics.families.received import to_date
from sio.statistics.families.words import plain
from sio.statistics.rows import Family, Row


def gather(cutoff: datetime, _years: range) -> Iterator[Row]:
    """All of days up to that of `cutoff`."""
    day = timezone.localdate(cutoff)
    is_to_date = to_date(day)
    rows = Enquiry.objects.filter(on__lte=day, counted_at__lte=cutoff).order_by()
    for on, channel, topic, who, number in rows.values_list(
        "on", "channel", "topic__name", "who", "count"
    ).iterator(10_000):
        so_far = "yes" if is_to_date(on) else "no"
        yield school_year(on), channel, plain(topic), who, so_far, number


ENQUIRIES = Family(
    name="enquiries",
    columns=(
        ("school_year", "integer"),
        ("channel", "text"),
        ("topic", "text"),
        ("who", "text"),
        ("to_date", "text"),
        ("number", "integer"),
    ),
    gather=gather,
)
