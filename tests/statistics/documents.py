"""A release with everything in it that a format can meet; the numbers are made up."""

from __future__ import annotations

from sio.statistics.cells import (
    HIDDEN,
    TOTAL,
    Measure,
    Shape,
    Shown,
    ShownCell,
    ShownCube,
)
from sio.statistics.document import Definition, Document, Figure, Text

YEARS = ("2012-2013", "2013-2014", "2014-2015", "2015-2016")
PROVINCES = ("BE-VAN", "BE-VOV", "BE-VWV", "BE-VLI", "BE-VBR", "BE-BRU")
PUPILS = Measure("pupils", "count", "pupils")
DURATION = (
    Measure("min", "min", "months"),
    Measure("mean", "mean", "months"),
    Measure("max", "max", "months"),
)
SOURCE = "Schriftelijke vraag nr. 12 (2016-2017), antwoord van 5 januari 2017"

FORMULA = "=cmd|' /C calc'!A0"
SCRIPT = "<script>alert('x')</script> & <b>vet</b>"
LONG_WORD = "Aansprakelijkheidswaardevaststellingsveranderingen" * 4
RIGHT_TO_LEFT = "שלום עולם"
EMOJI = "\N{BUS} \N{GRINNING FACE}"


def cube_of(
    name: str,
    dimensions: tuple[str, ...],
    measures: tuple[Measure, ...],
    cells: dict[tuple[str, ...], tuple[Shown, ...]],
    **more,
) -> ShownCube:
    source = more.pop("source", "")
    shape = Shape(name, 1, dimensions, measures, "pupils", **more)
    shown = tuple(ShownCell(at, values) for at, values in cells.items())
    return ShownCube(shape, shown, source)


def counts(rows: dict[str, tuple[Shown, ...]]) -> dict[tuple[str, ...], tuple[Shown]]:
    """Per province, and TOTAL, a number for each school year."""
    return {
        (year, province): (shown,)
        for province, line in rows.items()
        for year, shown in zip(YEARS, line, strict=True)
    }


ALL_PUPILS = cube_of(
    "pupils_per_province_per_school_year",
    ("school_year", "province"),
    (PUPILS,),
    counts(
        {
            "BE-VLI": (28, 25, 30, 45),
            "BE-VAN": (46, 55, 62, 1101),
            "BE-VBR": (31, 31, 26, 41),
            "BE-VOV": (48, 63, 56, 65),
            "BE-VWV": (40, 42, 54, 77),
            "BE-BRU": (6, 7, HIDDEN, 10),
            TOTAL: (199, 223, HIDDEN, 1339),
        }
    ),
    definitions=("school_year", "pupil"),
)
PSYCHOLOGICAL = cube_of(
    "psychological_per_province_per_school_year",
    ("school_year", "province"),
    (PUPILS,),
    counts(
        {
            "BE-VAN": (None, 4, 2, 7),
            "BE-VOV": (2, 2, 2, 6),
            "BE-VWV": (3, 1, 1, 7),
            "BE-VLI": (None, None, 2, 5),
            "BE-VBR": (None, None, 1, 7),
            "BE-BRU": (None, None, None, 0),
            TOTAL: (5, 7, 8, 32),
        }
    ),
    where={"main": "psychological"},
    definitions=("school_year", "pupil", "reason"),
    source=SOURCE,
)
DURATIONS = cube_of(
    "duration_per_province_per_school_year",
    ("school_year", "province"),
    DURATION,
    {
        (year, province): (None, None, None)
        for year in YEARS[:3]
        for province in (*PROVINCES, TOTAL)
    }
    | {
        ("2015-2016", "BE-VAN"): (2, 7, "schooljaar"),
        ("2015-2016", "BE-BRU"): (HIDDEN, 6, HIDDEN),
        ("2015-2016", "BE-VLI"): (3, 7, "schooljaar"),
        ("2015-2016", "BE-VOV"): (2, 7, "schooljaar"),
        ("2015-2016", "BE-VBR"): (2, 7, "schooljaar"),
        ("2015-2016", "BE-VWV"): (1, 7, 8),
        ("2015-2016", TOTAL): (1, 7, "schooljaar"),
    },
    definitions=("school_year", "duration"),
)
LONG_DURATIONS = cube_of(
    "duration_per_level_per_school_year",
    ("school_year", "level"),
    DURATION,
    {
        (year, level): (2, 5 + place, "schooljaar")
        for place, level in enumerate(("nursery", "primary", "secondary", TOTAL))
        for year in YEARS[2:]
    },
)
SHARES = cube_of(
    "share_per_level_per_school_year",
    ("school_year", "level"),
    (Measure("share", "share", "percent"),),
    {
        ("2014-2015", "nursery"): (2.0,),
        ("2014-2015", "primary"): (24.5,),
        ("2014-2015", "secondary"): (73.5,),
        ("2015-2016", "nursery"): (HIDDEN,),
        ("2015-2016", "primary"): (HIDDEN,),
        ("2015-2016", "secondary"): (74.0,),
    },
)
OUTCOMES = cube_of(
    "ends_per_outcome",
    ("outcome",),
    (
        Measure("trajects", "count", "trajects"),
        Measure("share", "share", "percent"),
    ),
    {
        ("partly",): (58, 20.1),
        ("back",): (182, 63.2),
        ("other",): (0, 0.0),
        ("other_teaching",): (48, 16.7),
        (TOTAL,): (288, 100.0),
    },
)
SCHOOLS = cube_of(
    "schools_reached",
    (),
    (
        Measure("schools", "count", "schools"),
        Measure("hours", "sum", "hours"),
        Measure("reconnects_per_hour", "mean", "per_hour"),
    ),
    {(): (1111, 123456.5, 0.25)},
)

