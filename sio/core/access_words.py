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
    "application": gettext_lazy("aanvraag"),
    "assessment": gettext_lazy("beoordeling of het kan"),
    "assignment": gettext_lazy("consulent"),
    "bulk": gettext_lazy("veel trajecten tegelijk verplaatst"),
    "certificate": gettext_lazy("attest"),
    "child": gettext_lazy("van welk kind een dossier is"),
    "class": gettext_lazy("klas"),
    "code": gettext_lazy("koppelcode"),
    "contact": gettext_lazy("contacten"),
    "contacts": gettext_lazy("contacten"),
    "decision": gettext_lazy("besluit"),
    "device": gettext_lazy("toestel"),
    "duplicates": gettext_lazy("dubbele dossiers"),
    "emergency": gettext_lazy("noodtoegang"),
    "exception": gettext_lazy("uitzondering op het rooster"),
    "facts": gettext_lazy("gegevens van het dossier"),
    "feasibility": gettext_lazy("haalbaarheid"),
    "figures": gettext_lazy("cijfers, met kleine aantallen"),
    "first": gettext_lazy("eerste keer in de klas"),
    "guardian": gettext_lazy("ouder of vertegenwoordiger"),
    "guest": gettext_lazy("als gast in een les"),
    "guest-page": gettext_lazy("pagina om als gast in een les te komen"),
    "hand-over": gettext_lazy("overdracht"),
    "health": gettext_lazy("gezondheid"),
    "household": gettext_lazy("gezin"),
    "informed": gettext_lazy("CLB en arts"),
    "letter": gettext_lazy("brief"),
    "letters": gettext_lazy("brieven"),
    "line": gettext_lazy("cijfers van de lijn"),
    "merge": gettext_lazy("samenvoegen van dossiers"),
    "messages": gettext_lazy("berichten"),
    "notes": gettext_lazy("tips"),
    "other": gettext_lazy("ander onderwijs"),
    "parents": gettext_lazy("toegang van de ouders"),
    "postbox": gettext_lazy("postvak"),
    "pupil": gettext_lazy("gegevens van de leerling"),
    "release": gettext_lazy("uitgave van cijfers"),
    "retirement": gettext_lazy("bewaartermijn"),
    "return": gettext_lazy("terugkeer naar school"),
    "round": gettext_lazy("bevraging"),
    "rounds": gettext_lazy("bevragingen"),
    "schedule": gettext_lazy("lesrooster"),
    "settings": gettext_lazy("keuzes voor de verbinding"),
    "snooze": gettext_lazy("uitstel"),
    "state": gettext_lazy("stand van het traject"),
    "today": gettext_lazy("vandaag"),
    "traject": gettext_lazy("hele dossier"),
    "trajects": gettext_lazy("lijst van trajecten"),
    "use": gettext_lazy("gebruik"),
    "waiting": gettext_lazy("wachtlijst"),
    "word": gettext_lazy("wat de familie zei"),
}
WHAT = {
    AccessRecord.What.VIEWED: gettext_lazy("bekeken"),
    AccessRecord.What.CHANGED: gettext_lazy("gewijzigd"),
    AccessRecord.What.EXPORTED: gettext_lazy("als bestand meegenomen"),
}
# By the first word of `why`; what follows is a number that tells more to our people.
WHY = {
    "break-glass": gettext_lazy("noodtoegang"),
    "cube-export": gettext_lazy("cijfers voor wie erom vroeg"),
    "day": gettext_lazy("nazicht per dag"),
    "file": gettext_lazy("nazicht per dossier"),
    "person": gettext_lazy("nazicht per persoon"),
    "stand-in": gettext_lazy("vervanging"),
}
ACTORS = {
    "applicant": gettext_lazy("de aanvrager"),
    "clock": gettext_lazy("ons systeem"),
    "operator": gettext_lazy("de beheerder van de server"),
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
