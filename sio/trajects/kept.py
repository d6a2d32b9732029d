"""What of a file the database never lets change; it goes with a file that is over."""

from __future__ import annotations

from sio.core.kept import Kept
from sio.trajects.workflow import OVER

_STATES = ", ".join(f"'{state.value}'" for state in sorted(OVER))
FILE_IS_OVER = f"""EXISTS (
  SELECT 1 FROM trajects_traject t
  WHERE t.id = OLD.traject_id AND t.state IN ({_STATES}))"""
KEPT = [
    Kept(
        "trajects_trajectchange",
        ("traject_id", "old", "new", "reason", "by_id", "at"),
        FILE_IS_OVER,
    ),
    Kept(
        "trajects_acceptance",
        ("traject_id", "text_id", "accepted_by_id", "capacity", "accepted_at"),
        FILE_IS_OVER,
    ),
]
# Of a later migration: the table is younger than KEPT.
AGREED = [
    Kept(
        "trajects_classmatesagreement",
        ("traject_id", "school_class_id", "agreed_by_id", "noted_by_id", "agreed_at"),
        FILE_IS_OVER,
    ),
]
