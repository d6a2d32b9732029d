"""How alike two children are, by name sounds, birth date and school: pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import jellyfish
from django.utils.translation import gettext as _

from sio.core.fields import searchable, sounds_of

CLOSE = 0.9  # Jaro-Winkler: "jansen" and "janssens" 0.95, "jansen" and "peeters" 0.4


@dataclass(frozen=True)
class Child:
    """What is compared; `school` is the key of the school, if known."""

    first_name: str
    last_name: str
    birth_date: date | None
    school: int | None


def why_alike(one: Child, other: Child) -> list[str]:
    """In words why these may be one child; empty if there is no reason to think so.

    Two of three must agree, and the name has to be among them or the birth date
    exactly so: a birth date alone is shared by three hundred children in Flanders.
    """
    first = _names_alike(one.first_name, other.first_name)
    last = _names_alike(one.last_name, other.last_name)
    swapped = _names_alike(one.first_name, other.last_name) and _names_alike(
        one.last_name, other.first_name
    )
    born = _born_alike(one.birth_date, other.birth_date)
    reasons = []
    if first and last:
        reasons.append(_("de naam klinkt hetzelfde"))
    elif swapped:
        reasons.append(_("voornaam en achternaam zijn omgewisseld"))
    elif born == "same" and (first or last):
        reasons.append(_("de naam lijkt erop"))
    if not reasons:
        return []
    if born == "same":
        reasons.append(_("dezelfde geboortedatum"))
    elif born == "turned":
        reasons.append(_("dag en maand van de geboortedatum zijn omgewisseld"))
    if one.school is not None and one.school == other.school:
        reasons.append(_("dezelfde school"))
    return reasons if len(reasons) > 1 else []


def _names_alike(one: str, other: str) -> bool:
    plain, other_plain = searchable(one), searchable(other)
    if not plain or not other_plain:
        return False
    return (
        plain == other_plain
        or (sounds_of(one) != "" and sounds_of(one) == sounds_of(other))
        or jellyfish.jaro_winkler_similarity(plain, other_plain) >= CLOSE
    )


def _born_alike(one: date | None, other: date | None) -> str:
    if one is None or other is None:
        return ""
    if one == other:
        return "same"
    turned = (one.year, one.day, one.month) == (other.year, other.month, other.day)
    return "turned" if turned else ""
