"""Which province a postcode lies in: the one place where a file asks for it."""

from __future__ import annotations


def province_of(postcode: str) -> str:
    """The province by its ISO 3166-2 code; empty if it is not known."""
    return ""
