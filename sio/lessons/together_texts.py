"""Texts of the page on which a class sees several pupils."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TOGETHER_TEXTS: dict[str, str | Promise] = {
    "together.hand": _("{name} steekt de hand op"),
    "together.hand_seen": _("{name} heeft de hand nog op"),
    "together.exam_still": _("De toets van {name} staat stil"),
    "together.exam_away": _("{name} is even weg, de toets staat stil"),
    "together.exam_runs": _("maakt een toets"),
    "together.lost": _("{name} snapt het niet"),
    "together.slower": _("{name} vraagt: trager graag"),
    "together.called": _("{name} staat klaar"),
    "together.away": _("{name} is even weg"),
    "together.lobby": _("nog niet verbonden"),
    "together.waiting": _("wacht op {name}"),
    "together.live": _("verbonden"),
    "together.mates": _("{names} zien en horen elkaar"),
    "together.guest_asked": _("{name} wil er iemand bij. Zeg ja of nee"),
    "together.guest_inside": _("Er is een gast bij {name}"),
    "together.guest_gone": _("De gast bij {name} is weg"),
    "together.large": _("Toon {name} groot"),
}
