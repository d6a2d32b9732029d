"""Belgian municipalities and postcodes, each with the time for which it holds."""

from __future__ import annotations

from django.db import models

from sio.schools.fields import SearchField
from sio.schools.provinces import Province


class Dated(models.Model):
    """A fact from a list that is replaced by newer lists, never deleted.

    `state` is that of the newest list that has it, such as "2020". `valid_from` is
    empty for what the first list had: since when is not told. `valid_until` is the
    first day on which it holds no more; empty as long as the newest list has it.
    """

    state = models.CharField(max_length=20)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Municipality(Dated):
    """A municipality by its NIS code; mergers give new codes."""

    nis = models.CharField(max_length=5, unique=True)
    name_nl = models.CharField(max_length=80)
    name_fr = models.CharField(max_length=80)
    arrondissement = models.CharField(max_length=80)
    province = models.CharField(max_length=6, choices=Province.choices)
    region = models.CharField(max_length=40)

    class Meta:
        ordering = ["name_nl"]

    def __str__(self) -> str:
        return self.name_nl


class Place(Dated):
    """One place name under its postcode; a postcode may have several.

    `municipality` is there only where the lists themselves tell it: see
    sio/schools/places/README.md.
    """

    postcode = models.CharField(max_length=4, db_index=True)
    name_nl = models.CharField(max_length=80)
    name_fr = models.CharField(max_length=80)
    province = models.CharField(max_length=6, choices=Province.choices)
    municipality = models.ForeignKey(
        Municipality, models.SET_NULL, null=True, blank=True, related_name="places"
    )
    search = SearchField(("postcode", "name_nl", "name_fr"), editable=False)

    class Meta:
        ordering = ["postcode", "name_nl"]
        constraints = [
            models.UniqueConstraint(
                fields=["postcode", "name_nl", "name_fr"], name="place_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.postcode} {self.name}"

    @property
    def name(self) -> str:
        """As it is written: the list has "Louvain - La - Neuve"."""
        return self.name_nl.replace(" - ", "-")
