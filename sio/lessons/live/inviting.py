"""May this person be a guest in this room? Read from session and database."""

from __future__ import annotations

from collections.abc import Mapping

from sio.accounts.models import User
from sio.core.database import in_thread
from sio.lessons.live.watching import user_of
from sio.lessons.queries import visited_by


@in_thread
def guest_of(cookies: Mapping[str, str], room: int) -> User | None:
    """Who is logged in, if it may be a guest in this traject's lessons; else None."""
    user = user_of(cookies)
    if not isinstance(user, User) or visited_by(user, room) is None:
        return None
    return user
