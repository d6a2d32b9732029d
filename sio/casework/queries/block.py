"""What the page of a file shows of weighing, deciding and letters."""

from __future__ import annotations

from typing import Any

from sio.accounts.models import User
from sio.casework.models.weighing import Aspect
from sio.casework.queries.decision import outcomes_now
from sio.casework.queries.letters import letters_seen_by
from sio.casework.queries.weighing import aspects_weighed
from sio.casework.rules import may_see_assessment
from sio.trajects.models import Traject
from sio.trajects.rights import Act, Standings, may


def weighing_block(traject: Traject, user: User, mine: Standings) -> dict[str, Any]:
    """For `casework/_weighing.html`; without a thing for who sees none of it."""
    may_see = may(mine, Act.SEE_CASEWORK)
    if not may_see and not may(mine, Act.SEE_LETTERS):
        return {}
    letters = list(letters_seen_by(mine, user, traject))
    return {
        "may_see_casework": may_see,
        "may_see_assessment": may_see_assessment(mine),
        "weighed": aspects_weighed(traject) if may_see else 0,
        "aspects": len(Aspect),
        "may_decide": may(mine, Act.DECIDE) and bool(outcomes_now(traject.state)),
        "letter_count": len(letters),
        "not_arrived": [one for one in letters if may_see and one.did_not_arrive],
    }
