"""Every text of the helpdesk's page of a line; its script asks by key."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sio.lessons.texts import TEXTS

DESK_TEXTS: dict[str, str | Promise] = {
    "desk.home": _("Thuis"),
    "desk.class": _("Klas"),
    "desk.coming": _("We vragen de cijfers op…"),
    "desk.open": _("De vraag is open: op beide schermen staat dat je meekijkt."),
    "desk.until": _("Ze sluit vanzelf om {time}."),
    "desk.down": _("Even geen verbinding met onze server. We proberen het vanzelf."),
    "desk.refused": _("Deze cijfers zijn niet meer voor jou te zien."),
    "desk.closed.home": _("Thuis heeft het meekijken gestopt."),
    "desk.closed.class": _("De klas heeft het meekijken gestopt."),
    "desk.closed.desk": _("De vraag is gesloten."),
    "desk.closed.over": _("De vraag is vanzelf gesloten."),
    "desk.silent": _("Er komen nu geen cijfers van deze kant."),
    "desk.now": _("Nu"),
    "desk.good": _("goed"),
    "desk.fair": _("matig"),
    "desk.poor": _("slecht"),
    "desk.line.none": _("nog geen lijn"),
    "desk.line.building": _("lijn wordt gemaakt"),
    "desk.line.warm": _("de lijn staat klaar"),
    "desk.line.flowing": _("de lijn loopt"),
    "desk.line.stalled": _("de lijn staat stil"),
    "desk.line.failed": _("de lijn is weg"),
    "desk.column.figure": _("Cijfer"),
    "desk.column.now": _("Nu"),
    "desk.column.judgement": _("Oordeel"),
    "desk.column.chart": _("Laatste drie minuten"),
    "desk.column.till": _("Tot"),
    "desk.group.way": _("De weg"),
    "desk.group.in": _("Komt hier binnen"),
    "desk.group.out": _("Vertrekt van hier"),
    "desk.group.device": _("Het toestel"),
    "desk.lost": _("Verloren"),
    "desk.rate": _("Snelheid"),
    "desk.available": _("Ruimte op de lijn"),
    "desk.frames": _("Beelden per seconde"),
    "desk.saving": _("Wat spaart de lijn uit"),
    "desk.step.whole": _("niets"),
    "desk.step.slower": _("minder vloeiend beeld"),
    "desk.step.slowest": _("bord één keer per seconde"),
    "desk.step.face_off": _("beeld van de leerling uit"),
    "desk.step.photo": _("foto van het bord"),
    "desk.step.sound": _("alleen geluid"),
    "desk.step.away": _("ook het geluid"),
    "desk.minutes": _("De laatste minuten als tabel"),
    "desk.tips": _("Wat je kan proberen"),
    "desk.network": _("Blad voor wie het netwerk regelt"),
    "desk.check": _("Toesteltest"),
    "desk.tip.silent": _(
        "{side}: er komen geen cijfers. Staat de pagina open, en is er "
        "internet? Laat ze de pagina opnieuw laden."
    ),
    "desk.tip.nobody_in": _(
        "Er is nog geen lijn. Laat aan beide kanten op de grote knop drukken."
    ),
    "desk.tip.ready": _(
        "De lijn staat klaar. Laat aan beide kanten op de grote knop drukken."
    ),
    "desk.tip.stalled": _(
        "De lijn staat stil en zoekt zelf een nieuwe weg. Wacht een halve minuut."
    ),
    "desk.tip.no_line": _(
        "De lijn raakt er niet door. Duurt het langer dan een minuut, dan houdt "
        "een netwerk haar tegen."
    ),
    "desk.tip.battery": _("{side}: de batterij is bijna leeg. Steek de lader in."),
    "desk.tip.browser": _(
        "{side}: deze browser is oud of onbekend. Neem een nieuwe Chrome, Edge, "
        "Firefox of Safari."
    ),
    "desk.tip.narrow": _(
        "{side}: naar buiten is er weinig ruimte. Sluit andere programma's en "
        "toestellen, of neem een ander wifinet of een kabel."
    ),
    "desk.tip.loss": _(
        "Er gaat veel verloren onderweg. Zet eerst het ene en dan het andere "
        "toestel dichter bij de wifi, en kijk wanneer het betert."
    ),
    "desk.tip.far": _(
        "Heen en terug duurt lang. Zet een VPN uit, en laat niemand op hetzelfde "
        "net iets groots binnenhalen."
    ),
    "desk.tip.blocked": _(
        "{side}: het netwerk laat alleen een omweg toe. De lijn wordt beter als "
        "het de poorten van het blad opent."
    ),
    "desk.tip.slow_device": _(
        "{side}: het toestel kan het beeld niet bijhouden. Sluit andere "
        "programma's en tabbladen."
    ),
    "desk.tip.no_picture": _("{side}: er vertrekt geen beeld. Staat de camera aan?"),
    "desk.tip.all_good": _(
        "De lijn is goed. Ligt het aan camera, micro of luidspreker? Laat het "
        "toestel testen."
    ),
}
# What both sides call the same.
SHARED = ("figure.", "route.")
DESK_TEXTS |= {key: text for key, text in TEXTS.items() if key.startswith(SHARED)}
