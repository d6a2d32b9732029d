"""What may be refused around a traject (docs/errors.md)."""

from __future__ import annotations

from sio.core.errors import DomainError


class TrajectNotAllowed(DomainError):
    code = "trajects.not_allowed"


class MoveNotAllowed(DomainError):
    code = "trajects.move_not_allowed"


class ChildrenNotJoined(DomainError):
    code = "trajects.children_not_joined"


class OutcomeNeeded(DomainError):
    code = "trajects.outcome_needed"


class ClassNeeded(DomainError):
    code = "trajects.class_needed"


class DateNeeded(DomainError):
    code = "trajects.date_needed"


class AlreadyEnded(DomainError):
    code = "trajects.already_ended"


class NotAConsultant(DomainError):
    code = "trajects.not_a_consultant"


class AgreementNotAllowed(DomainError):
    code = "trajects.agreement_not_allowed"


class AgreementChanged(DomainError):
    code = "trajects.agreement_changed"


class AgreementRewritten(DomainError):
    code = "trajects.agreement_rewritten"


class EmergencyNotAllowed(DomainError):
    code = "trajects.emergency_not_allowed"


class EmergencyReasonNeeded(DomainError):
    code = "trajects.emergency_reason_needed"


class FileNotFound(DomainError):
    code = "trajects.file_not_found"


class ReviewNotAllowed(DomainError):
    code = "trajects.review_not_allowed"


class HealthChanged(DomainError):
    code = "trajects.health_changed"


class DateImpossible(DomainError):
    code = "trajects.date_impossible"


class PupilTooYoung(DomainError):
    code = "trajects.pupil_too_young"


class PupilHasAccount(DomainError):
    code = "trajects.pupil_has_account"


class AddressOfParent(DomainError):
    code = "trajects.address_of_parent"


class NotAnAdult(DomainError):
    code = "trajects.not_an_adult"


class ClassTextChanged(DomainError):
    code = "trajects.class_text_changed"


class MayNotDecide(DomainError):
    code = "trajects.may_not_decide"


class AlreadyAnswered(DomainError):
    code = "trajects.already_answered"


class TooManyMessages(DomainError):
    code = "trajects.too_many_messages"


class FileStillOpen(DomainError):
    code = "trajects.file_still_open"


class ClassmatesRefused(DomainError):
    code = "trajects.classmates_refused"
