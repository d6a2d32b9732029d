"""Writes. One function per thing a person or a device does; each is one transaction."""

from __future__ import annotations

from sio.lessons.actions.classmates import (
    agree_classmates,
    let_parent_go,
    place_guardian,
    withdraw_classmates,
)
from sio.lessons.actions.endings import (
    change_settings,
    end_contact_of,
    end_guardianship_of,
    end_lines_after,
    end_role_of,
    end_traject,
    move_traject,
    pair_device,
    put_in_class,
    unpair_device,
)
from sio.lessons.actions.exceptions import (
    report_today_too_ill,
    say_exception,
    undo_exception,
    undo_today_too_ill,
)
from sio.lessons.actions.help import (
    ask_for_help,
    close_question,
    note_look,
    open_question,
    stop_help,
)
from sio.lessons.actions.schedule import (
    change_slot,
    delete_extra,
    delete_slot,
    plan_extra,
    plan_slot,
)
from sio.lessons.actions.use import note_use, use_refused

__all__ = [
    "agree_classmates",
    "ask_for_help",
    "change_settings",
    "change_slot",
    "close_question",
    "delete_extra",
    "delete_slot",
    "end_contact_of",
    "end_guardianship_of",
    "end_lines_after",
    "end_role_of",
    "end_traject",
    "let_parent_go",
    "move_traject",
    "note_look",
    "note_use",
    "open_question",
    "pair_device",
    "place_guardian",
    "plan_extra",
    "plan_slot",
    "put_in_class",
    "report_today_too_ill",
    "say_exception",
    "stop_help",
    "undo_exception",
    "undo_today_too_ill",
    "unpair_device",
    "use_refused",
    "withdraw_classmates",
]
