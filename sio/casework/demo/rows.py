"""Rows that happened in the past: a moment that Django would set to now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db import models
from django.utils import timezone

Row = TypeVar("Row", bound=models.Model)


def add(rows: Iterable[Row], moment: str = "at") -> list[Row]:
    """Add these rows with the `moment` that each was made with; two queries."""
    made = list(rows)
    if not made:
        return []
    moments = [getattr(row, moment) for row in made]
    table = type(made[0])._default_manager
    table.bulk_create(made)
    for row, at in zip(made, moments, strict=True):
        setattr(row, moment, at)
    table.bulk_update(made, [moment])
    return made


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a day in Brussels, never one that is still to come."""
    moment = datetime.combine(day, time(hour, minute), timezone.get_current_timezone())
    return min(moment, timezone.now() - timedelta(minutes=1))
