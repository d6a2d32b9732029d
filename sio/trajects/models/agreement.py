"""The user agreement: its texts, and who accepted which."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.core.constraints import known
from sio.core.sides import Side
from sio.trajects.models.traject import Traject


class AgreementText(models.Model):
    """One side's user agreement: one version in one language. Never changed."""

    side = models.CharField(max_length=8, choices=Side.choices)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8)
    body = models.TextField(help_text=_("alinea's, met een lege regel ertussen"))
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            known("side", Side.values, name="agreement_text_side_known"),
            models.UniqueConstraint(
                fields=["side", "version", "language"], name="agreement_text_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.version} {self.language}"


class Acceptance(models.Model):
    """Who accepted which text for one side of a traject, in which capacity, when."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="acceptances")
    text = models.ForeignKey(AgreementText, models.PROTECT, related_name="acceptances")
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    capacity = models.CharField(_("hoedanigheid"), max_length=80)
    accepted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["accepted_at", "pk"]

    def __str__(self) -> str:
        return f"{self.traject}: {self.text}"
