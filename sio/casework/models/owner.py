"""Who a file went from and to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sio.trajects.models import Traject


class HandOver(models.Model):
    """One file that went from one consultant to another, for good or until a day.

    `until` is the day on which it goes back, by the clock; `returned_at` when it did,
    or when there was nothing to give back any more. Files that went together have the
    same moment `at`.
    """

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="hand_overs")
    old = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    new = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(_("reden"), max_length=200)
    until = models.DateField(_("tot"), null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(old=F("new")), name="hand_over_to_somebody_else"
            )
        ]
        indexes = [
            models.Index(
                fields=["until"],
                condition=Q(until__isnull=False, returned_at=None),
                name="hand_over_to_return",
            )
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
