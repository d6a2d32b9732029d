"""What "Vandaag" says of each thing: what, and how late."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sio.casework.clocks import Due, Kind
from sio.casework.fivedays import TERM_DAYS, Urgency
from sio.casework.queries.owner import Trouble

HEADINGS = {
    Kind.CONTACT: gettext_lazy("Eerste contact"),
    Kind.OWNER: gettext_lazy("Zonder eigenaar"),
    Kind.MESSAGE: gettext_lazy("Nieuwe berichten"),
    Kind.LOOK_AGAIN: gettext_lazy("Opnieuw bekijken"),
    Kind.DECISION: gettext_lazy("Beslissen"),
    Kind.NOT_PREPARED: gettext_lazy("Voorbereiding niet begonnen"),
    Kind.FIRST_LESSON: gettext_lazy("Nog geen eerste les"),
    Kind.AGREEMENT: gettext_lazy("Afspraken niet aanvaard"),
    Kind.UNUSED: gettext_lazy("Vier weken niet gebruikt"),
    Kind.STILL_PAUSED: gettext_lazy("Lang onderbroken"),
    Kind.CERTIFICATE: gettext_lazy("Attest loopt af"),
    Kind.RETURN: gettext_lazy("Terug naar school"),
    Kind.CLASS_TOLD: gettext_lazy("Ouders van de klas"),
    Kind.CONDITIONS: gettext_lazy("Voorwaarden nakijken"),
}
WHAT = {
    Kind.MESSAGE: gettext_lazy("Er is een bericht dat nog niemand las"),
    Kind.LOOK_AGAIN: gettext_lazy("Bekijk opnieuw of het nu haalbaar is"),
    Kind.DECISION: gettext_lazy("Neem een beslissing"),
    Kind.NOT_PREPARED: gettext_lazy("Goedgekeurd: begin met de voorbereiding"),
    Kind.FIRST_LESSON: gettext_lazy("Materiaal geleverd, nog geen les gevolgd"),
    Kind.AGREEMENT: gettext_lazy("Thuis of school aanvaardde de afspraken nog niet"),
    Kind.UNUSED: gettext_lazy("Bel het gezin: er werd lang niet verbonden"),
    Kind.STILL_PAUSED: gettext_lazy(
        "Al acht weken of langer onderbroken: vraag of het traject weer kan lopen"
    ),
    Kind.CERTIFICATE: gettext_lazy("Vraag de school of er een nieuw attest is"),
    Kind.RETURN: gettext_lazy("De geplande dag van de terugkeer is er"),
    Kind.CLASS_TOLD: gettext_lazy("De ouders van de klas zijn nog niet ingelicht"),
    Kind.CONDITIONS: gettext_lazy(
        "Nieuw schooljaar: kijk na of alle voorwaarden nog kloppen"
    ),
}
REACH = {
    "both": gettext_lazy("Bel het gezin en de school"),
    "family": gettext_lazy("Bel het gezin"),
    "school": gettext_lazy("Bel de school"),
}
WORKING_DAYS = frozenset({Kind.CONTACT, Kind.DECISION, Kind.NOT_PREPARED})


def what(due: Due) -> str:
    """What is to be done, in one short sentence."""
    if due.kind == Kind.CONTACT:
        return str(REACH[due.detail])
    if due.kind == Kind.OWNER:
        return str(Trouble(due.detail).label).capitalize()
    return str(WHAT[due.kind])


def how_late(due: Due) -> str:
    """How late it is, or how long it may still take."""
    if due.kind == Kind.CONTACT:
        return _how_late_contact(due)
    if due.kind in WORKING_DAYS and due.late > 0:
        return _working_days_late(due.late)
    if due.late > 0:
        text = ngettext("%(days)d dag te laat", "%(days)d dagen te laat", due.late)
        return text % {"days": due.late}
    if due.late < 0:
        text = ngettext("nog %(days)d dag", "nog %(days)d dagen", -due.late)
        return text % {"days": -due.late}
    return _("vandaag")


def since(due: Due) -> str:
    """The day that it counts from; of a certificate the day on which it ends."""
    day = {"day": date_format(due.since, "SHORT_DATE_FORMAT")}
    if due.kind == Kind.CERTIFICATE:
        return _("geldig tot %(day)s") % day
    return _("sinds %(day)s") % day


def tone(due: Due) -> str:
    """The colour of the badge; its words say the same."""
    if due.kind == Kind.CONTACT:
        return "bad" if due.urgency >= Urgency.OVERDUE else "warn"
    return "bad" if due.late > 0 else "warn"


def _how_late_contact(due: Due) -> str:
    if due.urgency == Urgency.FAR_OVERDUE:
        return _("%(late)s, meer dan drie keer de termijn") % {
            "late": _working_days_late(due.late)
        }
    if due.urgency == Urgency.OVERDUE:
        return _working_days_late(due.late) if due.late else _("te laat")
    if due.urgency == Urgency.LAST_DAY:
        return _("vandaag de laatste dag")
    day = 3 if due.urgency == Urgency.DAY_3 else 4
    return _("dag %(day)d van %(term)d") % {"day": day, "term": TERM_DAYS}


def _working_days_late(days: int) -> str:
    text = ngettext("%(days)d werkdag te laat", "%(days)d werkdagen te laat", days)
    return text % {"days": days}
