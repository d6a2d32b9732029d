"""The words of the pupil's exercise book before the camera; `{name}` is the pupil."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOTEBOOK_TEXTS: dict[str, str | Promise] = {
    "notebook.show": _("Toon mijn schrift"),
    "notebook.hide": _("Schrift weg"),
    "notebook.turn": _("Draai"),
    "notebook.mine": _("Je schrift"),
    "notebook.label": _("Zo ziet de klas je schrift"),
    "notebook.on": _("De klas ziet nu je schrift."),
    "notebook.turned": _("Je schrift is {degrees} graden gedraaid."),
    "notebook.over": _("Je schrift is niet meer te zien."),
    "notebook.no_rear": _(
        "Je camera staat uit, en dit toestel heeft geen camera achteraan. "
        "Zet je camera aan als je je schrift wil tonen."
    ),
    "notebook.failed": _("De camera voor je schrift wil niet. Probeer het nog eens."),
    # Class
    "notebook.theirs": _("Schrift van {name}"),
}
