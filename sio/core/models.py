"""The access log: who looked at which pupil's file, and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class AccessRecord(models.Model):
    """One look at, or change of, one traject's file. Rows are added, never changed.

    `traject` is a number and no foreign key: core knows no other app, and the
    record outlives the traject.
    """

    class What(models.TextChoices):
        VIEWED = "viewed"
        CHANGED = "changed"

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    traject = models.BigIntegerField(db_index=True)
    what = models.CharField(max_length=8, choices=What.choices)
    page = models.CharField(max_length=60)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.what} {self.page} {self.traject}"
