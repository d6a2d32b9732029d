"""Noting the use of the line: connection, start, stop, and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils import timezone

from sio.core.gather import Gather
from sio.lessons.actions import note_use, use_refused
from sio.lessons.errors import UseRefused
from sio.lessons.live.connection import Connection
from sio.lessons.live.registry import handles
from sio.lessons.models import Use as Row
from sio.lessons.protocol import Use
from sio.trajects.models import Traject

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Note:
    """One side's report of the connection that it is, or was, in."""

    traject: Traject
    said: Use


@handles(Use)
async def use(live: Connection, message: Use) -> None:
    """Both sides report, again and again; what is on disk is answered."""
    noted = await NOTES.ask(Note(live.traject, message))
    if noted is None:
        raise use_refused()
    stopped_at = int(noted.stopped_at.timestamp() * 1000)
    connection = str(message.connection)
    live.reply({"type": "noted", "connection": connection, "stopped_at": stopped_at})


def _note(notes: Sequence[Note]) -> list[Row | Exception | None]:
    return [_note_one(note) for note in notes]


def _note_one(note: Note) -> Row | Exception | None:
    """None if refused; what fails for this one alone is no fault of the others."""
    try:
        return note_use(
            traject=note.traject,
            connection=note.said.connection,
            started_at=_moment(note.said.started_at),
            stopped_at=_moment(note.said.stopped_at),
            now=timezone.now(),
        )
    except UseRefused:
        return None
    except (OperationalError, InterfaceError):
        raise  # the database is away, for the others too
    except DatabaseError as error:
        logger.exception("live.use_failed")
        return error


def _moment(ms: int) -> datetime:
    """Far beyond any lesson stays beyond it; datetime itself ends at year 9999."""
    return datetime.fromtimestamp(min(ms / 1000, 4e9), UTC)


NOTES = Gather(_note)
