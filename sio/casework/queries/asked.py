"""What a family still has to do with its file, from what its page shows already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sio.casework.queries.parts import Group
from sio.trajects.models import Traject

DEVICES = "#devices-home"


@dataclass(frozen=True)
class Asked:
    """One thing to do: `words` say what, `link` where to, at `address`."""

    words: str
    link: str
    address: str


def asked_of_family(
    *,
    traject: Traject,
    agreements: Iterable[Mapping[str, Any]],
    groups: Iterable[Group],
    home: Mapping[str, Any] | None,
    has_questions: bool,
) -> list[Asked]:
    """First things first; empty if nothing is asked now.

    `agreements` and `home`, the devices at home, as their blocks show them; none and
    None while there is no line yet.
    """
    asked = [
        Asked(
            _("Voor de eerste les moet je nog de afspraken aanvaarden."),
            _("Naar de afspraken"),
            "#agreement",
        )
        for one in agreements
        if one["may_accept"] and not one["acceptance"]
    ]
    if home and home["may_pair"] and not any(row["valid"] for row in home["rows"]):
        words = _("Er is nog geen toestel thuis gekoppeld.")
        asked.append(Asked(words, _("Naar de toestellen"), DEVICES))
    if has_questions:
        address = reverse("casework:file_rounds", args=[traject.pk])
        words = _("We hebben een paar vragen voor jou.")
        asked.append(Asked(words, _("Naar de vragen"), address))
    for group in groups:
        asked += [
            Asked(f"{part.title}: {part.note}.", _("Bekijken"), part.address)
            for part in group.parts
            if part.warn
        ]
    return asked
