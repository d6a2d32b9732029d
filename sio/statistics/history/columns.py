"""Which column of an extract holds what (docs/history.md)."""

from __future__ import annotations

from collections.abc import Sequence

from sio.statistics.history.refusals import Refusal
from sio.statistics.history.words import plain

PUPIL, PROVINCE, LEVEL, REASON = "pupil", "province", "level", "reason"
STARTED_ON, ENDED_ON, SUSPENDED = "started_on", "ended_on", "suspended"

# By what we call it: the headings that we know. Case, accents and signs do not matter.
# The first is what our own extracts write, and what a refusal names.
COLUMNS: dict[str, tuple[str, ...]] = {
    PUPIL: ("leerling", "sleutel", "leerlingsleutel", "pupil key", "pupil"),
    PROVINCE: ("provincie", "provincie van de school", "province"),
    LEVEL: ("niveau", "onderwijsniveau", "level"),
    REASON: ("redengroep", "reden", "reason group", "reason"),
    STARTED_ON: ("begonnen op", "begin", "startdatum", "started on"),
    ENDED_ON: ("geëindigd op", "einde", "einddatum", "ended on"),
    SUSPENDED: ("onderbroken", "onderbrekingen", "suspended", "suspended periods"),
}
_KNOWN = {plain(name): key for key, names in COLUMNS.items() for name in names}


def heading_of(column: str) -> str:
    """The heading of a column as people read it."""
    return COLUMNS[column][0]


def places_of(
    headings: Sequence[str], line: int
) -> tuple[dict[str, int], list[Refusal]]:
    """For each column its place, from 0; and what is wrong with the headings.

    A heading that we do not know is refused: an extract brings nothing but these.
    """
    places: dict[str, int] = {}
    refused = []
    for at, heading in enumerate(headings):
        key = _KNOWN.get(plain(heading))
        if key is None:
            shown = heading.strip()[:40] or str(at + 1)
            refused.append(Refusal.of(line, "", "column_unknown", name=shown))
        elif key in places:
            name = heading_of(key)
            refused.append(Refusal.of(line, name, "column_twice", name=name))
        else:
            places[key] = at
    for key in COLUMNS:
        if key not in places:
            name = heading_of(key)
            refused.append(Refusal.of(line, name, "column_missing", name=name))
    return places, refused
