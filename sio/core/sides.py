"""The two ends of a line."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """Home (or hospital) and class; the words also stand on the wire."""

    HOME = "home", _("Thuis")
    CLASS = "class", _("Klas")

    @property
    def other(self) -> Side:
        return Side.CLASS if self is Side.HOME else Side.HOME
