"""What people write to each other in a file: notes that help, and messages."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.core.fields import EncryptedTextField
from sio.trajects.models.household import Household
from sio.trajects.models.traject import Traject


class HelpfulNote(models.Model):
    """Something that helps family, school and us. Rows are added, never changed.

    What one household wrote, another household of the pupil does not see.
    """

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="notes")
    text = EncryptedTextField(_("wat helpt?"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    of_family = models.BooleanField(default=False)
    household = models.ForeignKey(
        Household, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class Message(models.Model):
    """A message to who guides the file, with at most one answer.

    Its writer sees it, and who guides the file; nobody else of family or school.
    """

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="messages")
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    text = EncryptedTextField(_("je bericht"))
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    answer = EncryptedTextField(_("antwoord"), default="", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["traject", "at"],
                condition=models.Q(read_at=None),
                name="message_unread",
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
