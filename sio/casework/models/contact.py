"""The log of contacts: who was phoned about a file, and what was said."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.core.fields import EncryptedTextField
from sio.trajects.models import Household, Traject


class ContactMoment(models.Model):
    """One talk, or one attempt at it. Rows are added, never changed.

    A mistake is struck through by a ContactCorrection. `key` is that of the form, so
    that two presses of one button are one row.
    """

    class With(models.TextChoices):
        FAMILY = "family", _("het gezin")
        SCHOOL = "school", _("de school")
        CLB = "clb", _("het CLB")
        DOCTOR = "doctor", _("de arts")
        THERAPIST = "therapist", _("de therapeut")
        OTHER = "other", _("iemand anders")

    class How(models.TextChoices):
        PHONE = "phone", _("telefoon")
        MAIL = "mail", _("e-mail")
        VIDEO = "video", _("videogesprek")
        VISIT = "visit", _("bezoek")
        LETTER = "letter", _("brief")

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="contact_moments")
    with_whom = models.CharField(_("met wie"), max_length=12, choices=With.choices)
    # With which of two homes, when there are two.
    household = models.ForeignKey(
        Household, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    how = models.CharField(_("hoe"), max_length=8, choices=How.choices)
    reached = models.BooleanField(_("bereikt"))
    happened_at = models.DateTimeField(_("wanneer"))
    note = EncryptedTextField(_("wat er gezegd is"), blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-happened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    with_whom__in=[
                        "family",
                        "school",
                        "clb",
                        "doctor",
                        "therapist",
                        "other",
                    ]
                ),
                name="contact_moment_with_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    how__in=["phone", "mail", "video", "visit", "letter"]
                ),
                name="contact_moment_how_known",
            ),
        ]
        indexes = [
            # When was each side first reached? Asked of many files at once.
            models.Index(
                fields=["traject", "with_whom", "happened_at"],
                condition=models.Q(reached=True),
                name="contact_moment_reached",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.with_whom} {self.happened_at:%Y-%m-%d %H:%M}"


class ContactCorrection(models.Model):
    """Strikes one contact through: it stays to be read, and counts no more."""

    moment = models.OneToOneField(
        ContactMoment, models.CASCADE, related_name="correction"
    )
    reason = EncryptedTextField(_("wat er niet klopt"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.moment}"
