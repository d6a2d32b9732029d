"""What a format gives and what it is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class MadeFile:
    """One file of a release, whole."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Chart:
    """A figure as a drawing, and in words for who can't see it."""

    svg: str
    png: bytes
    alt: str


Charts = Mapping[int, Chart]  # by the number of their figure


def language_tag() -> str:
    """The language that is active, as BCP 47 has it: "nl-BE"."""
    language, _dash, region = (get_language() or "nl-be").partition("-")
    return f"{language}-{region.upper()}" if region else language
