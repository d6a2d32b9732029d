"""Rows that happened in the past: a moment that Django would set to now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db import models
from django.utils import timezone

Row = TypeVar("Row", bound=models.Model)


def add(rows: Iterable[Row], moment: str = "at") -> list[Row]:
    """Add these rows with the `moment` that each was made with; one query.

    Histories are never changed afterwards, so Django may not set it to now first.
    """
    made = list(rows)
    if not made:
        return []
    table = type(made[0])
    clock = table._meta.get_field(moment)
    assert isinstance(clock, models.DateTimeField)
    sets_now, clock.auto_now_add = clock.auto_now_add, False
    try:
        return table._default_manager.bulk_create(made)
    finally:
        clock.auto_now_add = sets_now


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a day in Brussels, never one that is still to come."""
    moment = datetime.combine(day, time(hour, minute), timezone.get_current_timezone())
    return min(moment, timezone.now() - timedelta(minutes=1))
