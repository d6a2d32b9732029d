"""The words and codes of the Flemish lists for levels, networks, dates and yes or no.

Source of the codes: the features of institutions of the Flemish education department.
Main structure (hoofdstructuur), first digit level, second ordinary or special; kind of
governing body (soort inrichtende macht).
"""

from __future__ import annotations

import contextlib
import re
from datetime import date, datetime

from sio.schools.models import School
from sio.schools.searching import words_of

Level, Network = School.Level, School.Network

ORDINARY_TO_SPECIAL = {
    Level.NURSERY: Level.SPECIAL_NURSERY,
    Level.PRIMARY: Level.SPECIAL_PRIMARY,
    Level.SECONDARY: Level.SPECIAL_SECONDARY,
}
LEVEL_OF_DIGIT = {"1": Level.NURSERY, "2": Level.PRIMARY, "3": Level.SECONDARY}
LEVELS_OF_WORD = {
    "kleuter": (Level.NURSERY,),
    "lager": (Level.PRIMARY,),
    "basis": (Level.NURSERY, Level.PRIMARY),
    "secundair": (Level.SECONDARY,),
    "bubao": (Level.NURSERY, Level.PRIMARY),
    "buso": (Level.SECONDARY,),
}
SPECIAL_WORDS = ("buitengewoon", "bubao", "buso")
NETWORK_OF_CODE = {
    "1": Network.GO,
    "2": Network.FREE,
    "3": Network.OFFICIAL,
    "4": Network.OFFICIAL,
    "5": Network.OFFICIAL,
    "6": Network.OFFICIAL,
    "7": Network.OTHER,
}
# In this order: "gesubsidieerd officieel" has no "go", "vrij" stands in no other.
NETWORK_OF_WORD = {
    "go": Network.GO,
    "gemeenschapsonderwijs": Network.GO,
    "vrij": Network.FREE,
    "officieel": Network.OFFICIAL,
    "gemeentelijk": Network.OFFICIAL,
    "stedelijk": Network.OFFICIAL,
    "provinciaal": Network.OFFICIAL,
    "ander": Network.OTHER,
}
YES = frozenset({"ja", "j", "1", "true", "waar", "x", "gefinancierd", "gesubsidieerd"})
NO = frozenset({"nee", "n", "0", "false", "onwaar", "neen"})
DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
NEVER = 9999  # the year of "no end" in lists
PARTS_LEVELS = re.compile(r"[,;/|+&]")


def levels_in(text: str) -> list[str]:
    """The levels that `text` names, in our order. Raises ValueError for others."""
    found = {level for part in PARTS_LEVELS.split(text) for level in _levels(part)}
    return [level.value for level in Level if level in found]


def network_in(text: str) -> str:
    """Raises ValueError for a network that we do not know."""
    words = words_of(text)
    if len(words) == 1 and words[0] in NETWORK_OF_CODE:
        return NETWORK_OF_CODE[words[0]].value
    for word, network in NETWORK_OF_WORD.items():
        if word in words:
            return network.value
    raise ValueError(text)


def funded_in(text: str) -> bool:
    """Raises ValueError for what is neither yes nor no."""
    word = "".join(words_of(text))
    if word in YES | NO:
        return word in YES
    raise ValueError(text)


def date_in(text: str) -> date | None:
    """A day, or None for the year 9999. Raises ValueError for what is no date."""
    for form in DATE_FORMS:
        with contextlib.suppress(ValueError):
            day = datetime.strptime(text, form).date()
            return None if day.year == NEVER else day
    raise ValueError(text)


def _levels(part: str) -> list[School.Level]:
    words = words_of(part)
    if len(words) == 1 and re.fullmatch(r"[123][12]\d", words[0]):
        level = LEVEL_OF_DIGIT[words[0][0]]
        return [ORDINARY_TO_SPECIAL[level] if words[0][1] == "2" else level]
    ordinary = [
        level
        for beginning, levels in LEVELS_OF_WORD.items()
        if any(word.startswith(beginning) for word in words)
        for level in levels
    ]
    if words and not ordinary:
        raise ValueError(part)
    if any(word in SPECIAL_WORDS for word in words):
        return [ORDINARY_TO_SPECIAL[level] for level in ordinary]
    return ordinary
