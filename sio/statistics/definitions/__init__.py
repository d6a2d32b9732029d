"""What the words of the figures mean; one module per subject, and a line here for each.

A meaning never changes: words that come to mean something else get a higher version,
so that a release says which one it was counted by.
"""

from __future__ import annotations

from collections.abc import Iterable

from sio.statistics.definitions import common, files, pupils, talks, use
from sio.statistics.definitions.meaning import Meaning
from sio.statistics.document import Definition

DEFINITIONS: dict[str, Meaning] = {
    one.key: one
    for module in (
        common,
        pupils,
        use,
        files,
        talks,
    )
    for one in module.MEANINGS
}


def definitions_of(keys: Iterable[str]) -> tuple[Definition, ...]:
    """These, in the order of the page, each once, in the language that is active."""
    wanted = set(keys)
    unknown = wanted - DEFINITIONS.keys()
    if unknown:
        raise KeyError(f"no definition of {sorted(unknown)}")
    return tuple(one.as_read() for key, one in DEFINITIONS.items() if key in wanted)
