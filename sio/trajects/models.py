"""Trajects: one pupil's connection with one class, its people and agreements."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.core.sides import Side
from sio.schools.models import SchoolClass
from sio.trajects.workflow import State


class Pupil(models.Model):
    """A child who is ill for weeks or months. No health details here."""

    first_name = models.CharField(_("voornaam"), max_length=60)
    last_name = models.CharField(_("achternaam"), max_length=80)
    avatar = models.CharField(max_length=20, default="vos")

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class Traject(models.Model):
    """One pupil's connection with one class, from preparation to end."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="trajects")
    school_class = models.ForeignKey(
        SchoolClass, models.PROTECT, related_name="trajects"
    )
    state = models.CharField(
        max_length=12, choices=State.choices, default=State.PREPARING
    )
    adhoc_allowed = models.BooleanField(_("ook buiten het lesrooster"), default=True)
    auto_answer = models.BooleanField(_("klas neemt vanzelf op"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pupil__last_name", "pupil__first_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="traject_state_known"
            )
        ]

    def __str__(self) -> str:
        return f"Traject {self.pk}"


class TrajectChange(models.Model):
    """One move of one traject. Rows are added, never changed."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="changes")
    old = models.CharField(max_length=12)
    new = models.CharField(max_length=12, choices=State.choices)
    reason = models.CharField(_("reden"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Guardian(models.Model):
    """A parent or other representative of the pupil, from start to end."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="guardianships"
    )
    traject = models.ForeignKey(Traject, models.CASCADE, related_name="guardians")
    capacity = models.CharField(_("hoedanigheid"), max_length=60)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "traject"],
                condition=models.Q(ended_at=None),
                name="guardian_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.capacity})"


class Assignment(models.Model):
    """The consultant who guides a traject, from start to end."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments"
    )
    traject = models.ForeignKey(Traject, models.CASCADE, related_name="assignments")
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "traject"],
                condition=models.Q(ended_at=None),
                name="assignment_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}"


class AgreementText(models.Model):
    """One side's user agreement: one version in one language. Never changed."""

    side = models.CharField(max_length=8, choices=Side.choices)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8)
    body = models.TextField(help_text=_("alinea's, met een lege regel ertussen"))
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["side", "version", "language"], name="agreement_text_once"
            )
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
