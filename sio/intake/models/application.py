"""An application while it is written, and as it was sent."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sio.core.constraints import known
from sio.core.fields import EncryptedJSONField, EncryptedTextField
from sio.core.mailbox import MailboxIndexField
from sio.intake.choices import FAMILY, Level, Role, StudyForm


class Application(models.Model):
    """What somebody sent us. Never changed afterwards: what follows is in the file.

    The database refuses a change (sio.intake.guards).

    Plain columns hold nothing that tells who the pupil is or what is the matter.
    """

    reference = models.CharField(_("referentie"), max_length=14, unique=True)
    received_at = models.DateTimeField(_("ontvangen"), default=timezone.now)
    language = models.CharField(_("taal"), max_length=5)
    role = models.CharField(_("rol van de aanvrager"), max_length=10, choices=Role)
    school = models.ForeignKey(
        "schools.School",
        models.PROTECT,
        null=True,
        related_name="applications",
        verbose_name=_("school"),
    )  # null: not in the list, its name stands in the answers
    school_year = models.PositiveSmallIntegerField(_("schooljaar"))
    level = models.CharField(_("niveau"), max_length=10, choices=Level)
    study_form = models.CharField(
        _("onderwijsvorm"), max_length=20, choices=StudyForm, blank=True
    )
    answers = EncryptedJSONField(_("antwoorden"))
    illness = EncryptedTextField(_("wat er aan de hand is"), default="")
    email = EncryptedTextField(_("e-mailadres van de aanvrager"))
    email_index = MailboxIndexField(of="email", db_index=True)
    # Somebody other than the family declared that the family agrees; else null.
    family_agrees_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            known("role", Role.values, name="application_role_known"),
            known("level", Level.values, name="application_level_known"),
            known(
                "study_form",
                StudyForm.values,
                name="application_study_form_known",
                or_empty=True,
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_by_family(self) -> bool:
        """The family itself applied."""
        return self.role in FAMILY


class FamilyChoice(models.Model):
    """The family's own choice for lessons online; without one nothing starts.

    A row is added, never changed: who chose, in which capacity, to which text, when.
    """

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="family_choices"
    )
    name = EncryptedTextField(_("naam"))
    capacity = EncryptedTextField(_("hoedanigheid"))
    text_version = models.PositiveSmallIntegerField(_("versie van de tekst"))
    physician_permission = models.BooleanField(
        _("arts of therapeut mag gecontacteerd worden"), default=False
    )
    chosen_at = models.DateTimeField(_("gekozen"), default=timezone.now)

    class Meta:
        ordering = ["chosen_at", "pk"]

    def __str__(self) -> str:
        return f"{self.application} {self.chosen_at:%d-%m-%Y}"


class Draft(models.Model):
    """An application that is being written; answers are kept as they were typed.

    `token` is what the browser's cookie names; `version` grows with each change, and
    `writers` says for each answer which page of which window wrote it last.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    answers = EncryptedJSONField(default=dict)
    writers = models.JSONField(default=dict)
    email = EncryptedTextField(default="")
    email_index = MailboxIndexField(of="email", blank=True, db_index=True)
    language = models.CharField(max_length=5)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, db_index=True)
    submitted_at = models.DateTimeField(null=True)
    application = models.OneToOneField(
        Application, models.CASCADE, null=True, related_name="draft"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(submitted_at=None, application=None)
                | models.Q(submitted_at__isnull=False, application__isnull=False),
                name="draft_sent_with_its_application",
            )
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%d-%m-%Y}"
