"""The table of rights in words, for the page that shows it (sio/trajects/rights.py)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sio.trajects.rights import MATRIX, Act, Standing

Words = str | Promise

STANDINGS: dict[Standing, tuple[Words, Words]] = {
    Standing.COORDINATOR: (_("Coördinator"), _("Ziet elk dossier.")),
    Standing.CONSULTANT: (_("Consulent"), _("Begeleidt dit dossier.")),
    Standing.STAND_IN: (
        _("Vervanger"),
        _("Neemt vandaag het werk over van de consulent van dit dossier."),
    ),
    Standing.EMERGENCY: (
        _("Noodtoegang"),
        _("Opende dit dossier in nood, voor een uur, met een reden. Wordt nagekeken."),
    ),
    Standing.HELPDESK: (_("Helpdesk"), _("Helpt met toestellen en met de lijn.")),
    Standing.CONTACT: (_("School"), _("Is contact van de school van de leerling.")),
    Standing.GUARDIAN: (
        _("Ouder"),
        _("Vertegenwoordigt de leerling, tot die 18 is."),
    ),
    Standing.PUPIL: (_("Leerling"), _("Is het zelf, met een eigen account.")),
}

# By the value of the act; a test asks words for every act there is.
ACTS: dict[str, Words] = {
    "see_file": _("het dossier vinden"),
    "see_people": _("de mensen rond de leerling zien"),
    "see_addresses": _("e-mailadressen en telefoonnummers zien"),
    "see_history": _("zien wat er wanneer beslist is"),
    "see_log": _("zien wie het dossier opende"),
    "see_plans": _("de plannen voor begin en terugkeer zien"),
    "see_casework": _("aanvraag, gesprekken en afwegingen lezen"),
    "see_letters": _("brieven lezen"),
    "see_health": _("lezen wat de ziekte is"),
    "see_links": _("de link van een les elders zien"),
    "see_agreement": _("de afspraken lezen"),
    "see_home_devices": _("de toestellen thuis zien"),
    "see_class_devices": _("de toestellen in de klas zien"),
    "see_line": _("de cijfers van de lijn zien zolang er een vraag open is"),
    "see_postbox": _("zien wat er in het postvak ligt"),
    "use_postbox": _("iets in het postvak leggen en eruit halen"),
    "visit_lesson": _("als gast in een les komen, als beide kanten dat willen"),
    "guide": _("het traject begeleiden"),
    "assign": _("een consulent toewijzen"),
    "decide": _("beslissen of het kan"),
    "log_contact": _("een gesprek noteren"),
    "change_health": _("de gezondheidsgegevens aanpassen"),
    "change_household": _("het adres van het eigen gezin aanpassen"),
    "change_self": _("eigen gegevens aanpassen"),
    "set_line": _("kiezen hoe de lijn werkt"),
    "help_line": _("een vraag over de lijn openen en sluiten"),
    "plan": _("plannen en het rooster maken"),
    "pair_home": _("een toestel thuis koppelen"),
    "pair_class": _("een toestel in de klas koppelen"),
    "accept_home": _("de afspraken aanvaarden voor thuis"),
    "accept_class": _("de afspraken aanvaarden voor de klas"),
    "confirm_certificate": _("bevestigen dat er een attest is"),
    "tell_class": _("zeggen dat de klas ingelicht is"),
    "write_class_text": _("schrijven wat de klas mag weten"),
    "agree_classmates": _("zeggen of klasgenoten thuis elkaar zien en horen"),
    "write_note": _("een nuttige notitie schrijven"),
    "let_parent": _("een ouder toegang laten houden na 18 jaar"),
    "say_pupil_absent": _("zeggen dat de leerling te ziek is"),
    "say_class_change": _("zeggen dat een les anders loopt"),
    "write_consultant": _("de consulent schrijven"),
    "answer_round": _("antwoorden bij een bevraging"),
}


@dataclass(frozen=True)
class Row:
    """One act in words, and for each standing in turn whether it has it."""

    words: Words
    cells: tuple[bool, ...]


def rows(*, looks: bool) -> list[Row]:
    """The acts that only look, or the others, in the order of the table."""
    return [
        Row(ACTS[act], tuple(standing in MATRIX[act] for standing in Standing))
        for act in Act
        if act.startswith("see_") is looks
    ]
