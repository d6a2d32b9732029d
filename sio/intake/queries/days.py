"""Moments in the database as days in Belgium, for comparing years."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate


def counts_per_day(rows: QuerySet[Any], moment: str) -> list[tuple[date, int]]:
    """How many rows on each day in Brussels, by the field `moment`, earliest first.

    Rows without that moment are not counted. Takes any queryset, so that `compare`
    and `capacity` can be fed with applications as well as with questions.
    """
    with_moment = rows.filter(**{f"{moment}__isnull": False}).order_by()
    days = with_moment.annotate(day=TruncDate(moment)).values_list("day")
    return list(days.annotate(Count("pk")).order_by("day"))
