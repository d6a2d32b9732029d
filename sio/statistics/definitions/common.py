"""What holds for all figures: years, small numbers, and what is complete."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sio.statistics.definitions.meaning import Meaning

MEANINGS = (
    Meaning(
        "school_year",
        1,
        _("Schooljaar"),
        _(
            "Van 1 september tot en met 31 augustus, op de klok van Brussel. Een "
            "schooljaar dat nog bezig is, telt tot en met de maand van het "
            "peilmoment. Dat staat er dan bij."
        ),
    ),
    Meaning(
        "cutoff",
        1,
        _("Peilmoment"),
        _(
            "Het moment waarop de cijfers genomen zijn. Wat later gebeurde of later "
            "verbeterd werd, telt niet mee. Daarvoor komt er een nieuwe uitgave."
        ),
    ),
    Meaning(
        "completeness",
        1,
        _("Volledigheid"),
        _(
            "Wat niet bekend is, staat er als “niet bekend”. Het telt mee in het "
            "totaal, en in geen van de groepen. Een leeg vak is geen nul: daar zijn "
            "geen gegevens. Een nul is geteld."
        ),
    ),
    Meaning(
        "small_cells",
        1,
        _("Kleine aantallen"),
        _(
            "Een aantal dat kleiner is dan de drempel, meestal vijf, wordt verborgen "
            "en staat er als “:c”. Andere aantallen worden mee verborgen als je het "
            "eerste er anders uit kon berekenen, ook met een vroegere uitgave. Een "
            "nul blijft staan."
        ),
    ),
    Meaning(
        "share",
        1,
        _("Aandeel"),
        _(
            "Zoveel van de honderd leerlingen van de groep waar de tabel over gaat, "
            "met een cijfer na de komma. Wie niet bekend is, zit in de honderd."
        ),
    ),
    Meaning(
        "net",
        1,
        _("Net"),
        _(
            "Het onderwijsnet van de school: het gemeenschapsonderwijs, het "
            "gesubsidieerd officieel onderwijs of het gesubsidieerd vrij onderwijs."
        ),
    ),
    Meaning(
        "gender",
        1,
        _("Geslacht"),
        _(
            "Wordt niet gevraagd en komt in geen enkel cijfer voor. Het doet niet "
            "ter zake voor wie de les van thuis volgt, en zou kleine aantallen nog "
            "kleiner maken."
        ),
    ),
    Meaning(
        "history",
        1,
        _("Van voor het systeem"),
        _(
            "Gegevens van voor dit systeem worden ingelezen zonder naam, en tellen "
            "mee zoals de onze. Een kind dat erin staat en later terugkwam, wordt "
            "niet als hetzelfde kind herkend. Tabellen die vroeger gepubliceerd "
            "zijn, staan ernaast met hun bron en worden niet opnieuw berekend."
        ),
    ),
)
