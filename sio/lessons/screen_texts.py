"""The words of a screen that the class shares; `{name}` is the pupil, or the class."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SCREEN_TEXTS: dict[str, str | Promise] = {
    "screen": _("Scherm"),
    "screen.share": _("Scherm delen"),
    "screen.asking": _("Kies een scherm…"),
    "screen.stop": _("Stop delen"),
    "screen.ours": _("Je scherm"),
    "screen.mine": _("{name} ziet je scherm"),
    "screen.over.mine": _("Je scherm is niet meer te zien."),
    "screen.unsupported": _(
        "Dit toestel kan zijn scherm niet delen. "
        "Op een laptop of Chromebook lukt het wel."
    ),
    "screen.refused": _(
        "Er wordt niets gedeeld: er is geen scherm gekozen, of de browser mag het niet."
    ),
    "screen.failed": _("Dit scherm kan niet gedeeld worden. Kies een ander."),
    "screen.stopped": _("Het delen is gestopt. Het bord is weer te zien."),
    # Home
    "screen.theirs": _("Je ziet het scherm van de klas"),
    "screen.over": _("De klas deelt haar scherm niet meer."),
    "screen.show": _("Toon het scherm groot"),
    "picture.screen": _("Scherm van klas {name}"),
}
