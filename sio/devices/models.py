"""Paired devices of pupil and class, and the one-time codes that pair them."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.core.sides import Side
from sio.schools.models import SchoolClass
from sio.trajects.models import Traject

ONE_PLACE = models.Q(
    side=Side.HOME, traject__isnull=False, school_class__isnull=True
) | models.Q(side=Side.CLASS, traject__isnull=True, school_class__isnull=False)


class Device(models.Model):
    """A browser that may join the lessons of one traject (home) or class (class).

    It holds a random credential of 256 bits in a cookie; we keep only its SHA-256.
    """

    side = models.CharField(max_length=8, choices=Side.choices)
    traject = models.ForeignKey(
        Traject, models.CASCADE, null=True, blank=True, related_name="devices"
    )
    school_class = models.ForeignKey(
        SchoolClass, models.CASCADE, null=True, blank=True, related_name="devices"
    )
    label = models.CharField(_("naam van het toestel"), max_length=60)
    credential_hash = models.CharField(max_length=64, unique=True)
    paired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    paired_at = models.DateTimeField(auto_now_add=True)
    valid_until = models.DateField(
        null=True, blank=True, help_text=_("eerste dag waarop het niet meer geldt")
    )
    # The lapse (valid_until) that the school was already reminded of, by mail.
    reminded_of = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-paired_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=ONE_PLACE, name="device_in_one_place")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def last_day(self) -> date | None:
        """The last day on which the pairing holds; None if it does not lapse."""
        return self.valid_until and self.valid_until - timedelta(days=1)


class PairingCode(models.Model):
    """A code of 8 characters that pairs one device, once, within 24 hours."""

    side = models.CharField(max_length=8, choices=Side.choices)
    traject = models.ForeignKey(
        Traject, models.CASCADE, null=True, blank=True, related_name="pairing_codes"
    )
    school_class = models.ForeignKey(
        SchoolClass,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="pairing_codes",
    )
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_PLACE, name="code_for_one_place")
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.made_at:%Y-%m-%d}"
