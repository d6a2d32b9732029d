"""Applications, decisions, ends, and who waits."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sio.statistics.definitions.meaning import Meaning

MEANINGS = (
    Meaning(
        "application",
        2,
        _("Aanvraag"),
        _(
            "Een vraag om les op afstand voor een kind, in het schooljaar waarin we "
            "ze kregen. Twee aanvragen voor hetzelfde kind die samengevoegd zijn, "
            "tellen een keer. Wat na zijn bewaartermijn gewist is, blijft meetellen, "
            "zonder dat nog te weten is van wie het was."
        ),
    ),
    Meaning(
        "province_school_now",
        2,
        _("Provincie van de school, nu"),
        _(
            "De provincie waar de school van het dossier nu ligt, of Brussel. Van een "
            "dossier dat gewist is, telt waar ze toen lag."
        ),
    ),
    Meaning(
        "to_date",
        1,
        _("Tot dezelfde datum"),
        _(
            "Van elk schooljaar telt wat er was tot en met de dag en de maand van het "
            "peilmoment. Zo is een schooljaar dat nog bezig is te vergelijken met de "
            "vorige. 29 februari is in andere jaren 28 februari."
        ),
    ),
    Meaning(
        "role",
        1,
        _("Wie de aanvraag deed"),
        _(
            "Als wie iemand het formulier invulde. Van een dossier dat zonder "
            "formulier begon, is dat niet bekend."
        ),
    ),
    Meaning(
        "decision",
        1,
        _("Besluit"),
        _(
            "Waar de aanvraag staat op het peilmoment. Goedgekeurd is ook wat daarna "
            "liep of stopte. Wie na de goedkeuring en voor de start afzag, staat bij "
            "ingetrokken. Wordt een aanvraag opnieuw bekeken, dan is er nog geen "
            "besluit."
        ),
    ),
    Meaning(
        "refusal_reason",
        1,
        _("Reden van een weigering"),
        _("De regel waarop de laatste weigering van de aanvraag rust."),
    ),
    Meaning(
        "contact_in_time",
        2,
        _("Contact binnen vijf werkdagen"),
        _(
            "Het gezin en de school zijn allebei gesproken binnen vijf werkdagen na "
            "de dag van de aanvraag. Wat nog loopt, wat voor het einde van de termijn "
            "werd opgegeven en wat alleen te laat is omdat de school vakantie had, "
            "staat er niet bij. Het gemiddelde telt alleen de "
            "aanvragen waarvoor met allebei gesproken werd."
        ),
    ),
    Meaning(
        "working_day",
        1,
        _("Werkdag"),
        _(
            "Maandag tot vrijdag, zonder feestdagen en zonder dagen waarop wij dicht "
            "zijn. Schoolvakanties zijn werkdagen."
        ),
    ),
    Meaning(
        "outcome",
        1,
        _("Afloop"),
        _(
            "Hoe een traject dat liep, eindigde, zoals de consulent het noteerde: "
            "volledig of deels terug in de klas, ander onderwijs, gestopt of iets "
            "anders. Het telt in het schooljaar waarin het stopte."
        ),
    ),
    Meaning(
        "waiting",
        1,
        _("Wachtlijst"),
        _(
            "Wie op het peilmoment wacht op een plaats, en hoeveel dagen geleden de "
            "aanvraag kwam."
        ),
    ),
    Meaning(
        "material",
        1,
        _("Geplaatst materiaal"),
        _(
            "Dossiers die niet gestopt zijn en waarvan het materiaal geleverd is: al "
            "gebruikt, nog niet gebruikt, of op voorhand geplaatst. Het zijn "
            "dossiers, geen aantallen sets."
        ),
    ),
    Meaning(
        "sets_free",
        1,
        _("Vrije sets"),
        _(
            "Hoeveel sets er klaar lagen, telkens als de planner ze telde bij een "
            "besluit over een periode om aan te vragen. Het kleinste aantal en het "
            "gemiddelde zijn van die tellingen, niet van alle dagen; daarnaast staat "
            "wat het laatst geteld werd. Waar niet geteld werd, blijft het leeg. Het "
            "zijn toestellen, geen leerlingen: er is niets te verbergen."
        ),
    ),
    Meaning(
        "share_of_counted",
        1,
        _("Aandeel van wat geteld is"),
        _(
            "Zoveel van de honderd van wat de tabel telt, met een cijfer na de komma. "
            "Wat niet bekend is, zit in de honderd."
        ),
    ),
)
