"""Assessments of a file that began without an application."""

from __future__ import annotations

from django.db import models

from sio.intake.models import Assessment
from sio.trajects.models.traject import Traject


class FileAssessment(models.Model):
    """Says of which file an assessment is that belongs to no application.

    It goes with the file, and takes the assessment along (`erase_file`).
    """

    traject = models.ForeignKey(
        Traject, models.CASCADE, related_name="assessed_by_hand"
    )
    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="file")

    def __str__(self) -> str:
        return f"{self.assessment}"
