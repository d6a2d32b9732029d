"""The access log in words that a tired parent understands.

Apps add the codes that they record here, in Dutch; a test asks for each of them.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sio.core.models import AccessRecord
from sio.core.sides import Side

# By the code of `page`; of "agreement home" the first word.
PAGES = {
    "access": gettext_lazy("wie het dossier opende"),
    "agreement": gettext_lazy("afspraken"),
    "assignment": gettext_lazy("consulent"),
    "class": gettext_lazy("klas"),
    "code": gettext_lazy("koppelcode"),
    "device": gettext_lazy("toestel"),
    "duplicates": gettext_lazy("dubbele dossiers"),
    "emergency": gettext_lazy("noodtoegang"),
    "exception": gettext_lazy("uitzondering op het rooster"),
    "guardian": gettext_lazy("ouder of vertegenwoordiger"),
    "merge": gettext_lazy("samenvoegen van dossiers"),
    "schedule": gettext_lazy("lesrooster"),
    "settings": gettext_lazy("keuzes voor de verbinding"),
    "state": gettext_lazy("stand van het traject"),
    "traject": gettext_lazy("hele dossier"),
    "trajects": gettext_lazy("lijst van trajecten"),
    "waiting": gettext_lazy("wachtlijst"),
}
WHAT = {
    AccessRecord.What.VIEWED: gettext_lazy("bekeken"),
    AccessRecord.What.CHANGED: gettext_lazy("gewijzigd"),
    AccessRecord.What.EXPORTED: gettext_lazy("als bestand meegenomen"),
}
# By the first word of `why`; what follows is a number that tells more to our people.
WHY = {
    "break-glass": gettext_lazy("noodtoegang"),
    "day": gettext_lazy("nazicht per dag"),
    "file": gettext_lazy("nazicht per dossier"),
    "person": gettext_lazy("nazicht per persoon"),
    "stand-in": gettext_lazy("vervanging"),
}
ACTORS = {
    "applicant": gettext_lazy("de aanvrager"),
    "clock": gettext_lazy("ons systeem"),
}


def page_label(code: str) -> str:
    """What was looked at or changed; for a code without words a general one."""
    word, _space, rest = code.partition(" ")
    label = str(PAGES.get(word, _("een deel van het dossier")))
    return f"{label} ({Side(rest).label})" if rest in Side.values else label


def what_label(what: str) -> str:
    """Seen, changed or taken along."""
    return str(WHAT[AccessRecord.What(what)])


def why_label(why: str) -> str:
    """The reason in words; as it stands if we have none for it; empty if none."""
    return str(WHY.get(why.partition(" ")[0], why))


def actor_label(actor: str) -> str:
    """Who it was, of somebody without an account."""
    return str(ACTORS.get(actor, actor or _("onbekend")))
