"""What may be refused in the work on files (docs/errors.md)."""

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
