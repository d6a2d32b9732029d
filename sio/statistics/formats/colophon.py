"""What one must know of a release to lean on it; the same in every format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sio.statistics.document import Definition, Document
from sio.statistics.formats.layout import FEWEST_FOR_EXTREMES


@dataclass(frozen=True)
class Fact:
    """One line about the release; `is_code` if it is for comparing, not for reading."""

    name: str
    text: str
    is_code: bool = False


@dataclass(frozen=True)
class Colophon:
    """What stands at the end, or on sheets of its own."""

    facts: list[Fact]
    completeness: tuple[str, ...]
    definitions: tuple[Definition, ...]
    confidentiality: str


def colophon_of(document: Document) -> Colophon:
    """In the language that is active; moments are those of Brussels."""
    return Colophon(
        facts=list(_facts(document)),
        completeness=document.completeness,
        definitions=document.definitions,
        confidentiality=_confidentiality(document),
    )


def number_line(document: Document) -> str:
    """ "Uitgave 7 · gegevens van 1 december 2016": for heads and feet of pages."""
    return _("Uitgave %(number)s · gegevens van %(day)s") % {
        "number": document.number,
        "day": date_format(cutoff_of(document).date(), "j F Y"),
    }


def notices_of(document: Document) -> list[str]:
    """What nobody may overlook: that it is a draft, corrects another, hides nothing."""
    notices = []
    if not document.signed:
        notices.append(
            _("Ontwerp. Deze cijfers zijn nog niet ondertekend en gelden nog niet.")
        )
    if document.corrects is not None:
        notices.append(
            _("Deze uitgave verbetert uitgave %(number)s.")
            % {"number": document.corrects}
        )
    if not document.is_suppressed:
        notices.append(
            _("In deze uitgave staan ook kleine aantallen. Reden: %(reason)s")
            % {"reason": document.reason}
        )
    return notices


def cutoff_of(document: Document) -> datetime:
    """The moment that the figures are of, in Brussels."""
    return localtime(datetime.fromisoformat(document.cutoff))


def stamp_of(document: Document) -> datetime:
    """The same in UTC without saying so, as office files keep moments."""
    return cutoff_of(document).astimezone(UTC).replace(tzinfo=None)


def day_text(iso_day: str) -> str:
    """ "2 december 2016"; empty for no day."""
    return date_format(date.fromisoformat(iso_day), "j F Y") if iso_day else ""


def _facts(document: Document) -> Iterator[Fact]:
    yield Fact(_("Nummer"), str(document.number))
    moment = cutoff_of(document)
    yield Fact(
        _("Stand van de gegevens"),
        _("%(day)s om %(time)s uur")
        % {"day": date_format(moment, "j F Y"), "time": date_format(moment, "H:i")},
    )
    yield Fact(_("Opgemaakt door"), document.made_by)
    if document.signed:
        yield Fact(
            _("Ondertekend door"),
            _("%(who)s op %(day)s")
            % {"who": document.signed_by, "day": day_text(document.signed)},
        )
    if document.corrects is not None:
        text = _("uitgave %(number)s") % {"number": document.corrects}
        yield Fact(_("Verbetert"), text)
    yield Fact(_("Versie van de berekening"), document.query_version)
    yield Fact(_("Controlegetal (SHA-256)"), document.sha256, is_code=True)


def _confidentiality(document: Document) -> str:
    if not document.is_suppressed:
        return _("In deze uitgave staan ook kleine aantallen.")
    return _(
        "Een aantal onder %(k)s kan naar een kind wijzen. Zo een aantal, en elk getal "
        "waaruit het af te leiden is, is vervangen door :c. Een gemiddelde staat er "
        "vanaf %(k)s leerlingen, een minimum of maximum vanaf %(extremes)s, in hele "
        "maanden. Tien maanden, van september tot en met juni, heten schooljaar."
    ) % {"k": document.k, "extremes": max(document.k, FEWEST_FOR_EXTREMES)}
