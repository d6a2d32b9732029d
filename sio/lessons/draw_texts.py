"""Texts of the board that both sides draw on."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DRAW_TEXTS: dict[str, str | Promise] = {
    "draw": _("Tekenbord"),
    "draw.close": _("Tekenbord weg"),
    "draw.theirs": _("Aan de andere kant is het tekenbord open."),
    "draw.show": _("Toon het tekenbord"),
    "draw.tools": _("Pen, gom en meer"),
    "draw.colour.black": _("Zwart"),
    "draw.colour.blue": _("Blauw"),
    "draw.colour.orange": _("Oranje"),
    "draw.colour.green": _("Groen"),
    "draw.width.thin": _("Dun"),
    "draw.width.middle": _("Gewoon"),
    "draw.width.thick": _("Dik"),
    "draw.rubber": _("Gom"),
    "draw.undo": _("Mijn laatste weg"),
    "draw.empty": _("Maak leeg"),
    "draw.empty.sure": _("Alles van het tekenbord weg, ook voor de ander?"),
    "draw.empty.yes": _("Ja, maak leeg"),
    "draw.empty.no": _("Laat staan"),
    "draw.export": _("Bewaar als foto"),
    "draw.file": _("tekenbord"),
    "draw.text": _("Tekst"),
    "draw.text.put": _("Zet op het bord"),
    "draw.full": _("Het tekenbord is vol. Gom iets weg of maak het leeg."),
    "draw.blank": _("Het tekenbord is leeg."),
    "draw.lines": _(
        "Op het tekenbord: lijnen van jou: {mine}, van de ander: {theirs}."
    ),
    "draw.texts": _("Tekst: {text}."),
}
