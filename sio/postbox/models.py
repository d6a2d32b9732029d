"""What lies in a post-box: parcels of a note and files, all of it encrypted.

The content of a file is in pieces in the database, sealed under a key of its own; that
key rests under the ring (docs/adr/0058).
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.core.constraints import known
from sio.core.fields import EncryptedTextField
from sio.core.sides import Side
from sio.postbox.limits import KEEP_PICKED_UP, KEEP_PUT_IN
from sio.schools.models import SchoolClass
from sio.trajects.models import Traject


class Kind(models.TextChoices):
    """What a parcel is for; the class chooses, home hands in."""

    READY = "ready", _("Klaar voor de les")
    HOMEWORK = "homework", _("Huiswerk")
    WORK = "work", _("Werk van thuis")


class Hand(models.TextChoices):
    """Who put it in, as a word; which person, the access log says."""

    DEVICE = "device", _("op het toestel")
    GROWN_UP = "grown_up", _("een volwassene")


class Verdict(models.TextChoices):
    """What ClamAV said of a file."""

    OPEN = "open", _("niet nagekeken")
    CLEAN = "clean", _("nagekeken op virussen")
    INFECTED = "infected", _("tegengehouden: er zit een virus in")
    TOO_LARGE = "too_large", _("tegengehouden: het kon niet nagekeken worden")


class Parcel(models.Model):
    """What one press put in. Seen by nobody until `put_at` is set, when it is whole.

    The class side is that of `school_class`: who comes after a change of class does not
    see it. `token` is that of the form, so that a second press puts nothing in.
    """

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="parcels")
    school_class = models.ForeignKey(
        SchoolClass, models.SET_NULL, null=True, related_name="+"
    )
    side = models.CharField(max_length=8, choices=Side.choices)
    hand = models.CharField(max_length=8, choices=Hand.choices)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    for_on = models.DateField(null=True, blank=True)
    subject = EncryptedTextField(default="", blank=True)
    note = EncryptedTextField(default="", blank=True)
    token = models.UUIDField(null=True, unique=True)
    begun_at = models.DateTimeField()
    put_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)  # a note without a file

    class Meta:
        ordering = ["-put_at", "-pk"]
        constraints = [
            known("side", Side.values, name="parcel_side_known"),
            known("hand", Hand.values, name="parcel_hand_known"),
            known("kind", Kind.values, name="parcel_kind_known"),
        ]
        indexes = [models.Index(fields=["put_at"])]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def goes_at(self) -> datetime:
        """When it is thrown away, as far as it is a note alone; it was put in."""
        assert self.put_at is not None
        return _goes_at(self.put_at, self.read_at)


class ParcelFile(models.Model):
    """One file of a parcel. Without `sealed_key` its pieces are noise."""

    parcel = models.ForeignKey(Parcel, models.CASCADE, related_name="files")
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    sealed_key = EncryptedTextField()  # in base64; empty once it is thrown away
    name = EncryptedTextField()
    digest = EncryptedTextField(default="")  # SHA-256 of the content, hexadecimal
    media_type = models.CharField(max_length=100, default="")
    size_bytes = models.PositiveIntegerField(default=0)
    piece_count = models.PositiveIntegerField(default=0)
    verdict = models.CharField(
        max_length=9, choices=Verdict.choices, default=Verdict.OPEN
    )
    picked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [known("verdict", Verdict.values, name="parcel_verdict_known")]
        indexes = [models.Index(fields=["picked_at"])]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def about(self) -> str:
        """What each of its pieces is bound to."""
        return f"postbox.piece:{self.uuid}"

    @property
    def is_held_back(self) -> bool:
        """ClamAV found something in it, or could not look at it."""
        return self.verdict in {Verdict.INFECTED, Verdict.TOO_LARGE}

    @property
    def goes_at(self) -> datetime:
        """When it is thrown away; its parcel was put in."""
        assert self.parcel.put_at is not None
        since = self.parcel.put_at if self.is_held_back else self.picked_at
        return _goes_at(self.parcel.put_at, since)


class Piece(models.Model):
    """A sealed piece of a file's content (sio/core/sealing.py)."""

    file = models.ForeignKey(ParcelFile, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ["file", "number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="piece_once")
        ]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.number}"


class Wish(models.Model):
    """Somebody wants a mail when there is something; at most one a day."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="post_wishes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="post_wishes"
    )
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["traject", "user"], name="wish_once")
        ]

    def __str__(self) -> str:
        return f"{self.traject_id}: {self.user_id}"


def _goes_at(put_at: datetime, since: datetime | None) -> datetime:
    """14 days after it was picked up, 60 after it was put in: what comes first."""
    last = put_at + KEEP_PUT_IN
    return last if since is None else min(last, since + KEEP_PICKED_UP)
