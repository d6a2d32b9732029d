"""Schools, their classes and contacts, and the days without school."""

from __future__ import annotations

from datetime import time

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class School(models.Model):
    """A school, with the half days that its lessons are in."""

    name = models.CharField(_("naam"), max_length=150)
    institution_number = models.CharField(
        _("instellingsnummer"), max_length=8, unique=True
    )
    street = models.CharField(_("straat en nummer"), max_length=150, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4, blank=True)
    municipality = models.CharField(_("gemeente"), max_length=80, blank=True)
    morning_starts = models.TimeField(_("voormiddag van"), default=time(8, 30))
    morning_ends = models.TimeField(_("voormiddag tot"), default=time(12, 0))
    afternoon_starts = models.TimeField(_("namiddag van"), default=time(13, 0))
    afternoon_ends = models.TimeField(_("namiddag tot"), default=time(15, 45))

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class SchoolClass(models.Model):
    """One class of one school in one school year."""

    school = models.ForeignKey(School, models.CASCADE, related_name="classes")
    name = models.CharField(_("klas"), max_length=40)
    school_year = models.PositiveSmallIntegerField(
        _("schooljaar"), help_text=_("jaar waarin het schooljaar begint")
    )

    class Meta:
        ordering = ["school", "-school_year", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "name", "school_year"], name="class_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """Somebody who speaks for a school, from start to end; ended rows stay."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="contacts"
    )
    school = models.ForeignKey(School, models.CASCADE, related_name="contacts")
    function = models.CharField(_("functie"), max_length=80)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "school"],
                condition=models.Q(ended_at=None),
                name="contact_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.function})"


class Holiday(models.Model):
    """Days on which the weekly pattern does not hold; staff may edit them."""

    class Kind(models.TextChoices):
        PUBLIC = "public", _("feestdag")
        SCHOOL = "school", _("schoolvakantie")
        OWN = "own", _("vrije dag")

    name = models.CharField(_("naam"), max_length=100)
    kind = models.CharField(_("soort"), max_length=8, choices=Kind.choices)
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"), help_text=_("telt mee"))
    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="holidays"
    )

    class Meta:
        ordering = ["starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="holiday_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["name", "kind", "starts_on"],
                condition=models.Q(school=None),
                name="holiday_of_all_schools_once",
                violation_error_message=_("Deze vrije dagen staan er al in."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
