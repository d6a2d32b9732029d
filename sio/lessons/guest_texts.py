"""Texts of a guest in the lesson: on both screens, and on the guest's own page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GUEST_TEXTS: dict[str, str | Promise] = {
    "guest.ask": _("Iemand erbij vragen"),
    # This side asked
    "guest.asking.home": _("Je vroeg {name} erbij. De klas moet nog ja zeggen."),
    "guest.asking.class": _("Je vroeg {name} erbij. {pupil} moet nog ja zeggen."),
    "guest.back": _("Toch niet"),
    # The other side asked
    "guest.asked.home": _("Mag {name} erbij?"),
    "guest.asked.home.text": _(
        "De klas vraagt {name} van {organisation} erbij, je consulent. {name} ziet en "
        "hoort dan jou en de klas. Jij ziet en hoort {name} ook, de hele tijd."
    ),
    "guest.asked.class": _("Mag {name} erbij?"),
    "guest.asked.class.text": _(
        "{pupil} vraagt {name} van {organisation} erbij, de consulent. {name} ziet en "
        "hoort dan de klas en {pupil}. Jullie zien en horen {name} ook, de hele tijd."
    ),
    "guest.yes": _("Ja, {name} mag erbij"),
    "guest.no": _("Nee"),
    # Inside
    "guest.inside": _("{name} van {organisation} is erbij"),
    "guest.role": _("consulent"),
    "guest.coming": _("{name} komt eraan"),
    "guest.no_picture": _("{name} toont nu geen beeld"),
    "guest.no_sound": _("De micro van {name} staat uit"),
    "guest.out": _("Wegsturen"),
    "guest.out.label": _("Stuur {name} weg"),
    # Not any more
    "guest.gone": _("{name} is weg"),
    "guest.said_no": _("{name} komt er niet bij"),
}

VISIT_TEXTS: dict[str, str | Promise] = {
    "visit.ready": _("Je camera en micro gaan pas open als je hier drukt."),
    "visit.begin": _("Klaar om erbij te komen"),
    "visit.waiting": _("Je wacht tot je erbij mag"),
    "visit.waiting.text": _(
        "Laat {pupil} of de klas in de les op 'Meer' en dan op 'Iemand erbij vragen' "
        "drukken. De andere kant zegt daarna ja. Tot dan zie en hoor je niets van de "
        "les, en niemand ziet of hoort jou."
    ),
    "visit.inside": _("Je bent erbij. {pupil} en de klas zien en horen je."),
    "visit.out": _("Je bent niet meer in de les"),
    "visit.out.text": _(
        "Iemand stuurde je weg, of de les is gedaan. Wil je terug? Dan vragen ze je "
        "opnieuw."
    ),
    "visit.left": _("Je ging weg uit de les"),
    "visit.again": _("Wacht opnieuw"),
    "visit.class": _("De klas"),
    "visit.coming": _("Het beeld komt eraan"),
    "visit.no_picture": _("Geen beeld nu"),
    "visit.no_sound": _("Micro staat uit"),
    "visit.you": _("Zo ziet men jou"),
    "visit.camera.on": _("Camera is aan"),
    "visit.camera.off": _("Camera is uit"),
    "visit.microphone.on": _("Micro is aan"),
    "visit.microphone.off": _("Micro is uit"),
    "visit.sound": _("Zet het geluid aan"),
    "visit.leave": _("Ga weg uit de les"),
    "visit.down": _("Even geen verbinding met onze server. We proberen het vanzelf."),
    "visit.storage": _("Even geduld, onze server heeft het moeilijk."),
    "visit.refused": _("Je kan niet meer bij deze lijn. Laad de pagina opnieuw."),
    "visit.taken": _("Je bent er al bij in een ander venster."),
    "visit.thin": _("De lijn is zwak: je beeld wacht, je stem gaat voor."),
    "visit.no_camera": _(
        "Camera of micro gaat niet open. Druk boven in het scherm op het slotje en "
        "kies 'toestaan', of doe mee zonder."
    ),
}
