"""The words of the class's cameras, on both sides.

`{camera}` is "Bord" or "Klas", `{name}` the pupil.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CAMERA_TEXTS: dict[str, str | Promise] = {
    "cameras.title": _("Camera's"),
    "cameras.choose": _("Camera's en geluid"),
    "cameras.second": _(
        "Er is een tweede camera. Die kan de klas tonen, naast het bord."
    ),
    "cameras.board": _("Bord"),
    "cameras.room": _("Klas"),
    "cameras.off": pgettext_lazy("camera", "Uit"),
    "cameras.nameless": _("Camera {number}"),
    "cameras.none": _("We zien nog geen camera. Zit de stekker erin?"),
    "cameras.single": _(
        "Dit toestel kan maar één camera tegelijk gebruiken. Het bord gaat voor."
    ),
    "cameras.gone": _("Losgekoppeld. Steek de stekker er weer in."),
    "cameras.no_preview": _("Geen beeld"),
    "cameras.preview": _("Wat {camera} ziet"),
    "cameras.swap": _("Wissel bord en klas"),
    "cameras.turn": _("Laat de camera draaien"),
    "cameras.turn.asking": _("De browser vraagt nu of dat mag."),
    "cameras.turn.turns": _(
        "Deze camera kan nu draaien en inzoomen. Op dit scherm zie je altijd wat ze "
        "toont."
    ),
    "cameras.turn.zooms": _("Deze camera kan nu zelf inzoomen."),
    "cameras.turn.pans": _(
        "Deze camera kan nu draaien. Op dit scherm zie je altijd wat ze toont."
    ),
    "cameras.turn.refused": _("De camera blijft gewoon staan. De les gaat door."),
    "cameras.turn.unable": _("Deze camera draait niet. Inzoomen op het bord kan wel."),
    "cameras.large": _("dit staat groot bij {name}"),
    # Class: what is wrong, and what helps
    "cameras.is_off": _("{camera}: camera staat uit"),
    "cameras.lost": _("{camera}: camera losgekoppeld"),
    "cameras.busy": _("{camera}: camera bezet"),
    "cameras.refused": _("{camera}: camera mag niet"),
    "cameras.black": _("{camera}: zwart beeld. Zit er iets voor de camera?"),
    "cameras.frozen": _("{camera}: beeld staat stil. Trek de stekker er even uit."),
    "cameras.slow": _("{camera}: beeld hapert. Doe meer licht aan."),
    "cameras.upright": _("{camera}: draai de camera een kwartslag."),
    # Home
    "cameras.lost.board": _("Bordcamera losgekoppeld. De klas weet het."),
    "cameras.lost.room": _("Klascamera losgekoppeld. De klas weet het."),
    "cameras.poor": _("{camera}: het beeld is niet goed. De klas weet het."),
    "cameras.show.board": _("Toon het bord groot"),
    "cameras.show.room": _("Toon de klas groot"),
    "cameras.shown.board": _("Het bord staat groot."),
    "cameras.shown.room": _("De klas staat groot."),
    "picture.room": _("Tweede beeld van klas {name}"),
}
