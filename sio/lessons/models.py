"""The schedule of a traject, and the use that was made of the line."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

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
    """One connection: all that is kept of a lesson. Both browsers report it."""

    connection = models.UUIDField(unique=True)
    traject = models.ForeignKey(Traject, models.CASCADE, related_name="uses")
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField()

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
            models.Index(fields=["traject", "-started_at"], name="use_of_traject")
        ]

    def __str__(self) -> str:
        return f"{self.connection}"

    @property
    def duration(self) -> timedelta:
        """From start to stop."""
        return self.stopped_at - self.started_at
