"""The minister's four aims for the line, and the figures that answer each."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Aim:
    """One aim; `cubes` are names of cubes, of which the first is its figure.

    `question` is as Parliament would ask it, `answer` what stands above the figure, and
    `why` says what makes this figure the answer.
    """

    key: str
    name: Promise
    cubes: tuple[str, ...]
    question: Promise
    answer: Promise
    why: Promise

    @property
    def figure(self) -> str:
        """The cube that answers it; the others tell more."""
        return self.cubes[0]


AIMS = (
    Aim(
        "stable",
        _("een stabiele verbinding"),
        ("line_stability_per_school_year",),
        _("Hoe stabiel is de verbinding waarmee leerlingen de les volgen?"),
        _(
            "De tabel toont per schooljaar hoeveel uren de lijn gebruikt werd, en hoe "
            "vaak ze per uur gebruik opnieuw verbonden moest worden."
        ),
        _(
            "Een lijn die wegvalt, moet opnieuw verbonden worden. We tellen dat per "
            "uur gebruik: zo zijn schooljaren met veel en met weinig lessen te "
            "vergelijken. Hoe lager het getal, hoe stabieler de verbinding."
        ),
    ),
    Aim(
        "arrears",
        _("minder leerachterstand"),
        (
            "planned_and_followed_half_days_per_school_year",
            "half_days_per_province_per_school_year",
            "hours_per_province_per_school_year",
        ),
        _("Volgen de leerlingen de lessen die voor hen gepland zijn?"),
        _(
            "De tabel toont hoeveel halve dagen er gepland waren en hoeveel daarvan "
            "gevolgd werden, per onderwijsniveau."
        ),
        _(
            "Wie een geplande les volgt, loopt ze niet achter. Hoeveel een kind "
            "leerde, meten wij niet: dat weet de school. Daarom staat hier wat er van "
            "de geplande halve dagen gevolgd werd, en niet wat het opleverde."
        ),
    ),
    Aim(
        "support",
        _("ondersteuning"),
        (
            "contact_within_five_days_per_school_year",
            "help_questions_per_school_year",
            "contact_round_results",
        ),
        _("Krijgen het gezin en de school op tijd ondersteuning?"),
        _(
            "De tabel toont bij hoeveel aanvragen het gezin en de school allebei "
            "binnen vijf werkdagen gesproken zijn."
        ),
        _(
            "Met dat gesprek begint de ondersteuning, en van elke aanvraag is bekend "
            "wanneer het er was. Wat daarna komt, vertellen de hulpvragen en de "
            "bevragingen."
        ),
    ),
    Aim(
        "return",
        _("terug naar de klas"),
        ("ends_per_school_year",),
        _("Hoeveel leerlingen gaan daarna terug naar de klas?"),
        _(
            "De tabel toont hoe trajecten eindigden: volledig terug in de klas, deels "
            "terug, of anders."
        ),
        _(
            "Bij elk einde noteert de consulent hoe het verder gaat met het kind. Een "
            "traject dat nog loopt, is niet geëindigd en staat er niet bij."
        ),
    ),
)
