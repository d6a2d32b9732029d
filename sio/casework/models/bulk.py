"""Moves of many files at once, each file with where it stood before."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sio.core.constraints import known
from sio.trajects.models import Traject
from sio.trajects.workflow import State


class BulkMove(models.Model):
    """One decision of the coordinator over many files, with one reason.

    `preview` is the number of the preview that was confirmed, so that a second press
    begins nothing. `is_closing`: all schools are closed, until `closing_ended_at`.
    """

    preview = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    to = models.CharField(max_length=12, choices=State.choices, blank=True)
    undoes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    chosen = models.JSONField(default=dict)
    reason = models.CharField(_("reden"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    is_closing = models.BooleanField(_("alle scholen zijn dicht"), default=False)
    closing_ended_at = models.DateTimeField(null=True, blank=True)
    closing_ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            known("to", State.values, name="bulk_move_to_known", or_empty=True),
            # Each file goes either to one state, or back to where it was.
            models.CheckConstraint(
                condition=models.Q(undoes=None) ^ models.Q(to=""),
                name="bulk_move_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.to or 'back'}"


class BulkItem(models.Model):
    """One file of a bulk move: from where, to where, and what came of it."""

    class Result(models.TextChoices):
        TODO = "todo", _("nog te doen")
        MOVED = "moved", _("verplaatst")
        SKIPPED = "skipped", _("overgeslagen")

    bulk = models.ForeignKey(BulkMove, models.CASCADE, related_name="items")
    traject = models.ForeignKey(Traject, models.CASCADE, related_name="bulk_items")
    old = models.CharField(max_length=12, choices=State.choices)
    new = models.CharField(max_length=12, choices=State.choices)
    result = models.CharField(max_length=8, choices=Result.choices, default=Result.TODO)
    why = models.CharField(max_length=60, blank=True)  # a code, docs/errors.md
    # `state_since` of the file after the move: who moved it later changed that too.
    moved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["traject"]
        constraints = [
            known("old", State.values, name="bulk_item_old_known"),
            known("new", State.values, name="bulk_item_new_known"),
            known(
                "result", ["todo", "moved", "skipped"], name="bulk_item_result_known"
            ),
            models.UniqueConstraint(
                fields=["bulk", "traject"], name="bulk_item_once_a_file"
            ),
        ]
        indexes = [models.Index(fields=["bulk", "result"])]

    def __str__(self) -> str:
        return f"{self.traject}: {self.old} → {self.new}"
