"""Which handler serves which message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from sio.lessons.live.connection import Connection

Handler = Callable[[Connection, Any], Awaitable[None]]
HANDLERS: dict[type, Handler] = {}


def handles(message_type: type) -> Callable[[Handler], Handler]:
    """Register the handler of one type of message."""

    def register(handler: Handler) -> Handler:
        HANDLERS[message_type] = handler
        return handler

    return register
