"""Certificates that come to their end."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet

from sio.casework.clocks import NEEDS_CERTIFICATE
from sio.casework.models import CertificateReminder
from sio.trajects.models import Traject


def certificates_ending(day: date, days_ahead: int) -> QuerySet[Traject]:
    """Files whose certificate ends within so many days, of which no school was told.

    Without a class the school does not see the file: such a one waits for the class.
    """
    told = CertificateReminder.objects.filter(
        traject=OuterRef("pk"), certificate_until=OuterRef("certificate_until")
    )
    return (
        Traject.objects.filter(
            state__in=NEEDS_CERTIFICATE,
            school_class__isnull=False,
            certificate_until__gte=day,
            certificate_until__lte=day + timedelta(days=days_ahead),
        )
        .exclude(Exists(told))
        .order_by(F("certificate_until"), "pk")
    )
