"""The access log: who looked at which pupil's file; and the mails that go out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from sio.core.fields import EncryptedTextField
from sio.core.workflow import MailState, Reason


class AccessRecord(models.Model):
    """One look at, or change of, one traject's file. Rows are added, never changed.

    `traject` is a number and no foreign key: core knows no other app, and the
    record outlives the traject.
    """

    class What(models.TextChoices):
        VIEWED = "viewed"
        CHANGED = "changed"

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    traject = models.BigIntegerField(db_index=True)
    what = models.CharField(max_length=8, choices=What.choices)
    page = models.CharField(max_length=60)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.what} {self.page} {self.traject}"


class OutgoingMail(models.Model):
    """One mail to one address, from the moment that it was written.

    `tries` counts the claims, so it also tells which worker a mail in `sending` is
    with. `last_error` is the name of a class, never its words: those may hold the
    address. Once sent or laid aside, nothing of the text is left.
    """

    address = EncryptedTextField()
    reply_to = EncryptedTextField(blank=True)
    subject = EncryptedTextField(blank=True)
    body = EncryptedTextField(blank=True)
    template = models.CharField(max_length=100)
    language = models.CharField(max_length=7)
    message_id = models.CharField(max_length=320)
    state = models.CharField(
        max_length=8, choices=MailState.choices, default=MailState.QUEUED
    )
    tries = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField(default=timezone.now, db_index=True)
    next_try_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=15, choices=Reason.choices, blank=True)
    last_error = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-queued_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="mail_state_next_try")
        ]
        constraints = [
            models.CheckConstraint(
                name="mail_sent_has_moment",
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at=None)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.state}"
