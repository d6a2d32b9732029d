"""May this person be a guest in this room? Read from session and database."""

from __future__ import annotations

from collections.abc import Mapping

from sio.accounts.models import User
from sio.core.database import in_thread
from sio.lessons.live.watching import user_of
from sio.trajects.queries import standings, trajects_visible_to
from sio.trajects.rights import Standing
from sio.trajects.workflow import MAY_CONNECT


@in_thread
def guest_of(cookies: Mapping[str, str], room: int) -> User | None:
    """Who is logged in, if it is this traject's own consultant; else None.

    Nobody who stands in, broke the glass or coordinates: the family knows one face.
    Without a second factor staff are nothing to any file (`working_roles`).
    """
    user = user_of(cookies)
    running = trajects_visible_to(user).filter(pk=room, state__in=MAY_CONNECT)
    traject = running.first()
    if not isinstance(user, User) or traject is None:
        return None
    return user if Standing.CONSULTANT in standings(traject, user) else None
