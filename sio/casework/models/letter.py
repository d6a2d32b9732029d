"""Letters to families: they open behind a mailed code, never in the mail itself."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.casework.models.decision import Decision
from sio.core.fields import EncryptedTextField
from sio.core.mailbox import MailboxIndexField
from sio.core.models import OutgoingMail
from sio.core.workflow import DID_NOT_LEAVE
from sio.trajects.models import Guardian, Traject


class Letter(models.Model):
    """One letter to one person, as it was sent. Its text never changes.

    `mail` is the mail that says that there is a letter; empty once that row is gone,
    and for who has no e-mail address: that letter is printed. `email_index` shows a
    person who logs in later what was sent to the same mailbox.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    traject = models.ForeignKey(Traject, models.CASCADE, related_name="letters")
    decision = models.ForeignKey(
        Decision, models.CASCADE, null=True, related_name="letters"
    )
    guardian = models.ForeignKey(
        Guardian, models.SET_NULL, null=True, related_name="letters"
    )
    template = models.CharField(max_length=60)
    language = models.CharField(_("taal"), max_length=7)
    to_name = EncryptedTextField(_("aan"), default="")
    to_email = EncryptedTextField(_("e-mailadres"), default="")
    email_index = MailboxIndexField(of="to_email", blank=True, db_index=True)
    subject = EncryptedTextField(_("titel"))
    body = EncryptedTextField(_("brief"))
    mail = models.OneToOneField(
        OutgoingMail, models.SET_NULL, null=True, related_name="letter"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    first_opened_at = models.DateTimeField(null=True)
    opens = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.template} {self.written_at:%Y-%m-%d}"

    @property
    def did_not_arrive(self) -> bool:
        """The mail that says that there is a letter was refused, or never left."""
        return self.mail is not None and self.mail.state in DID_NOT_LEAVE
