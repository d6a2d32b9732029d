"""Figures of before the system: rows that count like our own, and published tables."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sio.core.constraints import known
from sio.core.fields import EncryptedJSONField, EncryptedTextField
from sio.trajects.models import Level, MainGroup


class HistoryKey(models.Model):
    """What pupil keys of extracts are hashed with; one row, made when first needed.

    It rests under the key ring and goes along when that turns; itself it never changes,
    for the keys that it hashed are gone.
    """

    ONLY = 1

    secret = EncryptedTextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1), name="history_key_is_the_only_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class HistoryImport(models.Model):
    """One pseudonymous extract: handed in, checked, confirmed, taken in whole.

    `content` and `report` are there until then. Withdrawn, its rows are gone. `as_of`
    is the day of the extract, up to which what had no end is taken to have run.
    """

    class Stage(models.TextChoices):
        CHECKING = "checking", _("wordt nagekeken")
        CHECKED = "checked", _("nagekeken, wacht op jou")
        REFUSED = "refused", _("geweigerd")
        TAKING = "taking", _("wordt ingevoerd")
        DONE = "done", _("ingevoerd")
        WITHDRAWN = "withdrawn", _("ingetrokken")
        BROKEN = "broken", _("mislukt")

    name = models.CharField(_("naam"), max_length=200)
    source = models.CharField(_("bron"), max_length=300)
    as_of = models.DateField(_("dag van het uittreksel"), null=True, blank=True)
    stage = models.CharField(
        max_length=10, choices=Stage.choices, default=Stage.CHECKING
    )
    progress = models.PositiveSmallIntegerField(default=0)  # percent
    content = EncryptedTextField(default="")
    report = EncryptedJSONField(default=dict)  # history.report.Report
    sha256 = models.CharField(max_length=64)
    rows_count = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    taken_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    taken_in_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            known(
                "stage",
                [
                    *("checking", "checked", "refused", "taking"),
                    *("done", "withdrawn", "broken"),
                ],
                name="history_import_stage_known",
            ),
            models.UniqueConstraint(
                fields=["sha256"],
                condition=models.Q(stage__in=["taking", "done"]),
                name="history_import_once",
            ),
            models.CheckConstraint(
                condition=models.Q(stage="withdrawn", withdrawn_at__isnull=False)
                & ~models.Q(withdrawn_why="")
                | ~models.Q(stage="withdrawn") & models.Q(withdrawn_at=None),
                name="history_import_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_busy(self) -> bool:
        """True while a worker is at it, or about to be."""
        return self.stage in (self.Stage.CHECKING, self.Stage.TAKING)

    @property
    def is_kept(self) -> bool:
        """True for what was taken in, also if it was withdrawn since."""
        return self.stage in (self.Stage.DONE, self.Stage.WITHDRAWN)


class HistoryRow(models.Model):
    """One traject of before the system, without whose it is; months, no days.

    `pupil` is a keyed hash of the key in the extract: of one pupil the same in every
    file. It always has an end, for an extract says how far it goes. `suspended` holds
    months in which nothing ran, first and last both included:
    "2020-03/2020-05 2020-11/2020-11".
    """

    batch = models.ForeignKey(HistoryImport, models.CASCADE, related_name="rows")
    pupil = models.CharField(max_length=32)
    province = models.CharField(max_length=6, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices, blank=True)
    main = models.CharField(max_length=16, choices=MainGroup.choices, blank=True)
    group = models.CharField(max_length=30, blank=True)
    started = models.CharField(max_length=7)
    ended = models.CharField(max_length=7)
    suspended = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended__gte=models.F("started")),
                name="history_row_in_order",
            ),
            known(
                "main", MainGroup.values, name="history_row_main_known", or_empty=True
            ),
            known("level", Level.values, name="history_row_level_known", or_empty=True),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class PublishedTable(models.Model):
    """A table that was published before the system computed it, with its source.

    It keeps its key when its file is loaded anew: blocks of drafts name it by that.
    """

    cube = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    published_on = models.DateField(null=True)
    sha256 = models.CharField(max_length=64)  # of the data file
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["cube", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cube", "source"], name="published_table_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class PublishedValue(models.Model):
    """One cell as it was printed. A blank is no zero: `printed` is empty then.

    `at` joins the values of the dimensions of the cube by "|", in their order.
    """

    table = models.ForeignKey(PublishedTable, models.CASCADE, related_name="values")
    at = models.CharField(max_length=120)
    measure = models.CharField(max_length=40)
    printed = models.CharField(max_length=20, blank=True)  # "101", "0", "schooljaar"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "at", "measure"], name="published_value_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.at} {self.printed}"
