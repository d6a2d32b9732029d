"""The homes of one pupil: after a separation there are two."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.core.fields import EncryptedTextField
from sio.trajects.models.traject import Traject


class Household(models.Model):
    """One home of one pupil. Another household of the same pupil sees nothing of it.

    Its words rest encrypted: an address may have to stay hidden from somebody.
    """

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="households")
    name = EncryptedTextField(_("hoe we dit gezin noemen"))
    address = EncryptedTextField(_("adres"), default="", blank=True)
    phone = EncryptedTextField(_("telefoon"), default="", blank=True)
    email = EncryptedTextField(_("e-mailadres"), default="", blank=True)
    language = models.CharField(
        _("taal"), max_length=5, choices=settings.LANGUAGES, blank=True
    )
    notes = EncryptedTextField(_("goed om te weten"), default="", blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name}"
