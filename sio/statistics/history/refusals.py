"""Why an extract is refused: a line, a column, a code that never changes, and words.

The words are made when they are read, in the language of who reads: a worker that
checked the file knows nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

# By code, without its "history." (docs/history.md); a code never changes its meaning.
WORDS: dict[str, Any] = {
    # of the whole file
    "empty": _("Dit bestand is leeg."),
    "no_lines": _("Dit bestand heeft alleen een kopregel."),
    "too_large": _("Dit bestand is groter dan %(most)s MB. Deel het op."),
    "too_many_lines": _("Dit bestand heeft meer dan %(most)s regels. Deel het op."),
    "not_utf8": _("De letters zijn niet te lezen. Bewaar het bestand als CSV UTF-8."),
    "quote": _("Een aanhalingsteken staat verkeerd of wordt niet gesloten."),
    "column_missing": _("De kolom %(name)s ontbreekt."),
    "column_twice": _("De kolom %(name)s staat er twee keer."),
    "column_unknown": _(
        "De kolom %(name)s hoort niet in een uittreksel. Haal ze weg: wat we niet "
        "nodig hebben, nemen we niet aan."
    ),
    # of one line
    "cell_count": _("Er staan %(count)s vakken op deze regel, en geen %(wanted)s."),
    "formula": _("Dit vak begint als een formule. Zet er alleen het gegeven in."),
    "pupil_missing": _("De sleutel van de leerling ontbreekt."),
    "pupil_too_long": _("De sleutel van de leerling is langer dan %(most)s tekens."),
    "province_missing": _("De provincie ontbreekt."),
    "province_unknown": _("Provincie niet herkend: %(text)s"),
    "level_unknown": _("Niveau niet herkend: %(text)s"),
    "reason_unknown": _("Redengroep niet herkend: %(text)s"),
    "date_missing": _("De datum ontbreekt."),
    "date_unknown": _("Geen datum: %(text)s. Schrijf 2015-09-01 of 01/09/2015."),
    "date_too_early": _("Deze datum ligt voor %(first)s."),
    "date_in_future": _("Deze datum ligt in de toekomst."),
    "date_after_state": _("Deze datum ligt na de dag van het uittreksel, %(until)s."),
    "open_ended": _(
        "Er is geen einde. Dat kan alleen als je zegt van welke dag het uittreksel is."
    ),
    "start_after_end": _("Het begin ligt na het einde."),
    "suspended_unknown": _(
        "Onderbreking niet herkend: %(text)s. Schrijf 2020-03-16/2020-05-15."
    ),
    "suspended_start_after_end": _("Een onderbreking begint na haar einde."),
    "suspended_outside": _("Een onderbreking ligt buiten het traject."),
    "suspended_overlap": _("Twee onderbrekingen overlappen."),
    "suspended_too_many": _("Er staan meer dan %(most)s onderbrekingen."),
    # of lines together
    "duplicate": _("Deze regel is dezelfde als regel %(other)s."),
    "overlap": _(
        "Dit traject overlapt met dat van dezelfde leerling op regel %(other)s."
    ),
    "already_in": _("Dit traject overlapt met een dat al is ingevoerd: %(name)s."),
    "total_unknown": _("Het totaal is geen getal: %(text)s"),
    "total_wrong": _("Het totaal zegt %(said)s, maar er zijn %(count)s regels."),
    "total_not_last": _("Na het totaal staat nog iets."),
}


@dataclass(frozen=True)
class Refusal:
    """One reason why the file is refused. Line 0 is the whole file.

    `column` is the heading as people know it, or empty for the whole line.
    """

    line: int
    column: str
    code: str
    given: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, line: int, column: str, code: str, **given: object) -> Refusal:
        words = tuple((name, str(value)) for name, value in given.items())
        return cls(line, column, f"history.{code}", words)

    @property
    def words(self) -> str:
        """What is wrong, in the language that is active."""
        _history, _dot, code = self.code.partition(".")
        return str(WORDS[code]) % dict(self.given)

    def as_json(self) -> list[Any]:
        """How it is kept; `from_json` reads it back."""
        return [self.line, self.column, self.code, dict(self.given)]

    @classmethod
    def from_json(cls, kept: list[Any]) -> Refusal:
        line, column, code, given = kept
        return cls(line, column, code, tuple(given.items()))
