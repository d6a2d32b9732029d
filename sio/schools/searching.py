"""Text as it is searched: without case, accents and signs, equal on both databases."""

from __future__ import annotations

import re

from anyascii import anyascii
from django.db.models import Q

# What is neither a letter nor a digit parts words: "Sint-Jan" is found by "jan".
PARTS_WORDS = re.compile(r"[^0-9a-z]+")
MOST_TERMS = 8


def words_of(text: str) -> list[str]:
    """The words in plain small letters: "École d'Ixelles" gives ecole, d, ixelles."""
    return PARTS_WORDS.sub(" ", anyascii(text).casefold()).split()


def searchable(*texts: str) -> str:
    """The words of all, each with a space before it; empty if there is none."""
    return "".join(f" {word}" for text in texts for word in words_of(text))


def matching(text: str) -> Q | None:
    """Rows whose field `search` has, for each word of `text`, a word that begins so.

    None if there is no word in it; words past the eighth are not looked at.
    """
    words = words_of(text)[:MOST_TERMS]
    if not words:
        return None
    wanted = Q()
    for word in words:
        wanted &= Q(search__contains=f" {word}")
    return wanted
