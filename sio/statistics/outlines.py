"""Ready-made outlines of an answer: questions that Parliament asks again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from sio.statistics.aims import AIMS
from sio.statistics.models import ReleaseBlock
from sio.statistics.titles import TITLES

Kind, Chart = ReleaseBlock.Kind, ReleaseBlock.Chart
Words = str | Promise
# Makes a block that is not kept yet; called while the language of the release is on.
Draw = Callable[[], ReleaseBlock]


@dataclass(frozen=True)
class Outline:
    """A name, what it is for, and blocks to begin with."""

    key: str
    title: Words
    sentence: Words
    draws: tuple[Draw, ...]

    def blocks(self, language: str) -> list[ReleaseBlock]:
        """New blocks, not kept yet, with their words in this language."""
        with override(language):
            return [draw() for draw in self.draws]


def _words(kind: str, text: Words) -> Draw:
    return lambda: ReleaseBlock(kind=kind, text=str(text))


def _question(text: Words) -> Draw:
    return _words(Kind.QUESTION, text)


def _answer(text: Words) -> Draw:
    return _words(Kind.ANSWER, text)


def _figure(cube: str, caption: Words, chart: str = Chart.NONE) -> Draw:
    return lambda: ReleaseBlock(
        kind=Kind.FIGURE, cube=cube, caption=str(caption), chart=chart
    )


NUMBERS_AND_DURATION = Outline(
    "numbers_and_duration",
    _("De vraag van het Parlement over aantallen en duur"),
    _("Hoeveel leerlingen per provincie, hoe lang, en hoeveel om psychische redenen."),
    (
        _words(
            Kind.TEXT,
            _(
                "Synchroon internetonderwijs laat leerlingen die lang of vaak ziek "
                "zijn, van thuis uit de lessen van de eigen klas volgen."
            ),
        ),
        _question(
            _(
                "Hoeveel leerlingen maakten per schooljaar gebruik van synchroon "
                "internetonderwijs? Graag per provincie."
            )
        ),
        _question(
            _(
                "Hoe lang maken leerlingen er minstens, gemiddeld en hoogstens gebruik "
                "van? Graag per provincie en per schooljaar."
            )
        ),
        _question(
            _(
                "Hoeveel leerlingen maakten er gebruik van om een psychische reden, of "
                "door een gedrags- of ontwikkelingsstoornis? Graag per provincie en "
                "per schooljaar."
            )
        ),
        _question(
            _(
                "Hoe lang maken leerlingen met die redenen er minstens, gemiddeld en "
                "hoogstens gebruik van? Graag per provincie en per schooljaar."
            )
        ),
        _question(
            _("Hoe vernemen scholen, gezinnen en artsen dat het ook voor hen bestaat?")
        ),
        _question(
            _("Wat doet het beleid om het beter op die leerlingen af te stemmen?")
        ),
        _answer(_("De tabel toont het aantal leerlingen per schooljaar en provincie.")),
        _figure(
            "pupils_per_province_per_school_year",
            _("Leerlingen per provincie en schooljaar"),
            Chart.LINE,
        ),
        _answer(_("De tabel toont de duur in maanden binnen het schooljaar.")),
        _figure(
            "duration_per_province_per_school_year",
            _("Duur per provincie en schooljaar"),
        ),
        _answer(
            _(
                "De tabel toont het aantal leerlingen met een psychische reden, of met "
                "een gedrags- of ontwikkelingsstoornis."
            )
        ),
        _figure(
            "psychological_per_province_per_school_year",
            _("Leerlingen met psychische redenen, per provincie en schooljaar"),
        ),
        _answer(_("De tabel toont voor hen de duur in maanden binnen het schooljaar.")),
        _figure(
            "psychological_duration_per_province_per_school_year",
            _("Duur bij psychische redenen, per provincie en schooljaar"),
        ),
        _answer(_("Beschrijf hier hoe het bekendgemaakt wordt.")),
        _answer(_("Beschrijf hier wat het beleid doet.")),
    ),
)
YEAR_FIGURES = Outline(
    "year_figures",
    _("Jaarcijfers voor iedereen"),
    _("Leerlingen per provincie op een kaart, redenen, niveaus en meer dan een jaar."),
    (
        _words(
            Kind.TEXT,
            _(
                "Deze cijfers zeggen hoeveel leerlingen van thuis uit de lessen van de "
                "eigen klas volgden. Kleine aantallen zijn verborgen."
            ),
        ),
        _figure(
            "pupils_per_province_per_school_year",
            _("Leerlingen per provincie en schooljaar"),
            Chart.MAP,
        ),
        _figure(
            "duration_per_province_per_school_year",
            _("Duur per provincie en schooljaar"),
        ),
        _figure(
            "psychological_per_province_per_school_year",
            _("Leerlingen met psychische redenen, per provincie en schooljaar"),
            Chart.BARS,
        ),
        _figure(
            "reason_groups_per_school_year",
            _("Leerlingen per groep van redenen"),
            Chart.LINE,
        ),
        _figure("levels_per_school_year", _("Leerlingen per onderwijsniveau")),
        _figure(
            "multi_year_share_per_school_year",
            _("Leerlingen die er een vroeger schooljaar ook al waren"),
        ),
    ),
)


def _of_aims() -> Iterator[Draw]:
    """All questions, then the answer to each with its figure."""
    yield _words(
        Kind.TEXT,
        _(
            "De minister stelde vier doelen: een stabiele verbinding, minder "
            "leerachterstand, ondersteuning, en de terugkeer naar de klas. Elk doel "
            "heeft een cijfer."
        ),
    )
    yield from (_question(aim.question) for aim in AIMS)
    for aim in AIMS:
        yield _answer(aim.answer)
        yield _figure(aim.figure, TITLES[aim.figure])


FOUR_AIMS = Outline(
    "four_aims",
    _("De vier doelen van de minister"),
    _(
        "Of de lijn stabiel is, of de les gevolgd wordt, "
        "hulp op tijd, en wie terugging."
    ),
    tuple(_of_aims()),
)
SCHOOLS_CLOSED = Outline(
    "schools_closed",
    _("Als de scholen sluiten"),
    _("Wat de gezinnen in een bevraging zeiden, en of er meer aanvragen kwamen."),
    (
        _words(
            Kind.TEXT,
            _(
                "Sluiten de scholen, dan bellen we de gezinnen: is het kind bezig met "
                "schoolwerk, en volgt het mee met de klas?"
            ),
        ),
        _question(
            _("Hoe bleven de leerlingen betrokken bij hun klas toen de scholen sloten?")
        ),
        _question(_("Kwamen er meer vragen en aanvragen dan een jaar eerder?")),
        _question(_("Wat kunnen scholen doen opdat deze leerlingen meekunnen?")),
        _answer(
            _(
                "De tabel toont wat de gezinnen antwoordden. Een vraag die volgt op "
                "een antwoord, kreeg alleen wie dat antwoord gaf."
            )
        ),
        _figure("contact_round_results", TITLES["contact_round_results"]),
        _figure("contact_round_completeness", TITLES["contact_round_completeness"]),
        _answer(_("De tabellen tellen tot dezelfde dag van elk schooljaar.")),
        _figure(
            "applications_to_date_per_school_year",
            TITLES["applications_to_date_per_school_year"],
        ),
        _figure(
            "enquiries_to_date_per_school_year",
            TITLES["enquiries_to_date_per_school_year"],
        ),
        _answer(_("Beschrijf hier wat scholen kunnen doen.")),
    ),
)
OUTLINES = {
    one.key: one
    for one in (NUMBERS_AND_DURATION, YEAR_FIGURES, FOUR_AIMS, SCHOOLS_CLOSED)
}
