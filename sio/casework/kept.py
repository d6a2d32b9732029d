"""What of the casework the database never lets change; encrypted words left out."""

from __future__ import annotations

from sio.core.kept import Kept
from sio.trajects.kept import FILE_IS_OVER

_TALK = ("traject_id", "with_whom", "how", "reached", "happened_at", "key", "by_id")
_DECISION = ("traject_id", "outcome", "rule_id", "rule_text", "rule_source")
KEPT = [
    Kept("casework_contactmoment", (*_TALK, "created_at"), FILE_IS_OVER),
    Kept(
        "casework_decision", (*_DECISION, "look_again_on", "by_id", "at"), FILE_IS_OVER
    ),
]
