"""Who outside our own circle knows of the traject, and what the school confirmed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.core.constraints import known
from sio.core.fields import EncryptedTextField
from sio.trajects.models.traject import Traject


class Informed(models.Model):
    """The CLB and the physician of one pupil: who they are, who knows since when."""

    class Answer(models.TextChoices):
        YES = "yes", _("ja")
        NO = "no", _("nee")
        UNKNOWN = "unknown", _("weten we niet")

    traject = models.OneToOneField(
        Traject, models.CASCADE, primary_key=True, related_name="informed"
    )
    clb_name = models.CharField(_("CLB"), max_length=120, blank=True)
    clb_person = EncryptedTextField(
        _("contactpersoon van het CLB"), default="", blank=True
    )
    clb_told_on = models.DateField(_("CLB ingelicht op"), null=True, blank=True)
    physician = models.CharField(
        _("is de arts ingelicht?"),
        max_length=8,
        choices=Answer.choices,
        default=Answer.UNKNOWN,
    )
    physician_told_by = EncryptedTextField(
        _("wie lichtte de arts in?"), default="", blank=True
    )
    physician_told_on = models.DateField(_("arts ingelicht op"), null=True, blank=True)

    class Meta:
        constraints = [
            known(
                "physician", ["yes", "no", "unknown"], name="informed_physician_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.traject}"


class CertificateConfirmation(models.Model):
    """The school says that it has a valid certificate, until when. Never the document.

    Rows are added, never changed; the newest one holds.
    """

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="certificates")
    valid_until = models.DateField(_("geldig tot en met"))
    said_by = EncryptedTextField(_("wie op school bevestigt dit?"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.valid_until}"
