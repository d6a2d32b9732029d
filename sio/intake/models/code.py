"""Codes that are mailed, to show that a mailbox is somebody's own."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class MailedCode(models.Model):
    """One code for one thing, asked for in one window, which holds the `handle`.

    There is a row for an address that we don't know too, without `subject`: nobody
    can tell the two apart.
    """

    handle = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(max_length=20)
    email_index = models.CharField(max_length=32)
    subject = models.PositiveBigIntegerField(null=True)
    code_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["email_index", "created_at"])]

    def __str__(self) -> str:
        return f"{self.purpose} {self.created_at:%d-%m-%Y}"
