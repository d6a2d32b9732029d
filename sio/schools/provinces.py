"""The ten Belgian provinces and Brussels, which is a region and no province."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Province(models.TextChoices):
    """By ISO 3166-2:BE; Brussels bears the code of its region."""

    ANTWERP = "BE-VAN", _("Antwerpen")
    LIMBURG = "BE-VLI", _("Limburg")
    EAST_FLANDERS = "BE-VOV", _("Oost-Vlaanderen")
    FLEMISH_BRABANT = "BE-VBR", _("Vlaams-Brabant")
    WEST_FLANDERS = "BE-VWV", _("West-Vlaanderen")
    BRUSSELS = "BE-BRU", _("Brussel")
    WALLOON_BRABANT = "BE-WBR", _("Waals-Brabant")
    HAINAUT = "BE-WHT", _("Henegouwen")
    LIEGE = "BE-WLG", _("Luik")
    LUXEMBOURG = "BE-WLX", _("Luxemburg")
    NAMUR = "BE-WNA", _("Namen")

    @property
    def is_flemish_or_brussels(self) -> bool:
        """Where Flemish schools stand; homes may be anywhere."""
        return self == Province.BRUSSELS or self.value.startswith("BE-V")


# Where Flemish schools stand: what figures, regions and their checks speak of.
SCHOOL_PROVINCES = [one for one in Province if one.is_flemish_or_brussels]
