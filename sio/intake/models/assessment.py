"""An answer to the question whether SIO is possible, kept with what gave it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from sio.core.fields import EncryptedJSONField
from sio.intake.engine import Outcome
from sio.intake.models.application import Application


class Assessment(models.Model):
    """Facts, outcome, and the rules as they were applied. Rows are never changed.

    `result` holds the texts, sources and versions of the rules, so that it can be
    explained when the rule sets have changed. `by` is empty for who has no account.
    """

    application = models.ForeignKey(
        Application, models.CASCADE, null=True, related_name="assessments"
    )
    facts = EncryptedJSONField()
    on = models.DateField()
    outcome = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in Outcome]
    )
    result = EncryptedJSONField()
    made_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=[one.value for one in Outcome]),
                name="assessment_outcome_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.on}"
