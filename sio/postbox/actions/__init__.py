"""Writes: what a person, a device or the clock does with a box."""

from __future__ import annotations

from sio.postbox.actions.check import check_file, check_what_waits
from sio.postbox.actions.pick import note_read, pick_up
from sio.postbox.actions.put import (
    Receiving,
    Words,
    no_room,
    put_in,
    too_much_sent,
)
from sio.postbox.actions.throw import (
    empty_box,
    empty_boxes_that_closed,
    take_back,
    throw_away_broken,
    throw_away_old,
)
from sio.postbox.actions.wish import set_wish

__all__ = [
    "Receiving",
    "Words",
    "check_file",
    "check_what_waits",
    "empty_box",
    "empty_boxes_that_closed",
    "no_room",
    "note_read",
    "pick_up",
    "put_in",
    "set_wish",
    "take_back",
    "throw_away_broken",
    "throw_away_old",
    "too_much_sent",
]
