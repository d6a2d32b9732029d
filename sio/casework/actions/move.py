"""Moving a file by hand, which no move makes forget the first contact."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.casework import rules
from sio.casework.clocks import ASKING
from sio.casework.errors import CaseworkNotAllowed, ContactMissing
from sio.casework.queries.contact import reached_of
from sio.lessons.actions import move_traject
from sio.trajects.models import Traject
from sio.trajects.queries import standings
from sio.trajects.workflow import State

# What cannot be said of a file before family and school were both spoken to. Refusing
# and withdrawing can, and end the question.
AFTER_TALKS = frozenset(
    {State.CONTACT, State.AGREED, State.NOT_FEASIBLE, State.PREPARING}
)


@transaction.atomic
def move_by_hand(
    *, traject: Traject, to: State, reason: str, by: User, outcome: str = ""
) -> None:
    """Move a file, with its lines. Raises as lessons.actions.move_traject.

    ContactMissing for what takes both talks while one is missing; nothing is changed.
    """
    if not rules.may_move(standings(traject, by)):
        raise CaseworkNotAllowed(_("Dit doet de consulent van dit traject."))
    check_spoken(traject, to)
    move_traject(traject=traject, to=to, reason=reason, outcome=outcome, by=by)


def check_spoken(traject: Traject, to: State) -> None:
    """Raises ContactMissing if this move takes both talks and one is missing."""
    if to not in AFTER_TALKS or traject.state not in ASKING:
        return
    reached = reached_of(traject)
    if reached.both_on is not None:
        return
    if reached.family_on is None and reached.school_on is None:
        raise ContactMissing(
            _(
                "Het gezin en de school zijn nog niet gesproken. Noteer eerst die "
                "gesprekken."
            )
        )
    if reached.family_on is None:
        raise ContactMissing(
            _("Het gezin is nog niet gesproken. Noteer eerst dat gesprek.")
        )
    raise ContactMissing(
        _("De school is nog niet gesproken. Noteer eerst dat gesprek.")
    )
