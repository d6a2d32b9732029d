"""The child that it is all about."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.core.fields import SearchField, SoundField
from sio.core.time import years_after

ADULT_YEARS = 18  # Belgian Civil Code, art. 488 (old), 1.1.18° on majority


class Pupil(models.Model):
    """A child who is ill for weeks or months. No health details here.

    `search` is what lists look in, `sounds` what a second file of the same child is
    found by. Whoever changes a name with `update_fields` names them too.
    """

    first_name = models.CharField(_("voornaam"), max_length=60)
    last_name = models.CharField(_("achternaam"), max_length=80)
    search = SearchField(of=("first_name", "last_name"))
    sounds = SoundField(of=("first_name", "last_name"))
    birth_date = models.DateField(
        _("geboortedatum"), null=True, blank=True, db_index=True
    )
    home_postcode = models.CharField(_("postcode thuis"), max_length=4, blank=True)
    home_province = models.CharField(_("provincie thuis"), max_length=6, blank=True)
    avatar = models.CharField(max_length=20, default="vos")

    class Meta:
        # The order of lists of files, so that their first page sorts nothing.
        indexes = [
            models.Index(fields=["last_name", "first_name", "id"], name="pupil_by_name")
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def adult_on(self) -> date | None:
        """The eighteenth birthday; 1 March for who was born on 29 February."""
        if self.birth_date is None:
            return None
        return years_after(self.birth_date, ADULT_YEARS)
