"""What may be refused around the figures (docs/errors.md)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sio.core.errors import DomainError


class FiguresNotAllowed(DomainError):
    code = "statistics.not_allowed"


class DraftMoved(DomainError):
    """Somebody else changed the draft meanwhile; nothing was changed."""

    code = "statistics.draft_moved"

    def __init__(self) -> None:
        super().__init__(
            _("Iemand anders wijzigde deze uitgave intussen. Kijk wat er nu staat.")
        )


class StageMoved(DomainError):
    """The release is no longer in the stage that the page showed."""

    code = "statistics.stage_moved"

    def __init__(self) -> None:
        super().__init__(
            _("Deze uitgave is intussen een stap verder. Laad de pagina opnieuw.")
        )


class ReasonNeeded(DomainError):
    code = "statistics.reason_needed"

    def __init__(self) -> None:
        super().__init__(_("Zeg waarom je alle aantallen toont, ook de kleine."))


class NothingToCompute(DomainError):
    code = "statistics.nothing_to_compute"

    def __init__(self) -> None:
        super().__init__(_("Voeg eerst cijfers toe. Dan valt er iets te berekenen."))


class SignedByAnother(DomainError):
    code = "statistics.signed_by_another"


class DifferencesUnread(DomainError):
    code = "statistics.differences_unread"

    def __init__(self) -> None:
        super().__init__(
            _("Lees eerst elk verschil met een eerdere uitgave, en vink het aan.")
        )


class FiguresOvertaken(DomainError):
    """Another release was signed since; what the two tell together was not checked."""

    code = "statistics.figures_overtaken"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Intussen werd een andere uitgave met dezelfde cijfers ondertekend. "
                "Bereken deze opnieuw, dan kijken we wat ze samen vertellen."
            )
        )


class NotSigned(DomainError):
    code = "statistics.not_signed"


class ComputeFailed(DomainError):
    """What a release keeps as its failure when something unforeseen went wrong."""

    code = "statistics.compute_failed"
