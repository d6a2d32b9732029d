"""How times of lessons are shown."""

from __future__ import annotations

from datetime import timedelta

from django import template
from django.utils.functional import Promise

from sio.lessons.forms import WEEKDAYS

register = template.Library()


@register.filter
def weekday_name(number: int) -> str | Promise:
    """maandag for 0."""
    return WEEKDAYS[number][1]


@register.filter
def hours(length: timedelta) -> str:
    """1:05 for an hour and five minutes, rounded to whole minutes."""
    minutes = round(length.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02}"
