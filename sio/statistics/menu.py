"""The pages of the figures: their tabs, for whom each is.

An address that does not exist is left out, so that a part can be taken away without a
dead link.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sio.accounts.rules import is_staff
from sio.statistics.rules import (
    may_read_drafts,
    may_see_dashboard,
)

Roles = AbstractSet[str]
TABS: tuple[tuple[str, str | Promise, str, Callable[[Roles], bool]], ...] = (
    ("statistics:releases", _("Uitgaven"), "file-text", may_read_drafts),
    ("statistics:dashboard", _("Overzicht"), "chart-column", may_see_dashboard),
    ("statistics:forecast", _("Vooruitblik"), "calendar", may_see_dashboard),
    ("statistics:definitions", _("Begrippen"), "book-open", is_staff),
    ("statistics:history", _("Geschiedenis"), "clock", may_read_drafts),
)


@dataclass(frozen=True)
class Tab:
    """One of them; `current` is the value of aria-current."""

    address: str
    title: str | Promise
    icon: str
    current: str


def tabs_for(roles: Roles, path: str) -> list[Tab]:
    """The tabs for these roles, on the page at this path."""
    mine = [
        (address, title, icon)
        for name, title, icon, may in TABS
        if may(roles) and (address := _address(name))
    ]
    fitting = [address for address, _title, _icon in mine if path.startswith(address)]
    within = max(fitting, key=len, default="")
    return [
        Tab(address, title, icon, _current(address, path, address == within))
        for address, title, icon in mine
    ]


def _current(address: str, path: str, is_within: bool) -> str:
    if address == path:
        return "page"
    return "true" if is_within else ""


def _address(name: str) -> str:
    """Empty if there is none of that name."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
