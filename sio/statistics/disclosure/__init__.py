"""Disclosure control: what of the figures may be shown without pointing at a child."""

from sio.statistics.disclosure.differences import differences
from sio.statistics.disclosure.protect import (
    Note,
    Protected,
    apply_pattern,
    check,
    protect,
    unprotected,
)
from sio.statistics.disclosure.published import as_published
from sio.statistics.disclosure.releases import EarlierRelease

__all__ = [
    "EarlierRelease",
    "Note",
    "Protected",
    "apply_pattern",
    "as_published",
    "check",
    "differences",
    "protect",
    "unprotected",
]
