"""Regions: which consultants look after the schools of which places."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.schools.provinces import Province


class Region(models.Model):
    """A part of the land with consultants of its own."""

    name = models.CharField(_("naam"), max_length=80, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RegionArea(models.Model):
    """A province, or postcodes from the first to the last, both included.

    Postcodes go before a province: so a corner of a province is another region's.
    """

    region = models.ForeignKey(Region, models.CASCADE, related_name="areas")
    province = models.CharField(max_length=6, choices=Province.choices, blank=True)
    first_postcode = models.CharField(max_length=4, blank=True)
    last_postcode = models.CharField(max_length=4, blank=True)

    class Meta:
        ordering = ["first_postcode", "province"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_postcode="", last_postcode="")
                & ~models.Q(province="")
                | models.Q(province="", last_postcode__gte=models.F("first_postcode"))
                & ~models.Q(first_postcode=""),
                name="region_area_is_province_or_postcodes",
            ),
            models.UniqueConstraint(
                fields=["province"],
                condition=~models.Q(province=""),
                name="region_area_province_once",
            ),
        ]

    def __str__(self) -> str:
        if self.province:
            return str(self.get_province_display())
        return f"{self.first_postcode}–{self.last_postcode}"


class RegionConsultant(models.Model):
    """Somebody who looks after a region, from start to end; ended rows stay."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="consultants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="regions"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "user"],
                condition=models.Q(ended_at=None),
                name="region_consultant_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.region}: {self.user}"
