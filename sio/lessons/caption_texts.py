"""The words of captions: what the class says, as text."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CAPTION_TEXTS: dict[str, str | Promise] = {
    "captions.on": _("Toon wat de klas zegt als tekst"),
    "captions.here": _(
        "Dit toestel luistert zelf. De tekst gaat nergens naartoe "
        "en wordt niet bewaard."
    ),
    "captions.cannot": _(
        "Dit toestel kan niet zelf opschrijven wat de klas zegt. "
        "Wij laten niemand anders meeluisteren, dus staat hier geen tekst."
    ),
    "captions.fetching": _("Even geduld, je toestel haalt de taal op."),
    "captions.not_fetched": _(
        "Het lukte niet om de taal op te halen. Probeer het later nog eens."
    ),
    "captions.gave_up": _("De tekst lukt nu niet. Je hoort de klas wel."),
}
