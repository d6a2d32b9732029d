"""What may be refused around the work on files (docs/errors.md)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sio.core.errors import DomainError


class CaseworkNotAllowed(DomainError):
    code = "casework.not_allowed"


class ContactInFuture(DomainError):
    code = "casework.contact_in_future"


class ContactMissing(DomainError):
    code = "casework.contact_missing"


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


class RoundNotAllowed(DomainError):
    code = "casework.round_not_allowed"


class RoundNotReady(DomainError):
    code = "casework.round_not_ready"


class RoundMoved(DomainError):
    code = "casework.round_moved"


class RoundNotOpen(DomainError):
    code = "casework.round_not_open"


class AnswersMoved(DomainError):
    code = "casework.answers_moved"


class CallerNotAllowed(DomainError):
    code = "casework.caller_not_allowed"


class AlreadyInvited(DomainError):
    code = "casework.already_invited"


class BulkNotAllowed(DomainError):
    code = "casework.bulk_not_allowed"


class BulkStale(DomainError):
    """What is confirmed was looked at too long ago, or by somebody else."""

    code = "casework.bulk_stale"

    def __init__(self) -> None:
        super().__init__(_("Kijk opnieuw wat er zou gebeuren, en bevestig dan."))


class BulkMovedMeanwhile(DomainError):
    code = "casework.bulk_moved_meanwhile"


class RetirementNotAllowed(DomainError):
    code = "casework.retirement_not_allowed"


class RetirementOver(DomainError):
    code = "casework.retirement_over"
