"""Writes of trajects; one function per thing a person does."""

from __future__ import annotations

from sio.trajects.actions.agreement import (
    accept_agreement,
    publish_agreement,
)
from sio.trajects.actions.child import join_child, part_child
from sio.trajects.actions.class_text import (
    agree_class_text,
    withdraw_class_text,
    write_class_text,
)
from sio.trajects.actions.classmates import agree_classmates, withdraw_classmates
from sio.trajects.actions.emergency import break_glass, review_emergency
from sio.trajects.actions.erasing import erase_file
from sio.trajects.actions.facts import (
    confirm_certificate,
    delete_other_teaching,
    keep_first_appearance,
    keep_informed,
    keep_other_teaching,
    keep_pupil,
    keep_start_facts,
    tell_class,
)
from sio.trajects.actions.family import (
    change_self,
    keep_household,
    let_parent_go,
    let_parent_stay,
    place_guardian,
)
from sio.trajects.actions.health import (
    begin_health,
    change_health,
    keep_reason_group,
)
from sio.trajects.actions.people import (
    assign_consultant,
    end_assignment,
    end_assignments_of,
    end_guardianship,
    invite_guardian,
)
from sio.trajects.actions.pseudonym import (
    keep_pseudonym,
    renew_rows,
)
from sio.trajects.actions.return_plan import (
    delete_return_step,
    keep_return_step,
)
from sio.trajects.actions.traject import (
    change_settings,
    change_state,
    move_traject,
    put_in_class,
    start_traject,
)
from sio.trajects.actions.words import (
    add_note,
    answer_message,
    write_consultant,
)

__all__ = [
    "accept_agreement",
    "add_note",
    "agree_class_text",
    "agree_classmates",
    "answer_message",
    "assign_consultant",
    "begin_health",
    "break_glass",
    "change_health",
    "change_self",
    "change_settings",
    "change_state",
    "confirm_certificate",
    "delete_other_teaching",
    "delete_return_step",
    "end_assignment",
    "end_assignments_of",
    "end_guardianship",
    "erase_file",
    "invite_guardian",
    "join_child",
    "keep_first_appearance",
    "keep_household",
    "keep_informed",
    "keep_other_teaching",
    "keep_pseudonym",
    "keep_pupil",
    "keep_reason_group",
    "keep_return_step",
    "keep_start_facts",
    "let_parent_go",
    "let_parent_stay",
    "move_traject",
    "part_child",
    "place_guardian",
    "publish_agreement",
    "put_in_class",
    "renew_rows",
    "review_emergency",
    "start_traject",
    "tell_class",
    "withdraw_class_text",
    "withdraw_classmates",
    "write_class_text",
    "write_consultant",
]
