"""Schools, their locations, classes and contacts."""

from __future__ import annotations

from datetime import time

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from sio.core.time import today
from sio.schools.fields import SearchField
from sio.schools.provinces import Province


class School(models.Model):
    """A school, with the half days that its lessons are in.

    `province` follows from the postcode and is set by whoever writes the school
    (`queries.province_of_postcode`); empty if the postcode is not known.
    """

    class Level(models.TextChoices):
        NURSERY = "nursery", _("kleuter")
        PRIMARY = "primary", _("lager")
        SECONDARY = "secondary", _("secundair")
        SPECIAL_NURSERY = "special_nursery", _("buitengewoon kleuter")
        SPECIAL_PRIMARY = "special_primary", _("buitengewoon lager")
        SPECIAL_SECONDARY = "special_secondary", _("buitengewoon secundair")

    class Network(models.TextChoices):
        GO = "go", _("GO!")
        FREE = "free", _("gesubsidieerd vrij onderwijs")
        OFFICIAL = "official", _("gesubsidieerd officieel onderwijs")
        OTHER = "other", _("ander net")

    name = models.CharField(_("naam"), max_length=150)
    institution_number = models.CharField(
        _("instellingsnummer"), max_length=8, unique=True
    )
    street = models.CharField(_("straat en nummer"), max_length=150, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4, blank=True)
    municipality = models.CharField(_("gemeente"), max_length=80, blank=True)
    province = models.CharField(
        _("provincie"),
        max_length=6,
        choices=Province.choices,
        blank=True,
        db_index=True,
        editable=False,
    )
    levels = models.JSONField(_("onderwijsniveaus"), default=list, blank=True)
    network = models.CharField(
        _("net"), max_length=10, choices=Network.choices, blank=True
    )
    phone = PhoneNumberField(_("telefoon"), region="BE", blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    website = models.URLField(_("website"), blank=True)
    funded = models.BooleanField(
        _("gefinancierd of gesubsidieerd door Vlaanderen"), default=True
    )
    closed_on = models.DateField(
        _("gesloten sinds"),
        null=True,
        blank=True,
        help_text=_("Leeg zolang de school open is."),
    )
    search = SearchField(
        ("name", "municipality", "postcode", "institution_number"), editable=False
    )
    morning_starts = models.TimeField(_("voormiddag van"), default=time(8, 30))
    morning_ends = models.TimeField(_("voormiddag tot"), default=time(12, 0))
    afternoon_starts = models.TimeField(_("namiddag van"), default=time(13, 0))
    afternoon_ends = models.TimeField(_("namiddag tot"), default=time(15, 45))

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="school_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        """Closed today; one that will close is still open."""
        return self.closed_on is not None and self.closed_on <= today()

    @property
    def level_names(self) -> list[str]:
        """The levels in words, in the order of their list."""
        held = set(self.levels)
        return [str(level.label) for level in self.Level if level in held]


class Location(models.Model):
    """One place of a school where lessons are given (vestigingsplaats)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="locations")
    number = models.CharField(_("vestigingsnummer"), max_length=10)
    name = models.CharField(_("naam"), max_length=150, blank=True)
    street = models.CharField(_("straat en nummer"), max_length=150, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4, blank=True)
    municipality = models.CharField(_("gemeente"), max_length=80, blank=True)
    closed_on = models.DateField(
        _("gesloten sinds"),
        null=True,
        blank=True,
        help_text=_("Leeg zolang de vestiging open is."),
    )

    class Meta:
        ordering = ["school", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "number"],
                name="location_number_once",
                violation_error_message=_("Deze vestiging staat er al in."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


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
