"""What was decided on a file."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.trajects.models import Traject
from sio.trajects.workflow import DECIDED, State

OUTCOMES = [(state.value, state.label) for state in State if state in DECIDED]


class Decision(models.Model):
    """One decision, with the rule as it read then. Rows are added, never changed.

    Its reason stands in the history of the file (`TrajectChange`), its words in the
    letters.
    """

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="decisions")
    outcome = models.CharField(_("besluit"), max_length=12, choices=OUTCOMES)
    rule_id = models.CharField(max_length=120, blank=True)
    rule_text = models.TextField(blank=True)
    rule_source = models.TextField(blank=True)
    look_again_on = models.DateField(_("opnieuw bekijken op"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=[value for value, _label in OUTCOMES]),
                name="decision_outcome_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=State.REFUSED) | ~models.Q(rule_id=""),
                name="decision_refused_by_a_rule",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=State.LATER)
                | models.Q(look_again_on__isnull=False),
                name="decision_later_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.at:%Y-%m-%d}"
