"""Drafts that still live, and what was sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from sio.core.mailbox import indexes_of
from sio.intake.models import Application, Draft

KEEP_DRAFT = timedelta(days=30)  # after the last touch


def drafts_living(now: datetime | None = None) -> QuerySet[Draft]:
    """Those touched in the last 30 days; older ones are gone, deleted yet or not."""
    oldest = (now or timezone.now()) - KEEP_DRAFT
    return Draft.objects.filter(touched_at__gt=oldest)


def drafts_of(email: str) -> QuerySet[Draft]:
    """What this mailbox can go on with: not sent yet, last touched first."""
    found = drafts_living().filter(submitted_at=None, email_index__in=indexes_of(email))
    return found.order_by("-touched_at")


def applications_of(email: str) -> QuerySet[Application]:
    """What was sent with this address, newest first."""
    found = Application.objects.filter(email_index__in=indexes_of(email))
    return found.order_by("-received_at")
