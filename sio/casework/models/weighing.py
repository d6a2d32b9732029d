"""How feasibility is weighed: what everybody said, and what the family allows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.core.constraints import known
from sio.core.fields import EncryptedTextField
from sio.intake.models import FamilyChoice
from sio.trajects.models import Guardian, Traject


class Aspect(models.TextChoices):
    """What is weighed. Source: bednet.be, "Is Bednet haalbaar?" (2020-2021)."""

    DURATION = "duration", _("Duur van het gebruik")
    THERAPY_AND_REST = "therapy_and_rest", _("Behandeling en rust")
    PACE = "pace", _("Mee met de leerstof")
    SOCIAL = "social", _("Sociaal contact")
    MOTIVATION = "motivation", _("Motivatie van iedereen")
    AIM = "aim", _("Doel: terug naar de klas")


class Informant(models.TextChoices):
    """Who says something about it."""

    FAMILY = "family", _("Familie")
    PUPIL = "pupil", _("Leerling")
    SCHOOL = "school", _("School")
    CLB = "clb", _("CLB")
    DOCTOR = "doctor", _("Arts")
    THERAPIST = "therapist", _("Therapeut")


# Asked only with the family's permission.
NEEDS_PERMISSION = frozenset({Informant.DOCTOR, Informant.THERAPIST})
# Weighed with these always, with the others if useful (bednet.be, as above).
ALWAYS_ASKED = frozenset({Informant.FAMILY, Informant.SCHOOL})


class Leaning(models.TextChoices):
    """Where what was said points."""

    HELPS = "helps", _("helpt")
    DOUBTS = "doubts", _("twijfel")
    AGAINST = "against", _("pleit ertegen")
    UNKNOWN = "unknown", _("nog onduidelijk")


class FeasibilityNote(models.Model):
    """What one source said about one aspect. Rows are added, never changed.

    A correction is a new row that `replaces` the old one; each is replaced once.
    """

    traject = models.ForeignKey(
        Traject, models.CASCADE, related_name="feasibility_notes"
    )
    aspect = models.CharField(_("onderwerp"), max_length=16, choices=Aspect.choices)
    source = models.CharField(
        _("wie zei het"), max_length=10, choices=Informant.choices
    )
    asked_whom = EncryptedTextField(_("met wie sprak je"))
    asked_on = models.DateField(_("wanneer"))
    note = EncryptedTextField(_("wat zei die"))
    leaning = models.CharField(
        _("wat betekent het"), max_length=8, choices=Leaning.choices
    )
    replaces = models.OneToOneField(
        "self", models.CASCADE, null=True, related_name="replaced_by"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            known("aspect", Aspect.values, name="feasibility_note_aspect_known"),
            known("source", Informant.values, name="feasibility_note_source_known"),
            known("leaning", Leaning.values, name="feasibility_note_leaning_known"),
        ]

    def __str__(self) -> str:
        return f"{self.aspect} {self.source} {self.asked_on}"


class FamilyWord(models.Model):
    """What the family chose or allowed, in whose words, until it takes it back.

    Without a choice nothing starts; without permission nobody phones a physician.
    Only `withdrawn_at` and `withdrawn_by` are filled in later, once.
    """

    class Kind(models.TextChoices):
        CHOICE = "choice", _("kiest zelf voor les op afstand")
        CONTACT_PHYSICIAN = (
            "contact_physician",
            _("arts of therapeut mag gecontacteerd worden"),
        )

    class How(models.TextChoices):
        FORM = "form", _("op het formulier")
        PHONE = "phone", _("aan de telefoon")
        MAIL = "mail", _("per mail")
        VISIT = "visit", _("tijdens een bezoek")

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="family_words")
    kind = models.CharField(_("wat"), max_length=18, choices=Kind.choices)
    guardian = models.ForeignKey(Guardian, models.SET_NULL, null=True, related_name="+")
    name = EncryptedTextField(_("wie zei het"))
    capacity = EncryptedTextField(_("hoedanigheid"), default="")
    how = models.CharField(_("hoe"), max_length=5, choices=How.choices)
    given_on = models.DateField(_("wanneer"))
    # Of the form, as it was sent in; then nobody of ours wrote it down.
    family_choice = models.ForeignKey(
        FamilyChoice, models.SET_NULL, null=True, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["given_on", "pk"]
        constraints = [
            known(
                "kind", ["choice", "contact_physician"], name="family_word_kind_known"
            ),
            known(
                "how", ["form", "phone", "mail", "visit"], name="family_word_how_known"
            ),
            models.UniqueConstraint(
                fields=["traject", "kind", "family_choice"],
                condition=models.Q(family_choice__isnull=False),
                name="family_word_taken_over_once",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="family_word_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.given_on}"
