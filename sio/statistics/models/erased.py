"""What figures keep of files that are erased: that they were there, and not whose."""

from __future__ import annotations

import uuid

from django.db import models

from sio.schools.models import School
from sio.trajects.models import Pupil


class KeptRow(models.Model):
    """One row of a family of figures that an erased file stood for.

    `content` holds what figures count it by, by column: no key of another table and no
    number of a file or pupil. `key` is random and stands nowhere else; where a row lies
    tells nothing either (`actions.keeping`). No day, but in the rows that tell on which
    day of the year an application came in, and these hold nothing else but a province.
    Of a column that is missing nothing is known, and one that is no longer counted is
    passed over: a later version may have other columns.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.CharField(max_length=30, db_index=True)
    content = models.JSONField()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.family}"


class ReachedSchool(models.Model):
    """A school that was reached in a school year, by a file that is erased or by more.

    It names a school and no child: so a school counts once a year, whichever of its
    files are erased. Its province is that of the figures at the first erasure.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    school_year = models.PositiveSmallIntegerField()
    province = models.CharField(max_length=6, blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_year"], name="reached_school_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.school_year}"


class FormerUse(models.Model):
    """What an erased file of a pupil added to a school year that another file has too.

    A pupil counts once a year, with all of its files. So what one of them adds waits
    here until none of the others has this year, and is then a KeptRow without the
    pupil. The last file says where the pupil counts, so its place is known, and its
    number is not: it came after the file with the number `after`, which is there still
    (0: after none of those), and is the `rank`th of those that are gone.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="former_uses")
    school_year = models.PositiveSmallIntegerField()
    after = models.PositiveBigIntegerField()
    rank = models.PositiveSmallIntegerField()
    province = models.CharField(max_length=6, blank=True)
    level = models.CharField(max_length=12, blank=True)
    network = models.CharField(max_length=30, blank=True)
    seconds = models.PositiveIntegerField()
    connections = models.PositiveIntegerField()
    reconnects = models.PositiveIntegerField()
    followed = models.PositiveSmallIntegerField()
    planned = models.PositiveSmallIntegerField()
    attended = models.PositiveSmallIntegerField()
    first_month = models.CharField(max_length=7, blank=True)
    last_month = models.CharField(max_length=7, blank=True)

    class Meta:
        ordering = ["school_year", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "school_year", "rank"], name="former_use_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.school_year}"
