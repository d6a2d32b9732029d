"""Contact rounds: who is asked what, by whom, and what they said."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sio.core.constraints import known
from sio.core.fields import EncryptedJSONField
from sio.trajects.models import Guardian, Traject


class Round(models.Model):
    """One round of calls: made, then opened once, then closed once.

    Whom it asks (`chosen`, as queries.choice reads it) is frozen by the opening: from
    then on the list is its RoundCall rows, and its questions no longer change.
    """

    name = models.CharField(_("naam"), max_length=80)
    why = models.CharField(_("waarom"), max_length=300)
    chosen = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at=None) | models.Q(opened_at__isnull=False),
                name="round_opened_before_closed",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        return self.opened_at is None

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None


class RoundQuestion(models.Model):
    """One question of a round; `asked_if` an earlier one was answered so."""

    class Kind(models.TextChoices):
        ONE = "one", _("één keuze")
        SEVERAL = "several", _("meer keuzes")
        YES_NO = "yes_no", _("ja of nee")
        NUMBER = "number", _("getal")
        TEXT = "text", _("korte tekst")

    round = models.ForeignKey(Round, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("vraag"), max_length=200)
    kind = models.CharField(_("soort"), max_length=8, choices=Kind.choices)
    asked_if = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="leads_to"
    )
    asked_if_code = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            known(
                "kind",
                ["one", "several", "yes_no", "number", "text"],
                name="round_question_kind_known",
            ),
            models.UniqueConstraint(
                fields=["round", "position"], name="round_question_once_in_place"
            ),
            models.CheckConstraint(
                condition=models.Q(asked_if=None, asked_if_code="")
                | models.Q(asked_if__isnull=False) & ~models.Q(asked_if_code=""),
                name="round_question_condition_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class RoundChoice(models.Model):
    """One choice of a question; its code is what answers hold and never changes."""

    question = models.ForeignKey(RoundQuestion, models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=100)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "code"], name="round_choice_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.label


class RoundCall(models.Model):
    """One file on the frozen list of a round, and who calls its family.

    `answers_given` counts its RoundAnswer rows; the one with that number holds. It is
    what compare-and-set looks at: of two who answer at once one wins.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="calls")
    traject = models.ForeignKey(Traject, models.CASCADE, related_name="round_calls")
    caller = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answers_given = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "traject"], name="round_call_once_a_file"
            )
        ]
        indexes = [models.Index(fields=["round", "answered_at"])]

    def __str__(self) -> str:
        return f"{self.round}: {self.traject}"


class RoundAnswer(models.Model):
    """What was answered at one moment. Rows are added only; the last one holds.

    Encrypted, since reasons may say that a child is too ill: choice codes, numbers and
    texts by the key of the question.
    """

    class GivenBy(models.TextChoices):
        STAFF = "staff", _("medewerker, aan de telefoon")
        FAMILY = "family", _("de familie zelf")

    call = models.ForeignKey(RoundCall, models.CASCADE, related_name="answers")
    number = models.PositiveSmallIntegerField()
    values = EncryptedJSONField()
    given_by = models.CharField(max_length=8, choices=GivenBy.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            known("given_by", ["staff", "family"], name="round_answer_given_by_known"),
            models.UniqueConstraint(
                fields=["call", "number"], name="round_answer_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call} {self.number}"


class RoundTry(models.Model):
    """Somebody called and nobody answered. Rows are added only."""

    call = models.ForeignKey(RoundCall, models.CASCADE, related_name="tries")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.call} {self.at:%Y-%m-%d %H:%M}"


class RoundInvitation(models.Model):
    """The personal link of one guardian; it opens behind a code to the own mailbox."""

    link = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey(RoundCall, models.CASCADE, related_name="invitations")
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "guardian"], name="round_invitation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.call}: {self.guardian}"
