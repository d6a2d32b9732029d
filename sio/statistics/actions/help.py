"""Adding up questions to the helpdesk, before they are deleted."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from sio.core.time import school_year
from sio.lessons.models import HelpQuestion
from sio.statistics.models import HelpOfYear
from sio.trajects.models import Traject

Key = tuple[int, str, str]
MINUTE = timedelta(minutes=1)


def count_questions(now: datetime) -> int:
    """Take questions that are over into the numbers of their school year; how many.

    Each once, also when two count at once. What was closed by nobody lasted until its
    end. The year is that in which it was asked, in Brussels.
    """
    return _count(HelpQuestion.objects.all(), now)


@transaction.atomic
def end_questions_of(traject: Traject, now: datetime) -> int:
    """Count those of a file that is to go; what is still asked is over now."""
    mine = HelpQuestion.objects.filter(traject=traject)
    mine.filter(closed_at=None, ends_at__gt=now).update(closed_at=now)
    return _count(mine, now)


@transaction.atomic
def _count(some: QuerySet[HelpQuestion], now: datetime) -> int:
    over = some.filter(Q(closed_at__isnull=False) | Q(ends_at__lte=now), counted=False)
    found = list(over.select_for_update(skip_locked=True).order_by("pk"))
    questions: Counter[Key] = Counter()
    minutes: Counter[Key] = Counter()
    for one in found:
        year = school_year(timezone.localdate(one.opened_at))
        key = (year, one.asked_by, one.trouble)
        questions[key] += 1
        minutes[key] += _minutes(one)
    for key in sorted(questions):
        _add(key, questions[key], minutes[key])
    HelpQuestion.objects.filter(pk__in=[one.pk for one in found]).update(counted=True)
    return len(found)


def _minutes(one: HelpQuestion) -> int:
    """How long it was open, rounded; half a minute counts."""
    until = min(one.closed_at or one.ends_at, one.ends_at)
    return max(round((until - one.opened_at) / MINUTE + 1e-9), 0)


def _add(key: Key, questions: int, minutes: int) -> None:
    year, asked_by, trouble = key
    row, _made = HelpOfYear.objects.get_or_create(
        school_year=year, asked_by=asked_by, trouble=trouble
    )
    HelpOfYear.objects.filter(pk=row.pk).update(
        questions=F("questions") + questions, minutes=F("minutes") + minutes
    )
