"""Use of the line and questions about it, added up: nobody counts millions of rows."""

from __future__ import annotations

from django.db import models

from sio.core.constraints import known
from sio.lessons.models import AskedBy, Trouble
from sio.schools.models import School
from sio.trajects.models import Traject


class UseOfYear(models.Model):
    """One traject in one school year: how long, how often, how steady.

    Follows from `lessons.Use` and the schedule, and is made anew when they change
    (`actions.use_of_year`). It goes with its traject. `ran` is false for a line that
    was only tried out. Half days are planned and followed up to the day before
    `counted_on`; `attended` are those that were both. School and province are those of
    that year: they stay when the child or the school moves later.
    """

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="use_of_years")
    school_year = models.PositiveSmallIntegerField()
    school = models.ForeignKey(School, models.SET_NULL, null=True, related_name="+")
    province = models.CharField(max_length=6, blank=True)
    ran = models.BooleanField(default=False)
    seconds = models.PositiveIntegerField(default=0)
    connections = models.PositiveIntegerField(default=0)
    reconnects = models.PositiveIntegerField(default=0)
    followed = models.PositiveSmallIntegerField(default=0)  # half days
    planned = models.PositiveSmallIntegerField(default=0)  # half days
    attended = models.PositiveSmallIntegerField(default=0)  # half days
    first_month = models.CharField(max_length=7, blank=True)  # of a lesson
    last_month = models.CharField(max_length=7, blank=True)
    counted_on = models.DateField()

    class Meta:
        ordering = ["school_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "school_year"], name="use_of_year_once"
            ),
            models.CheckConstraint(
                condition=models.Q(attended__lte=models.F("planned")),
                name="use_of_year_attended_was_planned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.traject_id} {self.school_year}"


class HelpOfYear(models.Model):
    """Questions to the helpdesk in one school year, by who asked and what was wrong.

    A question itself goes after a month; this is what is left of it (`actions.help`).
    """

    school_year = models.PositiveSmallIntegerField()
    asked_by = models.CharField(max_length=8, choices=AskedBy.choices)
    trouble = models.CharField(max_length=8, choices=Trouble.choices, blank=True)
    questions = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)  # open, all together

    class Meta:
        ordering = ["school_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_year", "asked_by", "trouble"], name="help_of_year_once"
            ),
            known("asked_by", AskedBy.values, name="help_of_year_asked_by_known"),
            known(
                "trouble",
                Trouble.values,
                name="help_of_year_trouble_known",
                or_empty=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year} {self.asked_by} {self.trouble}"
