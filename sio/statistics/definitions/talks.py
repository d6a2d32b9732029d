"""Questions to us, and questions that we asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sio.statistics.definitions.meaning import Meaning

MEANINGS = (
    Meaning(
        "enquiry",
        1,
        _("Vraag om informatie"),
        _(
            "Een vraag die geen aanvraag is, zoals een medewerker ze telde: op welke "
            "dag, langs welke weg en waarover. Wie het vroeg, wordt niet bewaard."
        ),
    ),
    Meaning(
        "help_question",
        1,
        _("Hulpvraag"),
        _(
            "Iemand vroeg de helpdesk om hulp bij een verbinding. Ze telt zodra ze "
            "gesloten is, in het schooljaar waarin ze gesteld werd. De duur is die "
            "van vraag tot sluiting."
        ),
    ),
    Meaning(
        "contact_round",
        1,
        _("Bevraging"),
        _(
            "Een ronde waarin gezinnen dezelfde vragen kregen. De antwoorden zijn van "
            "wie bereikt werd; hoeveel dat er zijn van allen, staat in een eigen "
            "tabel. Mocht men meer aanduiden, dan is elke keuze een vraag met ja of "
            "nee. Wat iemand in eigen woorden zei, telt niet mee."
        ),
    ),
)
