"""May this page of the helpdesk see figures now? Read from session and database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from sio.accounts.models import User
from sio.core.database import in_thread
from sio.lessons.actions import note_look
from sio.lessons.live import close
from sio.lessons.models import HelpQuestion
from sio.lessons.queries import questions_visible_to
from sio.lessons.rules import is_open, may_see_line
from sio.trajects.queries import standings


@dataclass(frozen=True, slots=True)
class Watched:
    """A `code` to close with, and in a word why; or until when it may be seen (ms)."""

    code: int = 0
    why: str = ""
    until: int = 0
    room: int = 0


@in_thread
def watched(cookies: Mapping[str, str], number: int) -> Watched:
    """How the question of this number stands for who holds these cookies."""
    user = user_of(cookies)
    if not isinstance(user, User):
        return Watched(close.CLOSE_NOT_PAIRED)
    question = questions_visible_to(user).filter(pk=number).first()
    if question is None or not may_see_line(standings(question.traject, user)):
        return Watched(close.CLOSE_NO_SUCH_LINE)
    if not is_open(question, timezone.now()):
        return Watched(close.CLOSE_DONE, why=why_closed(question))
    note_look(question=question, by=user)
    until = int(question.ends_at.timestamp() * 1000)
    return Watched(until=until, room=question.traject_id)


def why_closed(question: HelpQuestion) -> str:
    """`home` or `class`: on their device; `desk`: by somebody of us; else `over`."""
    if question.closed_on:
        return question.closed_on
    return "desk" if question.closed_by_id else "over"


def user_of(cookies: Mapping[str, str]) -> User | AnonymousUser:
    """Who is logged in: as Django's middleware finds it, which no socket passes."""
    engine = import_module(settings.SESSION_ENGINE)
    session = engine.SessionStore(cookies.get(settings.SESSION_COOKIE_NAME))
    # Of a request it reads the session alone.
    user: User | AnonymousUser = get_user(SimpleNamespace(session=session))  # type: ignore[arg-type]
    return user if user.is_active else AnonymousUser()
