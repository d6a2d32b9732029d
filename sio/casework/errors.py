"""What may be refused around the work on files (docs/errors.md)."""

from __future__ import annotations

from sio.core.errors import DomainError


class CaseworkNotAllowed(DomainError):
    code = "casework.not_allowed"


class ContactInFuture(DomainError):
    code = "casework.contact_in_future"


class ContactStruck(DomainError):
    code = "casework.contact_struck"


class NotPutOff(DomainError):
    code = "casework.not_put_off"


class SnoozeEnded(DomainError):
    code = "casework.snooze_ended"


class HandOverWrong(DomainError):
    code = "casework.hand_over_wrong"


class HandOverMoved(DomainError):
    code = "casework.hand_over_moved"


class MergeNotAllowed(DomainError):
    code = "casework.merge_not_allowed"


class MergeUndone(DomainError):
    code = "casework.merge_undone"


class WaitingNotAllowed(DomainError):
    code = "casework.waiting_not_allowed"


class WaitingMoved(DomainError):
    code = "casework.waiting_moved"
