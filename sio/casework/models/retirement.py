"""Which files the privacy officer let go, by number."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from sio.casework.retention import Term
from sio.core.constraints import known


class Retirement(models.Model):
    """One file that may go after its term. The row outlives it, and holds no person.

    It ends once: the file is erased, or it is kept after all, by somebody (`kept_by`)
    or since it is not due any more (nobody). `number` is that of the file.
    """

    number = models.PositiveBigIntegerField()
    term = models.CharField(max_length=8, choices=Term.choices)
    over_on = models.DateField()
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(default=timezone.now)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    kept_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["agreed_at", "pk"]
        constraints = [
            known("term", Term.values, name="retirement_term_known"),
            models.UniqueConstraint(
                fields=["number"],
                condition=models.Q(kept_at=None),
                name="retirement_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(kept_at=None) | models.Q(erased_at=None),
                name="retirement_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.term}"
