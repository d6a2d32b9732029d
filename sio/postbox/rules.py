"""Who stands before a box, and on which side."""

from __future__ import annotations

from sio.core.sides import Side
from sio.postbox.models import Verdict
from sio.trajects.rights import FAMILY, Act, Standings, may


def may_look(standings: Standings) -> bool:
    """Family and school; staff of the organisation never, in an emergency neither."""
    return may(standings, Act.SEE_POSTBOX)


def may_use(standings: Standings) -> bool:
    """Putting in, picking up, taking back: the same."""
    return may(standings, Act.USE_POSTBOX)


def side_of(standings: Standings) -> Side:
    """For whom somebody is there who is family or school; who is both, for home."""
    return Side.HOME if standings & FAMILY else Side.CLASS


def is_handed_out(verdict: str, *, checks: bool) -> bool:
    """Only what ClamAV found clean, while there is one (`checks`).

    Without one also what none has looked at.
    """
    return verdict in handed_out(checks=checks)


def handed_out(*, checks: bool) -> frozenset[str]:
    """The verdicts with which a file is handed out."""
    clean = frozenset({Verdict.CLEAN.value})
    return clean if checks else clean | {Verdict.OPEN.value}
