"""Files that may be of one child: joined by a person, or told apart."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sio.trajects.models import Traject


class FileMerge(models.Model):
    """`merged` goes on in `kept`; both keep their history, and it can be undone.

    A row is never changed but for its undoing.
    """

    kept = models.ForeignKey(Traject, models.CASCADE, related_name="taken_in")
    merged = models.ForeignKey(Traject, models.CASCADE, related_name="merges")
    old_state = models.CharField(max_length=12)  # of `merged`, for the undoing
    reason = models.CharField(_("reden"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"],
                condition=models.Q(undone_at=None),
                name="file_merged_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(kept=models.F("merged")),
                name="file_merged_into_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"


class NotTheSame(models.Model):
    """Somebody looked: these two are not one child. Not proposed again."""

    first = models.ForeignKey(Traject, models.CASCADE, related_name="+")
    second = models.ForeignKey(Traject, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="not_the_same_once"
            ),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")),
                name="not_the_same_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
