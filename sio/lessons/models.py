"""The schedule of a traject, the use of the line, and questions to the helpdesk."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.core.constraints import known
from sio.core.sides import Side
from sio.trajects.models import Traject


class Slot(models.Model):
    """One piece of the weekly pattern: a half day or a lesson hour.

    It holds from `starts_on` (always, if empty) until the day before `ended_on`. What
    is changed ends and begins anew, so that weeks that are past stay as they were.
    """

    class Part(models.TextChoices):
        LESSON = "lesson", _("lesuur")
        MORNING = "morning", _("voormiddag")
        AFTERNOON = "afternoon", _("namiddag")

    class Kind(models.TextChoices):
        FIXED = "fixed", _("vast")
        FLEXIBLE = "flexible", _("als het lukt")

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="slots")
    weekday = models.PositiveSmallIntegerField(_("dag"))  # 0 is Monday, as in Python
    part = models.CharField(_("wat"), max_length=12, choices=Part.choices)
    kind = models.CharField(
        _("soort"), max_length=12, choices=Kind.choices, default=Kind.FIXED
    )
    starts_at = models.TimeField(_("van"))
    ends_at = models.TimeField(_("tot"))
    subject = models.CharField(_("vak"), max_length=60, blank=True)
    room = models.CharField(_("lokaal"), max_length=40, blank=True)
    starts_on = models.DateField(null=True, blank=True, editable=False)
    ended_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["weekday", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ended_on=None)
                | models.Q(ended_on__gt=models.F("starts_on")),
                name="slot_held_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6), name="slot_weekday_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="slot_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts_at:%H:%M}"

    def holds_on(self, day: date) -> bool:
        """True if it is in the week of this day, and on its weekday."""
        return (
            self.weekday == day.weekday()
            and (self.starts_on is None or self.starts_on <= day)
            and (self.ended_on is None or day < self.ended_on)
        )


class ExtraLesson(models.Model):
    """A lesson on one date, beside the weekly pattern; holds in holidays too."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="extra_lessons")
    starts_at = models.DateTimeField(_("van"))
    ends_at = models.DateTimeField(_("tot"))
    subject = models.CharField(_("vak"), max_length=60, blank=True)
    room = models.CharField(_("lokaal"), max_length=40, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="extra_lesson_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class ScheduleException(models.Model):
    """Why the pattern does not hold on one date, for one slot or the whole day."""

    class Kind(models.TextChoices):
        PUPIL_ABSENT = "pupil_absent", _("vandaag te ziek")
        TEACHER_ABSENT = "teacher_absent", _("leerkracht afwezig")
        ELSEWHERE = "elsewhere", _("klas zit elders online")
        CANCELLED = "cancelled", _("geen les")

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="exceptions")
    on = models.DateField(_("datum"))
    slot = models.ForeignKey(
        Slot, models.CASCADE, null=True, blank=True, related_name="exceptions"
    )
    kind = models.CharField(_("wat is er"), max_length=16, choices=Kind.choices)
    link = models.URLField(_("link"), blank=True, max_length=500)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="elsewhere") | ~models.Q(link=""),
                name="exception_elsewhere_has_link",
            ),
            models.UniqueConstraint(
                fields=["traject", "on", "kind"],
                condition=models.Q(slot=None),
                name="exception_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["slot", "on", "kind"], name="exception_once_a_slot"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"


class Use(models.Model):
    """One connection: all that is kept of a lesson. Both browsers report it.

    `counted`: it is in the sums of its traject as it stands here
    (`statistics.UseOfYear`).
    """

    connection = models.UUIDField(unique=True)
    traject = models.ForeignKey(Traject, models.CASCADE, related_name="uses")
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField()
    counted = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stopped_at__gte=models.F("started_at")),
                name="use_stops_after_start",
            )
        ]
        # The last use of each of many trajects.
        indexes = [
            models.Index(fields=["traject", "-started_at"], name="use_of_traject"),
            # What is still to be counted: of millions the last few.
            models.Index(
                fields=["traject"],
                condition=models.Q(counted=False),
                name="use_to_count",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.connection}"

    @property
    def duration(self) -> timedelta:
        """From start to stop."""
        return self.stopped_at - self.started_at


class AskedBy(models.TextChoices):
    """Who asked the helpdesk; home and class: on their device."""

    HOME = "home", _("de leerling, op het toestel")
    CLASS = "class", _("de klas, op het toestel")
    FAMILY = "family", _("het gezin")
    SCHOOL = "school", _("de school")
    STAFF = "staff", _("iemand van ons")


class Trouble(models.TextChoices):
    """What is wrong with the line, in fixed words."""

    PICTURE = "picture", _("beeld hapert of blijft weg")
    SOUND = "sound", _("geluid hapert of blijft weg")
    DROPS = "drops", _("de lijn valt weg")
    NO_LINE = "no_line", _("er komt geen verbinding")
    OTHER = "other", _("iets anders met de lijn")


class HelpQuestion(models.Model):
    """Somebody has trouble with the line: until it closes, the helpdesk sees figures.

    The figures themselves are never written. A question ends by a press of either side
    or the helpdesk, else by itself at `ends_at`.
    """

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="help_questions")
    asked_by = models.CharField(
        _("wie vraagt het"), max_length=8, choices=AskedBy.choices
    )
    # Fixed words: what somebody would write here may tell of a child. A device that
    # asks says nothing.
    trouble = models.CharField(
        _("wat is er"), max_length=8, choices=Trouble.choices, blank=True
    )
    # Empty if a device asked.
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="help_questions",
    )
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    # By a person, or on a device of this side; both empty if it closed by itself.
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_on = models.CharField(max_length=8, blank=True, choices=Side.choices)
    # In the numbers of its school year (`statistics.HelpOfYear`).
    counted = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject"],
                condition=models.Q(closed_at=None),
                name="help_question_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("opened_at")),
                name="help_question_ends_after_start",
            ),
            known("asked_by", AskedBy.values, name="help_asked_by_known"),
            known("trouble", Trouble.values, name="help_trouble_known", or_empty=True),
            known("closed_on", Side.values, name="help_closed_on_known", or_empty=True),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
