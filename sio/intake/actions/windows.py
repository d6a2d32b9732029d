"""Opening and closing a school year for applications."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.errors import DomainError
from sio.core.time import school_year, today
from sio.intake import rules
from sio.intake.models import WindowChange


class WindowNotAllowed(DomainError):
    code = "intake.window_not_allowed"


class WindowMoved(DomainError):
    code = "intake.window_moved"

    def __init__(self) -> None:
        super().__init__(
            _("Iemand anders was je net voor. Kijk eerst wat er nu staat.")
        )


class WindowUnexplained(DomainError):
    code = "intake.window_unexplained"


@transaction.atomic
def change_window(
    *,
    year: int,
    state: str,
    reason: str,
    texts: Mapping[str, str],
    sets_free: int | None,
    seen: int | None,
    by: User,
) -> WindowChange:
    """Decide on one school year, the running or the next; no other year changes.

    `texts` by field of WindowChange. `seen` is the decision that held on the screen,
    or None: of two people at once the database lets one follow it, and the other gets
    WindowMoved; nothing was changed then.
    """
    _check_may_change(year, by)
    if not reason.strip():
        raise WindowUnexplained(_("Schrijf op waarom, voor wie het later leest."))
    if state != WindowChange.State.OPEN and not texts.get("text_nl", "").strip():
        raise WindowUnexplained(_("Schrijf in het Nederlands wat bezoekers lezen."))
    of_year = WindowChange.objects.filter(school_year=year)
    if seen is not None and not of_year.filter(pk=seen).exists():
        raise WindowMoved
    try:
        with transaction.atomic():
            return WindowChange.objects.create(
                school_year=year,
                state=state,
                reason=reason,
                sets_free=sets_free,
                follows_id=seen,
                by=by,
                **texts,
            )
    except IntegrityError as error:
        raise WindowMoved from error


def _check_may_change(year: int, by: User) -> None:
    if not rules.may_change_windows(working_roles(by)):
        raise WindowNotAllowed(_("Dit doet de coördinator."))
    running = school_year(today())
    if year not in (running, running + 1):
        raise WindowNotAllowed(
            _("Alleen dit schooljaar en het volgende gaan open of dicht.")
        )
