"""How long a file is kept once it is over; terms alone, no database.

The terms are proposals that the organisation decides on (docs/dpia.md). Hence nothing
goes by itself: the privacy officer agrees to each file, by its number.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from sio.core.time import years_after
from sio.trajects.workflow import State

# Our choice: what was agreed by mistake can be taken back for so long.
WAIT_DAYS = 14


class Term(TextChoices):
    """Which term a file falls under; the words in the database never change."""

    ENDED = "ended", _("vijf jaar na het einde")
    REFUSED = "refused", _("één jaar na de weigering")


YEARS = {Term.ENDED: 5, Term.REFUSED: 1}  # docs/dpia.md, proposals
# A shorter term is stated for what was refused alone; the others are over too. What
# was joined to another file goes with that one.
TERM_OF = {
    State.ENDED: Term.ENDED,
    State.CLOSED: Term.ENDED,
    State.NOT_FEASIBLE: Term.ENDED,
    State.WITHDRAWN: Term.ENDED,
    State.REFUSED: Term.REFUSED,
}


def due_on(state: State, over_on: date) -> date:
    """The first day on which a file that was over on that day need not be kept."""
    return years_after(over_on, YEARS[TERM_OF[state]])


def gone_after(agreed_at: datetime) -> datetime:
    """When a file goes that was agreed to at that moment, if nobody takes it back."""
    return agreed_at + timedelta(days=WAIT_DAYS)
