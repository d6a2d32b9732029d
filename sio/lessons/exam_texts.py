"""Texts of a test that is taken over the line."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EXAM_TEXTS: dict[str, str | Promise] = {
    "exam": _("Toets"),
    "exam.title": _("Een toets beginnen"),
    "exam.text": _(
        "Vink alleen aan wat met de leerling is afgesproken. De rest van de les is "
        "weg tot de toets klaar is."
    ),
    "exam.minutes": _("Minuten"),
    "exam.extra": _("Extra tijd in procent"),
    "exam.aids": _("Afgesproken hulpmiddelen"),
    "exam.tools": _("Wat blijft van de les"),
    "exam.stays": _("Een hand opsteken en hulp vragen kan altijd."),
    "exam.begin": _("Begin de toets"),
    "exam.not": _("Toch niet"),
    "exam.aid.calculator": _("Rekenmachine"),
    "exam.aid.dictionary": _("Woordenboek"),
    "exam.aid.spelling": _("Spellingcontrole"),
    "exam.aid.reader": _("Voorleessoftware"),
    "exam.aid.formulas": _("Formularium"),
    "exam.tool.chat": _("Schrijven naar elkaar"),
    "exam.tool.react": _("Reageren met een teken"),
    "exam.tool.whisper": _("Fluisteren"),
    "exam.tool.files": _("Bestanden, om de toets te krijgen en af te geven"),
    "exam.tool.photo": _("Foto van het bord"),
    "exam.tool.steer": _("Het beeld sturen en vergroten"),
    "exam.tool.around": _("Rondkijken in de klas"),
    "exam.tool.draw": _("Samen tekenen"),
    "exam.left": _("Nog over:"),
    "exam.time.hide": _("Verberg de tijd"),
    "exam.time.show": _("Toon de tijd"),
    "exam.time.hidden": _("De tijd loopt"),
    "exam.extra.percent": _("{percent} % extra tijd"),
    "exam.no_aids": _("Alleen pen en papier"),
    "exam.up.home": _("Je tijd is om. Wacht even op je leerkracht."),
    "exam.up.class": _("De tijd is om."),
    "exam.since": _("Stil sinds {time}."),
    "exam.still.home": _("Je toets staat stil."),
    "exam.still.home.line": _(
        "Je tijd loopt niet door. Schrijf gerust verder op papier."
    ),
    "exam.still.home.hand": _(
        "Je tijd loopt niet door. Je leerkracht zet je toets zo verder."
    ),
    "exam.back.home": _("De lijn is er weer. Je leerkracht zet je toets zo verder."),
    "exam.still.class.line": _("De toets staat stil: de lijn is weg."),
    "exam.still.class.hand": _("De toets staat stil."),
    "exam.still.told": _("{name} ziet dat de tijd niet doorloopt."),
    "exam.plan.paper": _(
        "{name} mag verder schrijven op papier: laat het blad liggen."
    ),
    "exam.plan.phone": _(
        "Bel even naar huis als het langer dan een paar minuten duurt."
    ),
    "exam.plan.wait": _(
        "De lijn zoekt vanzelf een nieuwe weg. Daarna ga je met één druk verder."
    ),
    "exam.plan.later": _(
        "Lukt het niet? Stop de toets en laat het blad later afgeven, met de postbus "
        "of als foto."
    ),
    "exam.back.class": _("{name} is er weer. Ga verder als jullie klaar zijn."),
    "exam.resume": _("Ga verder met de toets"),
    "exam.pause": _("Zet de toets stil"),
    "exam.end": _("Stop de toets"),
    "exam.over": _("De toets is klaar."),
    "exam.took": _("Gewerkt: {minutes} minuten."),
    "exam.took.one": _("Gewerkt: 1 minuut."),
    "exam.no_stops": _("De toets stond nooit stil."),
    "exam.stop.line": _("{from} tot {until}: lijn weg"),
    "exam.stop.hand": _("{from} tot {until}: stilgezet"),
    "exam.print": _("Druk af"),
    "exam.copy": _("Kopieer"),
    "exam.done": _("Klaar"),
    "exam.runs": _("De toets loopt."),
}
