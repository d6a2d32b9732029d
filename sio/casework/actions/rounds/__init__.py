"""Rounds of calls: their life, who calls, and the answers."""

from __future__ import annotations

from sio.casework.actions.rounds.answer import (
    answer_call,
    note_not_reached,
)
from sio.casework.actions.rounds.callers import change_caller, spread_calls
from sio.casework.actions.rounds.invitations import (
    invite_all,
    invite_family,
    invite_next,
)
from sio.casework.actions.rounds.life import (
    add_question,
    close_round,
    make_round,
    open_round,
    remove_question,
)

__all__ = [
    "add_question",
    "answer_call",
    "change_caller",
    "close_round",
    "invite_all",
    "invite_family",
    "invite_next",
    "make_round",
    "note_not_reached",
    "open_round",
    "remove_question",
    "spread_calls",
]
