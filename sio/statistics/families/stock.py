"""One row for each time that somebody counted how many sets lie ready."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from sio.core.time import school_year
from sio.intake.models import WindowChange
from sio.statistics.rows import Family, Row


def gather(cutoff: datetime, _years: range) -> Iterator[Row]:
    """Every count by `cutoff`, in the school year in which it was made.

    The planner writes it down with a decision on a school year, which may be the next
    one; sets are the same sets. What was counted last in a month, and in a school year,
    is said once more.
    """
    counted = WindowChange.objects.filter(sets_free__isnull=False, at__lte=cutoff)
    facts = [
        (timezone.localdate(at), sets)
        for at, sets in counted.order_by("at", "pk").values_list("at", "sets_free")
    ]
    last_of_month = {f"{day:%Y-%m}": place for place, (day, _) in enumerate(facts)}
    last_of_year = {school_year(day): place for place, (day, _) in enumerate(facts)}
    for place, (day, sets) in enumerate(facts):
        year, month = school_year(day), f"{day:%Y-%m}"
        ends_month = last_of_month[month] == place
        ends_year = last_of_year[year] == place
        yield (
            year,
            month,
            sets,
            sets if ends_month else None,
            sets if ends_year else None,
        )


STOCK = Family(
    name="stock",
    columns=(
        ("school_year", "integer"),
        ("month", "text"),
        ("sets", "integer"),
        ("last_of_month", "integer"),
        ("last_of_year", "integer"),
    ),
    gather=gather,
)
