"""Which column of a list of schools holds what (docs/schools.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from sio.core.errors import DomainError
from sio.schools.searching import searchable

# By what we call it: the headings that we know, of which one is enough. Case, accents
# and signs do not matter: "E-mail" is "e_mail".
COLUMNS: dict[str, tuple[str, ...]] = {
    "institution_number": (
        "instellingsnummer",
        "schoolnummer",
        "inst.nr.",
        "instellingsnr",
        "nummer",
    ),
    "name": ("naam", "schoolnaam", "naam instelling", "naam school", "instelling"),
    "street": ("straat", "straatnaam", "adres", "straat en nummer"),
    "house_number": ("huisnummer", "huisnr", "nr"),
    "box": ("bus", "busnummer", "busnr"),
    "postcode": ("postcode", "postnummer"),
    "municipality": ("gemeente", "plaats", "woonplaats", "fusiegemeente"),
    "levels": (
        "onderwijsniveau",
        "niveau",
        "niveaus",
        "hoofdstructuur",
        "hf",
        "aanbod",
    ),
    "network": ("net", "onderwijsnet", "soort inrichtende macht"),
    "phone": ("telefoon", "telefoonnummer", "tel"),
    "email": ("e-mail", "email", "mail", "e-mailadres", "emailadres"),
    "website": ("website", "url", "internetadres", "webadres"),
    "funded": ("gefinancierd", "gesubsidieerd", "gefinancierd of gesubsidieerd"),
    "closed_on": ("gesloten sinds", "einddatum", "sluitingsdatum", "datum sluiting"),
    "location_number": (
        "vestigingsnummer",
        "vestigingsplaatsnummer",
        "nummer vestigingsplaats",
        "volgnummer vestigingsplaats",
        "vestigingsplaats",
    ),
    "location_name": ("naam vestigingsplaats", "vestigingsnaam", "naam vestiging"),
}
REQUIRED = ("institution_number", "name", "postcode", "municipality")


class SchoolListRefused(DomainError):
    """The whole list is refused; nothing was changed."""

    code = "schools.list_refused"


def read_mapping(text: str) -> dict[str, tuple[str, ...]]:
    """Headings by field from JSON such as `{"name": "Naam school"}`.

    What it leaves out stays as in COLUMNS. Raises SchoolListRefused for another form.
    """
    try:
        given = json.loads(text)
        named = {
            field: (names,) if isinstance(names, str) else tuple(map(str, names))
            for field, names in given.items()
        }
    except (ValueError, AttributeError, TypeError) as error:
        raise SchoolListRefused(_("De kolommenlijst is geen goede JSON.")) from error
    unknown = sorted(set(named) - set(COLUMNS))
    if unknown:
        raise SchoolListRefused(
            _("De kolommenlijst noemt onbekende velden: %(names)s.")
            % {"names": ", ".join(unknown)}
        )
    return COLUMNS | named


def places_of(
    headings: Sequence[str], mapping: Mapping[str, Sequence[str]]
) -> dict[str, int]:
    """For each field that the list has, the number of its column, from 0.

    Raises SchoolListRefused, naming them, if required columns are missing.
    """
    there = {searchable(name): at for at, name in reversed(list(enumerate(headings)))}
    found = {}
    for field, names in mapping.items():
        for name in names:
            if searchable(name) in there:
                found[field] = there[searchable(name)]
                break
    missing = [mapping[field][0] for field in REQUIRED if field not in found]
    if missing:
        raise SchoolListRefused(
            _("In dit bestand ontbreken kolommen: %(names)s.")
            % {"names": ", ".join(missing)}
        )
    return found
