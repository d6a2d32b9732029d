"""Who took figures along with small numbers in them, and why."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sio.core.constraints import known


class CubeExport(models.Model):
    """One cube that left the system with all its numbers, or with more than usual.

    The access log names the number of this row; what was typed as the reason stands
    here, since nothing can be erased there.
    """

    class Format(models.TextChoices):
        JSON = "json"
        CSV = "csv"

    cube = models.CharField(max_length=80)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    format = models.CharField(max_length=4, choices=Format.choices)
    k = models.PositiveSmallIntegerField(null=True)  # empty: nothing was hidden
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            known("format", ["json", "csv"], name="cube_export_format_known"),
            models.CheckConstraint(
                condition=models.Q(k__isnull=False) | ~models.Q(reason=""),
                name="cube_export_unsuppressed_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.cube}"
