"""States of a file, from the first question to its end, and the moves between them."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a file stands; the words in the database never change.

    Delivery and installation are no states of their own: they are facts about
    material (`delivered_on`), which may come in any order while preparing. That a
    running traject is not used is a fact too, and no state.
    """

    APPLIED = "applied", _("aangevraagd")
    WAITING = "waiting", _("op de wachtlijst")
    CONTACT = "contact", _("gecontacteerd")
    FEASIBILITY = "feasibility", _("in beoordeling")
    LATER = "later", _("later opnieuw bekijken")
    AGREED = "agreed", _("goedgekeurd")
    PREPARING = "preparing", _("in voorbereiding")
    ACTIVE = "active", _("lopend")
    PAUSED = "paused", _("onderbroken")
    ENDING = "ending", _("terugkeer naar school")
    ENDED = "ended", _("gestopt")
    CLOSED = "closed", _("afgesloten")
    NOT_FEASIBLE = "not_feasible", _("niet haalbaar")
    REFUSED = "refused", _("geweigerd")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    MERGED = "merged", _("samengevoegd")


# What a state means, for who is no member of staff; says nothing of why.
MEANS: dict[State, Promise] = {
    State.APPLIED: _("We hebben de aanvraag ontvangen."),
    State.WAITING: _("Er is nu geen plaats vrij. Zodra het kan, nemen we contact op."),
    State.CONTACT: _("We spraken met het gezin en met de school."),
    State.FEASIBILITY: _("We bekijken samen of het kan."),
    State.LATER: _("Nu kan het nog niet. We bekijken het later opnieuw."),
    State.AGREED: _("Het kan. We spreken af hoe we beginnen."),
    State.PREPARING: _("We maken thuis en in de klas alles klaar."),
    State.ACTIVE: _("De leerling kan de les volgen."),
    State.PAUSED: _("Er zijn even geen lessen. Daarna gaat het verder."),
    State.ENDING: _("De leerling gaat stap voor stap terug naar de klas."),
    State.ENDED: _("De lessen van thuis uit zijn gestopt."),
    State.CLOSED: _("Alles is afgerond en het dossier is dicht."),
    State.NOT_FEASIBLE: _("We vonden geen manier waarop het kan werken."),
    State.REFUSED: _("De aanvraag is niet aanvaard. De brief zegt wat je kan doen."),
    State.WITHDRAWN: _("De aanvraag is ingetrokken."),
    State.MERGED: _("Dit dossier gaat verder in een ander dossier van dit kind."),
}

_GIVEN_UP = frozenset({State.WITHDRAWN, State.REFUSED})
_WEIGHED = frozenset({State.AGREED, State.LATER, State.NOT_FEASIBLE, State.WAITING})

ALLOWED_MOVES: dict[State, frozenset[State]] = {
    State.APPLIED: frozenset({State.CONTACT, State.WAITING, State.MERGED}) | _GIVEN_UP,
    State.WAITING: frozenset({State.APPLIED, State.CONTACT, State.FEASIBILITY})
    | frozenset({State.MERGED})
    | _GIVEN_UP,
    State.CONTACT: frozenset({State.FEASIBILITY, State.WAITING, State.LATER})
    | frozenset({State.NOT_FEASIBLE, State.MERGED})
    | _GIVEN_UP,
    State.FEASIBILITY: _WEIGHED | _GIVEN_UP | frozenset({State.MERGED}),
    # Later once more: the day came, and it is still too early.
    State.LATER: frozenset(
        {State.FEASIBILITY, State.NOT_FEASIBLE, State.LATER, State.MERGED}
    )
    | _GIVEN_UP,
    State.AGREED: frozenset(
        {State.PREPARING, State.LATER, State.WITHDRAWN, State.MERGED}
    ),
    State.PREPARING: frozenset(
        {State.ACTIVE, State.PAUSED, State.LATER, State.ENDED, State.WITHDRAWN}
    ),
    State.ACTIVE: frozenset({State.PAUSED, State.ENDING, State.ENDED}),
    # Back to where it was: a closing of all schools also pauses what is preparing.
    State.PAUSED: frozenset({State.PREPARING, State.ACTIVE, State.ENDING, State.ENDED}),
    State.ENDING: frozenset({State.ACTIVE, State.PAUSED, State.ENDED}),
    State.ENDED: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
    # Looked at again when something changed; what was decided stays in the history.
    State.NOT_FEASIBLE: frozenset({State.FEASIBILITY}),
    State.REFUSED: frozenset({State.FEASIBILITY}),
    State.WITHDRAWN: frozenset({State.FEASIBILITY}),
    # Two files of one child: the undoing puts the second back where it was.
    State.MERGED: frozenset(
        {
            State.APPLIED,
            State.WAITING,
            State.CONTACT,
            State.FEASIBILITY,
            State.LATER,
            State.AGREED,
        }
    ),
}

# Before there is an answer: of our own people and the family alone.
WEIGHING = frozenset(
    {State.APPLIED, State.WAITING, State.CONTACT, State.FEASIBILITY, State.LATER}
)
# What the school and the helpdesk see too: what was agreed and what came of it.
SHARED = frozenset(
    {
        State.AGREED,
        State.PREPARING,
        State.ACTIVE,
        State.PAUSED,
        State.ENDING,
        State.ENDED,
        State.CLOSED,
    }
)
# There is a class and there may be devices.
RUNNING = frozenset({State.PREPARING, State.ACTIVE, State.PAUSED, State.ENDING})
# Device tests and a first call belong to the preparation, so it may connect too.
MAY_CONNECT = frozenset({State.PREPARING, State.ACTIVE, State.ENDING})
# Nothing is expected from anybody any more.
OVER = frozenset(
    {
        State.ENDED,
        State.CLOSED,
        State.NOT_FEASIBLE,
        State.REFUSED,
        State.WITHDRAWN,
        State.MERGED,
    }
)
OPEN = frozenset(State) - OVER
# What is decided after weighing; such a move comes with a letter (app casework).
DECIDED = frozenset(
    {State.AGREED, State.LATER, State.NOT_FEASIBLE, State.REFUSED, State.WITHDRAWN}
)
NEEDS_CLASS = frozenset({*RUNNING, State.ENDED, State.CLOSED})


_BY_HAND = RUNNING | {State.CONTACT, State.FEASIBILITY, State.ENDED, State.CLOSED}


class Outcome(models.TextChoices):
    """How a traject ended: the aim is that a child is back in its class."""

    BACK = "back", _("volledig terug in de klas")
    PARTLY = "partly", _("deels terug in de klas")
    OTHER_TEACHING = "other_teaching", _("ander onderwijs")
    STOPPED = "stopped", _("gestopt zonder terugkeer")
    OTHER = "other", _("iets anders")


def moves_by_hand(old: str) -> list[State]:
    """Where whoever guides a file may move it with a reason alone, in table order.

    What is decided after weighing needs a letter, and a waiting list a place on it.
    """
    by_hand = ALLOWED_MOVES[State(old)] & _BY_HAND if old != State.MERGED else ()
    return [state for state in State if state in by_hand]


def may_move(old: str, new: State) -> bool:
    """True if the table names this move; ValueError if `old` is no state."""
    return new in ALLOWED_MOVES[State(old)]
