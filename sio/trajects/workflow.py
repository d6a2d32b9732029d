"""States of a traject and the moves between them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a traject stands; the words in the database never change."""

    PREPARING = "preparing", _("in voorbereiding")
    ACTIVE = "active", _("lopend")
    PAUSED = "paused", _("onderbroken")
    ENDED = "ended", _("gestopt")


ALLOWED_MOVES: dict[State, frozenset[State]] = {
    State.PREPARING: frozenset({State.ACTIVE, State.ENDED}),
    State.ACTIVE: frozenset({State.PAUSED, State.ENDED}),
    State.PAUSED: frozenset({State.ACTIVE, State.ENDED}),
    State.ENDED: frozenset(),
}

# Device tests and a first call belong to the preparation, so it may connect too.
MAY_CONNECT = frozenset({State.PREPARING, State.ACTIVE})


def may_move(old: str, new: State) -> bool:
    """True if the table names this move; ValueError if `old` is no state."""
    return new in ALLOWED_MOVES[State(old)]
