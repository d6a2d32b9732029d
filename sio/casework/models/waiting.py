"""Who was moved on the waiting list, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sio.trajects.models import Traject


class WaitingMove(models.Model):
    """A person put one file before another, or at the end. Rows are added only."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="waiting_moves")
    before = models.ForeignKey(
        Traject, models.CASCADE, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reden"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(traject=models.F("before")),
                name="waiting_move_before_another",
            )
        ]

    def __str__(self) -> str:
        return f"{self.traject} {self.at:%Y-%m-%d %H:%M}"
