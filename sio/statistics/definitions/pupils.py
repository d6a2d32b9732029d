"""Who is counted, where, for how long, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sio.statistics.definitions.meaning import Meaning

MEANINGS = (
    Meaning(
        "pupil",
        3,
        _("Leerling"),
        _(
            "Een kind van wie een traject liep. Het telt in een schooljaar een keer, "
            "ook met meer trajecten. Zijn er meer, dan gelden de provincie, het "
            "niveau en de reden van het traject dat het laatst stopte. Een nieuwe "
            "aanvraag opent een nieuw dossier. Wie het opvolgt, krijgt te zien dat "
            "het kind er al eens was, en zegt of het hetzelfde kind is: dan telt het "
            "een keer. Twee aanvragen die "
            "samengevoegd zijn voor er lessen begonnen, tellen een keer. In gegevens "
            "van voor het systeem is een kind met dezelfde sleutel hetzelfde kind."
        ),
    ),
    Meaning(
        "traject",
        2,
        _("Traject"),
        _(
            "Een verbinding van een kind met een klas, van de dag dat de lessen "
            "beginnen tot ze stoppen. Een aanvraag die niet begon, is geen traject. "
            "Een kind kan er in een schooljaar meer dan een hebben. Hoeveel trajecten "
            "er samen waren, staat er niet bij: naast het aantal leerlingen zou dat "
            "enkele kinderen aanwijzen."
        ),
    ),
    Meaning(
        "two_years",
        1,
        _("Over twee schooljaren"),
        _(
            "Een traject dat in twee schooljaren liep, telt in beide. Daarom mag je "
            "leerlingen van verschillende schooljaren niet optellen."
        ),
    ),
    Meaning(
        "multi_year",
        3,
        _("Meer dan een schooljaar"),
        _(
            "Het kind had ook in een vroeger schooljaar een traject dat liep. Dat mag "
            "hetzelfde traject zijn, of een ander. Kwam het kind terug met een nieuwe "
            "aanvraag, dan telt het als nieuw: het aandeel is dus eerder te laag dan "
            "te hoog. Van het eerste schooljaar waarvan "
            "er gegevens zijn, en van het eerste na een schooljaar zonder, is niet "
            "bekend wie er nieuw was."
        ),
    ),
    Meaning(
        "province_school",
        2,
        _("Provincie van de school"),
        _(
            "De provincie waarin de vestiging van de school ligt, of Brussel. Van een "
            "schooljaar dat voorbij is, blijft het die van toen, ook als de school "
            "verhuist of het kind naar een andere school gaat."
        ),
    ),
    Meaning(
        "province_home",
        1,
        _("Provincie van thuis"),
        _(
            "De provincie van het adres van het kind, volgens de postcode. Dat kan "
            "een andere zijn dan die van de school."
        ),
    ),
    Meaning(
        "duration",
        2,
        _("Duur, van begin tot einde"),
        _(
            "Het aantal maanden van het schooljaar waarin een traject liep, van begin "
            "tot einde. De eerste en de laatste maand tellen elk als een hele, en "
            "ook maanden waarin het onderbroken was. Juli en augustus tellen nooit "
            "mee: dan is er geen les, en het meeste is dus tien maanden. Wie alleen "
            "in die twee een traject had, heeft een maand. Het gemiddelde is afgerond "
            "op een hele maand. Het geldt binnen een schooljaar: van wie in twee "
            "schooljaren een traject had, tellen de maanden van elk apart."
        ),
    ),
    Meaning(
        "duration_without_suspension",
        2,
        _("Duur, zonder onderbrekingen"),
        _(
            "Hetzelfde, zonder de maanden waarin het traject van de eerste tot de "
            "laatste dag onderbroken was. Een onderbreking van een deel van een maand "
            "neemt niets weg, en een in juli of augustus ook niet. Wie het hele "
            "schooljaar onderbroken was, telt hier niet mee."
        ),
    ),
    Meaning(
        "duration_lessons",
        2,
        _("Duur, van eerste tot laatste les"),
        _(
            "Het aantal maanden van het schooljaar van de eerste les die het kind van "
            "thuis volgde tot de laatste, allebei meegeteld. Ook hier tellen juli en "
            "augustus niet mee, en heeft wie alleen dan les had, een maand."
        ),
    ),
    Meaning(
        "whole_school_year",
        2,
        _("Een schooljaar lang"),
        _(
            "De tien maanden van september tot en met juni samen heten “schooljaar”. "
            "Ook een gemiddelde dat op tien uitkomt, heet zo. Een kortste en een "
            "langste duur staan er alleen vanaf tien leerlingen, want ze zijn van een "
            "kind alleen."
        ),
    ),
    Meaning(
        "reason_groups",
        1,
        _("Groepen van redenen"),
        _(
            "Psychisch, gedrag of ontwikkeling, zoals angst, een eetstoornis of een "
            "autismespectrumstoornis; en lichamelijk, al het andere. Elke reden "
            "hoort bij een van de twee. Van wie de reden niet bekend is, telt in "
            "het totaal en in geen van de twee."
        ),
    ),
    Meaning(
        "reasons",
        1,
        _("Redenen"),
        _(
            "De lijst die de consulent kiest, zoals kanker of een ongeval. Ze zeggen "
            "waarom het kind lang afwezig is, en zijn geen diagnose."
        ),
    ),
    Meaning(
        "level",
        2,
        _("Onderwijsniveau"),
        _(
            "Kleuteronderwijs, lager onderwijs of secundair onderwijs, zoals het in "
            "het dossier staat. Ging het kind later naar een ander niveau, dan "
            "houdt een schooljaar dat voorbij is het niveau van toen."
        ),
    ),
)
