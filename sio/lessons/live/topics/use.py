"""Noting the use of the line: connection, start, stop, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone

from sio.core.database import in_thread
from sio.lessons.actions import note_use
from sio.lessons.live.connection import Connection
from sio.lessons.live.registry import handles
from sio.lessons.protocol import Use


@handles(Use)
async def use(live: Connection, message: Use) -> None:
    """Both sides report, again and again; what is on disk is answered."""
    noted = await in_thread(note_use)(
        traject=live.traject,
        connection=message.connection,
        started_at=_moment(message.started_at),
        stopped_at=_moment(message.stopped_at),
        now=timezone.now(),
    )
    stopped_at = int(noted.stopped_at.timestamp() * 1000)
    connection = str(message.connection)
    live.reply({"type": "noted", "connection": connection, "stopped_at": stopped_at})


def _moment(ms: int) -> datetime:
    """Far beyond any lesson stays beyond it; datetime itself ends at year 9999."""
    return datetime.fromtimestamp(min(ms / 1000, 4e9), UTC)
