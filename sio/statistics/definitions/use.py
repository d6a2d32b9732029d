"""What a line was used for, and where."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sio.statistics.definitions.meaning import Meaning

MEANINGS = (
    Meaning(
        "pupil_of_the_line",
        2,
        _("Leerling met een lijn"),
        _(
            "Een kind van wie in dat schooljaar een traject liep in dit systeem. Het "
            "telt een keer, met de school van zijn laatste dossier. Een nieuwe "
            "aanvraag telt als een nieuw kind. Trajecten van voor het systeem tellen "
            "hier niet mee: daarvan is geen gebruik bekend."
        ),
    ),
    Meaning(
        "province_school_of_year",
        1,
        _("Provincie van de school, in dat schooljaar"),
        _(
            "De provincie waar de school lag in het schooljaar dat geteld wordt, of "
            "Brussel. Verhuist de school of het kind later, dan blijft ze dezelfde."
        ),
    ),
    Meaning(
        "school_reached",
        1,
        _("Bereikte school"),
        _(
            "Een school van minstens een kind van wie het traject liep in dat "
            "schooljaar. Vestigingen van een school zijn samen een school."
        ),
    ),
    Meaning(
        "schools_listed",
        1,
        _("Scholen op de lijst"),
        _(
            "De scholen die Vlaanderen betaalt en die niet dicht waren toen dit "
            "schooljaar begon. Hoeveel er vroeger waren, zegt de lijst niet: het "
            "aandeel is er alleen voor het schooljaar van het peilmoment."
        ),
    ),
    Meaning(
        "connection",
        1,
        _("Verbinding"),
        _(
            "Een keer dat het toestel van thuis en dat van de klas elkaar hadden. Ze "
            "telt in het schooljaar waarin ze begon, ook als ze maar even duurde."
        ),
    ),
    Meaning(
        "reconnect",
        1,
        _("Herverbinding"),
        _(
            "Een verbinding die begint terwijl een andere van hetzelfde kind nog "
            "loopt, of binnen vijf minuten nadat die stopte, in dezelfde halve dag. "
            "Ze staat voor een lijn die wegviel. Hoe minder per uur gebruik, hoe "
            "stabieler de lijn."
        ),
    ),
    Meaning(
        "hours_of_use",
        1,
        _("Uren gebruik"),
        _(
            "Hoe lang er minstens een verbinding was. Twee tegelijk tellen een keer. "
            "In de nacht waarin de klok verzet wordt, tellen de echte uren."
        ),
    ),
    Meaning(
        "half_day_followed",
        1,
        _("Gevolgde halve dag"),
        _(
            "Een voormiddag of namiddag waarin de lijn minstens een half uur gebruikt "
            "werd, of zo lang als de beheerder instelde. De middag is die van de "
            "school. Dagen tellen tot en met die voor het peilmoment."
        ),
    ),
    Meaning(
        "half_day_planned",
        1,
        _("Geplande halve dag"),
        _(
            "Een voormiddag of namiddag waarin volgens het lesrooster een les begint "
            "die niet wegvalt, terwijl het traject liep en niet onderbroken was. Gaat "
            "het kind deels naar school, dan telt hoogstens wat thuis overblijft. Het "
            "aandeel zegt hoeveel van de geplande halve dagen gevolgd werden; wat "
            "buiten het rooster gevolgd werd, zit daar niet in."
        ),
    ),
    Meaning(
        "sum_of_use",
        2,
        _("Som van gebruik"),
        _(
            "Uren, halve dagen of verbindingen van alle leerlingen samen. Achter een "
            "som staan alleen wie er iets van heeft: zijn dat er minder dan de "
            "drempel, dan wordt ze verborgen. Ook als een leerling er bijna alles van "
            "heeft, en alle anderen samen minder dan een vijfde van wat die ene heeft. "
            "Een verhouding van twee sommen staat er alleen als beide er staan: anders "
            "zou de verborgen som eruit volgen."
        ),
    ),
)
