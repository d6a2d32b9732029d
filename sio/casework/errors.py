"""What may be refused around the work on files (docs/errors.md)."""

from __future__ import annotations

from sio.core.errors import DomainError


class MergeNotAllowed(DomainError):
    code = "casework.merge_not_allowed"


class MergeUndone(DomainError):
    code = "casework.merge_undone"


class WaitingNotAllowed(DomainError):
    code = "casework.waiting_not_allowed"


class WaitingMoved(DomainError):
    code = "casework.waiting_moved"
