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
    keys = ordered(waiting, moves)
    place = keys.index(key)
    received_at = next(one.received_at for one in waiting if one.key == key)
    words = [
        _("Plaats %(place)d van %(total)d. Ontvangen op %(day)s.")
        % {"place": place + 1, "total": len(keys), "day": _day(received_at)}
    ]
    words += _moved(key, moves, for_staff=for_staff)
    passed = _passed_by(key, keys[:place], waiting)
    if passed:
        words.append(
            ngettext(
                "Eén dossier dat later kwam, staat er door verplaatsing voor.",
                "%(count)d dossiers die later kwamen, staan er door verplaatsing voor.",
                passed,
            )
            % {"count": passed}
        )
    return " ".join(words)


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


def _passed_by(key: int, ahead: Sequence[int], waiting: Sequence[Waiting]) -> int:
    """How many stand ahead that would stand behind by receipt alone."""
    by_receipt = ordered(waiting, [])
    behind = set(by_receipt[by_receipt.index(key) :])
    return len(behind & set(ahead))


def _is_possible(move: PlaceMove, keys: Sequence[int]) -> bool:
    is_on_list = move.key in keys and (move.before is None or move.before in keys)
    return is_on_list and move.key != move.before


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "SHORT_DATE_FORMAT")
