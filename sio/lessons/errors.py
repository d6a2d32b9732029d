"""Why somebody may not be in a lesson now, or why something was not noted."""

from __future__ import annotations

from sio.core.errors import DomainError


class AgreementMissing(DomainError):
    code = "lessons.agreement_missing"


class TrajectNotRunning(DomainError):
    code = "lessons.traject_not_running"


class TooManyPupils(DomainError):
    """One class device is with three pupils of its class at most."""

    code = "lessons.too_many_pupils"


class NotNow(DomainError):
    code = "lessons.not_now"


class Elsewhere(DomainError):
    code = "lessons.elsewhere"


class PressNeeded(DomainError):
    code = "lessons.press_needed"


class UseRefused(DomainError):
    code = "lessons.use_refused"


class ScheduleNotAllowed(DomainError):
    code = "lessons.schedule_not_allowed"


class SlotOverlaps(DomainError):
    code = "lessons.slot_overlaps"


class SlotGone(DomainError):
    code = "lessons.slot_gone"


class ExceptionGone(DomainError):
    code = "lessons.exception_gone"


class HelpNotAllowed(DomainError):
    code = "lessons.help_not_allowed"


class HelpTooOften(DomainError):
    code = "lessons.help_too_often"


class HelpOver(DomainError):
    code = "lessons.help_over"
