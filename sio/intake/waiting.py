"""The order of a waiting list: by receipt, unless a person moved somebody.

Pure functions: the list itself, and the rows of the moves, belong to the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Waiting:
    """One file on the list; `key` is its number in the database."""

    key: int
    received_at: datetime


@dataclass(frozen=True)
class PlaceMove:
    """Somebody put `key` right before `before`, or at the end if that is None.

    ValueError without a reason.
    """

    key: int
    before: int | None
    reason: str
    by: str
    at: datetime

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a move needs a reason")


def ordered(waiting: Iterable[Waiting], moves: Iterable[PlaceMove]) -> list[int]:
    """The keys, first in line first.

    By receipt, and by key at the same moment; then each move in turn, oldest first. A
    move of or before a file that is no longer on the list does nothing.
    """
    keys = [
        one.key for one in sorted(waiting, key=lambda one: (one.received_at, one.key))
    ]
    for move in sorted(moves, key=lambda move: move.at):
        if _is_possible(move, keys):
            keys.remove(move.key)
            place = len(keys) if move.before is None else keys.index(move.before)
            keys.insert(place, move.key)
    return keys


def explain_place(
    key: int, waiting: Sequence[Waiting], moves: Sequence[PlaceMove], *, for_staff: bool
) -> str:
    """Why it stands where it stands, in the language that is active.

    Only staff read who moved it and why; ValueError if `key` is not on the list.
    """
    places = explain_places(waiting, moves, for_staff=for_staff)
    if key not in places:
        raise ValueError(f"{key} is not in list")
    return places[key]


def explain_places(
    waiting: Sequence[Waiting], moves: Sequence[PlaceMove], *, for_staff: bool
) -> dict[int, str]:
    """The same of everybody on the list, first in line first."""
    keys, by_receipt = ordered(waiting, moves), ordered(waiting, [])
    rank = {key: number for number, key in enumerate(by_receipt)}
    received_at = {one.key: one.received_at for one in waiting}
    found = {}
    for place, key in enumerate(keys):
        words = [
            _("Plaats %(place)d van %(total)d. Ontvangen op %(day)s.")
            % {"place": place + 1, "total": len(keys), "day": _day(received_at[key])}
        ]
        words += _moved(key, moves, for_staff=for_staff)
        words += _passed(sum(rank[other] > rank[key] for other in keys[:place]))
        found[key] = " ".join(words)
    return found


def _moved(key: int, moves: Sequence[PlaceMove], *, for_staff: bool) -> list[str]:
    mine = sorted((move for move in moves if move.key == key), key=lambda move: move.at)
    if not mine:
        return []
    last = mine[-1]
    if not for_staff:
        return [
            _("Een medewerker heeft het verplaatst op %(day)s.")
            % {"day": _day(last.at)}
        ]
    return [
        _("Verplaatst op %(day)s door %(by)s: %(reason)s")
        % {"day": _day(last.at), "by": last.by, "reason": last.reason}
    ]


def _passed(count: int) -> list[str]:
    """How many stand ahead that would stand behind by receipt alone."""
    if not count:
        return []
    words = ngettext(
        "Eén dossier dat later kwam, staat er door verplaatsing voor.",
        "%(count)d dossiers die later kwamen, staan er door verplaatsing voor.",
        count,
    )
    return [words % {"count": count}]


def _is_possible(move: PlaceMove, keys: Sequence[int]) -> bool:
    is_on_list = move.key in keys and (move.before is None or move.before in keys)
    return is_on_list and move.key != move.before


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "SHORT_DATE_FORMAT")
