"""Writes. One function per thing a person or a device does; each is one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, When
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext as _

from sio.lessons.errors import UseRefused
from sio.lessons.models import Use
from sio.trajects.models import Traject

AHEAD = timedelta(minutes=2)  # a clock that was set to ours may still drift
OLDEST = timedelta(days=8)  # a device that was off over a week of holidays and more
LONGEST = timedelta(hours=12)


@transaction.atomic
def note_use(
    *,
    traject: Traject,
    connection: UUID,
    started_at: datetime,
    stopped_at: datetime,
    now: datetime,
) -> Use:
    """Keep the earliest start and the latest stop of one connection.

    Safe to call again and again, and for both browsers at once. Raises UseRefused and
    changes nothing for another traject's connection or for impossible moments
    (docs/protocol.md, "Use").
    """
    length = stopped_at - started_at
    if length < timedelta(0) or length > LONGEST:
        raise use_refused()
    if stopped_at > now + AHEAD or started_at < now - OLDEST:
        raise use_refused()
    same = Use.objects.filter(
        connection=connection,
        traject=traject,
        started_at__gte=stopped_at - LONGEST,
        stopped_at__lte=started_at + LONGEST,
    )
    wider = {
        "started_at": Least(F("started_at"), started_at),
        "stopped_at": Greatest(F("stopped_at"), stopped_at),
        # Wider than it was counted: to be counted anew.
        "counted": Case(
            When(started_at__gt=started_at, then=False),
            When(stopped_at__lt=stopped_at, then=False),
            default=F("counted"),
        ),
    }
    if not same.update(**wider):
        # Insert or leave, then widen: whoever loses the race to insert widens the row.
        row = Use(
            connection=connection,
            traject=traject,
            started_at=started_at,
            stopped_at=stopped_at,
        )
        Use.objects.bulk_create([row], ignore_conflicts=True)
        if not same.update(**wider):
            raise use_refused()
    return Use.objects.get(connection=connection)


def use_refused() -> UseRefused:
    """The refusal, in the language of now."""
    return UseRefused(_("Dit gebruik kan niet genoteerd worden."))
