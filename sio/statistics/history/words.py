"""The words and codes of an extract for provinces, levels, reasons and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from sio.schools.provinces import SCHOOL_PROVINCES
from sio.schools.searching import words_of
from sio.trajects.models import Level, MainGroup


@lru_cache(maxsize=2_000)
def plain(text: str) -> str:
    """Its words in small letters: "Oost-Vlaanderen" gives "oost vlaanderen"."""
    return " ".join(words_of(text))


# Of a reason: its code, empty if only the main group is known, and its main group.
Reason = tuple[str, str]

PROVINCES = {
    "antwerpen": "BE-VAN",
    "limburg": "BE-VLI",
    "oost vlaanderen": "BE-VOV",
    "vlaams brabant": "BE-VBR",
    "west vlaanderen": "BE-VWV",
    "brussel": "BE-BRU",
    "brussels hoofdstedelijk gewest": "BE-BRU",
    **{plain(one.value): one.value for one in SCHOOL_PROVINCES},
}
LEVELS = {
    "kleuter": Level.NURSERY.value,
    "kleuteronderwijs": Level.NURSERY.value,
    "lager": Level.PRIMARY.value,
    "lager onderwijs": Level.PRIMARY.value,
    "secundair": Level.SECONDARY.value,
    "secundair onderwijs": Level.SECONDARY.value,
    **{plain(one): one for one in Level.values},
}
MAIN_GROUPS: dict[str, Reason] = {
    "psychisch gedrag of ontwikkeling": ("", MainGroup.PSYCHOLOGICAL.value),
    "lichamelijk": ("", MainGroup.PHYSICAL.value),
    "physical": ("", MainGroup.PHYSICAL.value),
}
NOT_KNOWN: Reason = ("", "")

_DAY = r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})"
_PERIOD = re.compile(rf"\s*({_DAY})\s*(?:/|-|\u2013|tot|t/m)\s*({_DAY})\s*")
_BETWEEN = re.compile(r"[;,|]")
_DUTCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def reasons_of(groups: Iterable[tuple[str, str, str]]) -> dict[str, Reason]:
    """What may stand for a reason, from code, Dutch name and main group of each."""
    found = dict(MAIN_GROUPS)
    for code, name, main in groups:
        found[plain(name)] = found[plain(code)] = (code, main)
    return found


def province_in(text: str) -> str | None:
    """ISO code, or None if it is not one where Flemish schools stand."""
    return PROVINCES.get(plain(text))


def level_in(text: str) -> str | None:
    """Empty if not known; None for what is no level."""
    return LEVELS.get(plain(text)) if text else ""


def reason_in(text: str, known: Mapping[str, Reason]) -> Reason | None:
    """NOT_KNOWN for an empty cell; None for what is no reason."""
    return known.get(plain(text)) if text else NOT_KNOWN


@lru_cache(maxsize=20_000)
def day_in(text: str) -> date | None:
    """2015-09-01 or 01/09/2015; None for all else, such as 2015-02-29."""
    dutch = _DUTCH_DAY.fullmatch(text)
    try:
        if dutch:
            day, month, year = map(int, dutch.groups())
            return date(year, month, day)
        return date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None


def periods_in(text: str) -> list[tuple[str, date | None, date | None]]:
    """Each period as it was written, with its days; None for what is no day."""
    found: list[tuple[str, date | None, date | None]] = []
    for part in filter(str.strip, _BETWEEN.split(text)):
        match = _PERIOD.fullmatch(part)
        days = map(day_in, match.groups()) if match else (None, None)
        found.append((part.strip(), *days))
    return found
