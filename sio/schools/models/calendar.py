"""Days without school, and days on which our own organisation is closed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.schools.models.school import School


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


class ClosingDay(models.Model):
    """Days on which the organisation itself does not work; the clock stands still."""

    name = models.CharField(_("naam"), max_length=100)
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"), help_text=_("telt mee"))

    class Meta:
        ordering = ["starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="closing_day_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["name", "starts_on"],
                name="closing_day_once",
                violation_error_message=_("Deze sluitingsdag staat er al in."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
