"""Words that the checker and the application share, as the rules have them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FUNDED = _("Is de school gefinancierd of gesubsidieerd door de Vlaamse overheid?")
FUNDED_HELP = _(
    "Dat wil zeggen: de Vlaamse overheid betaalt de school, helemaal of voor een stuk. "
    "Bij bijna alle Nederlandstalige scholen is dat zo. Bij een privéschool die de "
    "ouders zelf betalen niet. Twijfel je? Kies dan dat je het niet weet."
)
