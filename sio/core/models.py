"""The access log: who looked at which pupil's file, and when, in a chain of hashes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from sio.core.fields import EncryptedTextField
from sio.core.mailbox import MailboxIndexField
from sio.core.workflow import MailState, Reason, WhyBack

HASH_LENGTH = 64  # SHA-256 in hexadecimal


class AccessRecord(models.Model):
    """One look at, change of, or export from one traject's file, or a list of them.

    Rows are added by `access_log` alone, and never changed: the database refuses it
    (`guards`). Each holds the hash of the one before it (`chain`). Everything here is
    kept for ten years and can't be erased, so it holds numbers and fixed words, no
    names: `traject` is no foreign key, since the record outlives the traject.
    """

    class What(models.TextChoices):
        VIEWED = "viewed"
        CHANGED = "changed"
        EXPORTED = "exported"

    sequence = models.BigIntegerField(primary_key=True)
    segment = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
    )
    actor = models.CharField(max_length=30, blank=True)
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
    )
    traject = models.BigIntegerField(null=True)
    what = models.CharField(max_length=8, choices=What.choices)
    page = models.CharField(max_length=60)
    why = models.CharField(max_length=200, blank=True)
    count = models.PositiveIntegerField(null=True)
    previous_hash = models.CharField(max_length=HASH_LENGTH)
    hash = models.CharField(max_length=HASH_LENGTH)

    class Meta:
        ordering = ["-sequence"]
        indexes = [
            models.Index(fields=["traject", "-sequence"], name="access_of_file"),
            models.Index(fields=["by", "-sequence"], name="access_by_person"),
            models.Index(fields=["-at", "-sequence"], name="access_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.what} {self.page} {self.traject}"


class AccessSegment(models.Model):
    """A piece of the access log: closed for good, and dropped whole after its term.

    What stays of a dropped segment is this row; its closing hash keeps the chain.
    """

    number = models.BigIntegerField(primary_key=True)
    opened_at = models.DateTimeField()
    first_sequence = models.BigIntegerField()
    previous_hash = models.CharField(max_length=HASH_LENGTH)
    last_sequence = models.BigIntegerField(null=True)
    count = models.BigIntegerField(null=True)
    last_hash = models.CharField(max_length=HASH_LENGTH, blank=True)
    sealed_at = models.DateTimeField(null=True)
    closing_hash = models.CharField(max_length=HASH_LENGTH, blank=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}"


class AccessHead(models.Model):
    """Where the chain ends now: one row, held by whoever adds to it."""

    ONLY = 1

    id = models.SmallIntegerField(primary_key=True, default=ONLY)
    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=HASH_LENGTH)
    segment = models.BigIntegerField()
    segment_opened_at = models.DateTimeField()
    segment_count = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1), name="access_head_is_one_row"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"


class OutgoingMail(models.Model):
    """One mail to one address, from the moment that it was written.

    `tries` counts the claims, so it also tells which worker a mail in `sending` is
    with. `last_error` is the name of a class, never its words: those may hold the
    address. Once sent or laid aside, nothing of the text is left. `traject` is the
    number of the file that it is about, if it is about one: no foreign key, as above.
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
    traject = models.BigIntegerField(null=True, db_index=True)

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


class Bounce(models.Model):
    """Mail to one address comes back, from `since` until somebody says that it works.

    `by` is empty while nobody but the mail server said so. The address itself rests
    encrypted: to be shown to who looks after the post, and to make the index anew.
    """

    address = EncryptedTextField()
    address_index = MailboxIndexField(of="address", db_index=True)
    why = models.CharField(max_length=8, choices=WhyBack.choices)
    since = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["address_index"],
                condition=models.Q(ended_at=None),
                name="bounce_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.since:%Y-%m-%d}"
