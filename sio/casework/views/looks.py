"""The trace of a look at a file, with on whose behalf."""

from __future__ import annotations

from sio.accounts.models import User
from sio.core.access_log import record_view
from sio.trajects.models import Traject
from sio.trajects.queries import replaced_by
from sio.trajects.rights import Standings


def record_look(traject: Traject, page: str, *, by: User, standings: Standings) -> None:
    """Note that this page was seen; by a stand-in, for the consultant who is away."""
    away = replaced_by(traject, by, standings)
    record_view(
        traject_id=traject.pk,
        page=page,
        by=by,
        on_behalf_of=away,
        why="stand-in" if away else "",
    )
