"""Releases: figures with a number, signed by a second person, and never changed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sio.core.constraints import known
from sio.core.fields import EncryptedTextField
from sio.statistics.workflow import Mode, Stage


class Release(models.Model):
    """Draft, then computed, then signed by somebody else. Signed, it never changes.

    `figures` is the canonical content, of which `sha256` is the hash: what everybody
    may read, after disclosure control. `pattern` is what it hid, for `recompute`; it
    tells no number.
    """

    Stage, Mode = Stage, Mode

    number = models.PositiveIntegerField(_("nummer"), unique=True)
    title = models.CharField(_("titel"), max_length=200)
    asked = models.CharField(
        _("wie vraagt het"),
        max_length=300,
        blank=True,
        help_text=_("bijvoorbeeld: Vraag nr. 123 van … (datum)"),
    )
    language = models.CharField(
        _("taal"), max_length=8, choices=settings.LANGUAGES, default="nl-be"
    )
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    first_year = models.PositiveSmallIntegerField(_("eerste schooljaar"))
    last_year = models.PositiveSmallIntegerField(_("laatste schooljaar"))
    mode = models.CharField(
        max_length=12, choices=Mode.choices, default=Mode.SUPPRESSED
    )
    reason = models.CharField(_("reden"), max_length=300, blank=True)
    k = models.PositiveSmallIntegerField(default=5)
    # Cells that stay blank: [cube, at, measure key]; `at` joined by "|".
    mask = models.JSONField(default=list, blank=True)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    version = models.PositiveIntegerField(default=0)  # of the draft: of two, one wins
    progress = models.PositiveSmallIntegerField(default=0)  # percent
    failure = models.CharField(max_length=60, blank=True)  # a code, docs/errors.md

    cutoff_at = models.DateTimeField(null=True)
    query_version = models.CharField(max_length=20, blank=True)
    figures = models.JSONField(null=True)
    pattern = models.JSONField(default=list)
    differences = models.JSONField(default=list)  # with earlier releases
    sha256 = models.CharField(max_length=64, blank=True)

    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    # Keys of all who changed the draft, or what it is a copy of, in order: none of them
    # signs it.
    hands = models.JSONField(default=list, blank=True)
    computed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    computed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    # Its files are all there, with the signature: from then on none is added.
    files_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            known("mode", ["suppressed", "unsuppressed"], name="release_mode_known"),
            known(
                "stage",
                ["draft", "computing", "computed", "signed", "dropped"],
                name="release_stage_known",
            ),
            models.CheckConstraint(
                condition=models.Q(last_year__gte=models.F("first_year")),
                name="release_years_in_order",
            ),
            models.CheckConstraint(
                condition=~models.Q(mode="unsuppressed") | ~models.Q(reason=""),
                name="release_unsuppressed_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="signed")
                | models.Q(signed_by__isnull=False, signed_at__isnull=False)
                & ~models.Q(sha256="")
                & ~models.Q(signed_by=models.F("made_by"))
                & ~models.Q(signed_by=models.F("computed_by")),
                name="release_signed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def content(self) -> dict[str, Any]:
        """`figures` of one that was computed."""
        assert self.figures is not None
        return dict(self.figures)


class ReleaseBlock(models.Model):
    """One piece of a draft: a question, an answer, words, or a figure.

    `cube` is the name of a cube, or of a table that was published before
    (`queries.offers`).
    """

    class Kind(models.TextChoices):
        QUESTION = "question", _("vraag")
        ANSWER = "answer", _("antwoord")
        TEXT = "text", _("tekst")
        FIGURE = "figure", _("cijfers")

    class Chart(models.TextChoices):
        NONE = "", _("geen")
        LINE = "line", _("lijn over de jaren")
        BARS = "bars", _("staven per provincie")
        MAP = "map", _("kaart")

    release = models.ForeignKey(Release, models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(_("tekst"), blank=True, max_length=10_000)
    cube = models.CharField(_("cijfers"), max_length=80, blank=True)
    caption = models.CharField(_("bijschrift"), max_length=200, blank=True)
    chart = models.CharField(
        _("grafiek"), max_length=6, choices=Chart.choices, blank=True
    )
    # What was published of the same before, is shown below it with its source.
    with_published = models.BooleanField(
        _("toon eronder wat vroeger gepubliceerd werd"), default=False
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            known(
                "kind",
                ["question", "answer", "text", "figure"],
                name="release_block_kind_known",
            ),
            known(
                "chart",
                ["line", "bars", "map"],
                name="release_block_chart_known",
                or_empty=True,
            ),
            models.CheckConstraint(
                condition=models.Q(kind="figure") ^ models.Q(cube=""),
                name="release_block_figure_has_cube",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.position}"


class ReleaseRows(models.Model):
    """The rows that a release was computed from: nobody's, in no order, and sealed.

    `content` is the canonical text of one family of rows (`rows.Family`), compressed
    and encrypted; `sha256` is that of what is sealed (`sealed`). One is no family:
    TRUTH, the true numbers as they were counted, which later releases are held against.
    """

    TRUTH = "true_numbers"

    release = models.ForeignKey(Release, models.CASCADE, related_name="rows")
    family = models.CharField(max_length=40)
    count = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = EncryptedTextField()

    class Meta:
        ordering = ["family"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "family"], name="release_rows_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.family}"


class ReleaseFile(models.Model):
    """A format of a release, made once by the worker: "uitgave-7.pdf" and the like."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="files")
    name = models.CharField(max_length=80)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "name"], name="release_file_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