BLOCKS = (
    Text("text", None, "Sinds 2015 is synchroon internetonderwijs een recht."),
    Text("question", 1, "Hoeveel leerlingen waren er? Graag per provincie."),
    Text("question", 2, f"Hoe lang duurde het?\n\n- gemiddeld\n- {FORMULA}"),
    Text("question", 3, SCRIPT),
    Text("answer", 1, "Hierbij een overzicht per provincie."),
    Figure(1, "Leerlingen per provincie en schooljaar", ALL_PUPILS, chart="line"),
    Figure(2, "Psychische, gedrags- of ontwikkelingsstoornis", PSYCHOLOGICAL),
    Text("answer", 2, f"{FORMULA}\n\n- eerste\n- {LONG_WORD}\n\nDaarna."),
    Figure(3, "Duur per provincie", DURATIONS, chart="bars"),
    Figure(4, "Duur per niveau", LONG_DURATIONS, measures=("mean", "max")),
    Text("answer", 3, f"{SCRIPT} {RIGHT_TO_LEFT} {EMOJI}"),
    Figure(5, f"{FORMULA} & <i>aandeel</i>", SHARES),
    Figure(6, "Hoe trajecten eindigden", OUTCOMES),
    Figure(7, "Bereik", SCHOOLS),
)
DEFINITIONS = (
    Definition(
        "school_year", 1, "schooljaar", "Van 1 september tot en met 31 augustus."
    ),
    Definition(
        "pupil", 2, "leerling", "Wie in het schooljaar ten minste een traject had."
    ),
    Definition(
        "reason", 1, "reden", "Psychisch, gedrag of ontwikkeling, of lichamelijk."
    ),
    Definition(
        "duration", 1, "duur", "Maanden tussen begin en einde, beide meegeteld."
    ),
)


def document_of(**changes) -> Document:
    """The release with everything; `changes` replaces fields."""
    fields = {
        "number": 7,
        "title": "Synchroon internetonderwijs: cijfers",
        "asked": "Vraag nr. 123 van een lid van het Vlaams Parlement (18 oktober 2016)",
        "language": "nl-be",
        "cutoff": "2016-12-01T09:30:00Z",
        "signed": "2016-12-02",
        "made_by": "Polly Peeters",
        "signed_by": "Carla Claes",
        "k": 5,
        "is_suppressed": True,
        "reason": "",
        "corrects": 6,
        "query_version": "2016.1",
        "completeness": (
            "Alle scholen zijn meegeteld.",
            "Van 3 leerlingen is de reden niet bekend.",
        ),
        "definitions": DEFINITIONS,
        "blocks": BLOCKS,
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    }
    return Document(**(fields | changes))
