"""What the screens of the lesson say about looking around in the class's picture."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STEER_TEXTS: dict[str, str | Promise] = {
    # At home
    "steer.label": _(
        "Beeld van de klas. Schuif met de pijltjes, maak groter met plus en kleiner "
        "met min. Met nul zie je alles."
    ),
    "steer.keys": _("Waar je kijkt"),
    "steer.open": _("Inzoomen"),
    "steer.in": _("Groter"),
    "steer.out": _("Kleiner"),
    "steer.whole": _("Alles"),
    "steer.all": _("Je ziet alles"),
    "steer.beside": _("De camera is gedraaid"),
    "steer.left": _("Naar links"),
    "steer.right": _("Naar rechts"),
    "steer.up": _("Omhoog"),
    "steer.down": _("Omlaag"),
    "steer.times": _("{times} keer groter"),
    "steer.keep": _("Onthoud"),
    "steer.keep.title": _("Wat zie je nu?"),
    "steer.keep.not": _("Toch niet"),
    "steer.locked": _("De klas houdt het beeld even stil"),
    "steer.unlocked": _("Je mag weer rondkijken"),
    "spot.board": _("Bord"),
    "spot.teacher": _("Leerkracht"),
    "spot.class": _("Klas"),
    # In class
    "steer.here": _("{name} kijkt hier"),
    "steer.turned": _("{name} draaide de camera"),
    "steer.held": _("Het beeld staat vast"),
    "steer.lock": _("Zet vast"),
    "steer.unlock": _("Maak los"),
    "steer.spots": _("Wat de camera toont"),
    "steer.spots.title": _("Wat ziet {name}?"),
    "steer.spots.text": _(
        "{name} kan rondkijken in wat deze camera ziet, en nergens anders. Hier "
        "toon je zelf een plek, of zet je het beeld vast."
    ),
    "steer.spots.turning": _(
        "{name} kan rondkijken, en daarvoor ook deze camera draaien. Je ziet hier op "
        "het scherm wat ze dan toont. Hier toon je zelf een plek, of zet je het beeld "
        "vast."
    ),
    "steer.spots.room": _(
        "De klas heeft een eigen camera. {name} kiest zelf welk beeld groot staat."
    ),
    "steer.whole.class": _("Toon alles"),
    "steer.show": _("Toon"),
    "steer.show.label": _("Toon: {spot}"),
    "steer.keep.this": _("Onthoud dit beeld"),
    "steer.keep.label": _("Onthoud dit beeld als: {spot}"),
}
