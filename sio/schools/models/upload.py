"""A list of schools that was handed in and waits for its confirmation."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SchoolListUpload(models.Model):
    """The file as it came, until it is taken in, thrown away, or a day old."""

    name = models.CharField(max_length=200)
    content = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
