"""Which handler serves which message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from sio.lessons.live.connection import Connection

Handler = Callable[[Connection, Any], Awaitable[None]]
HANDLERS: dict[type, Handler] = {}
AT_ONCE: set[type] = set()


def handles(
    message_type: type, *, at_once: bool = False
) -> Callable[[Handler], Handler]:
    """Register the handler of one type of message.

    `at_once`: it waits for neither database nor Redis, so it needs not queue.
    """

    def register(handler: Handler) -> Handler:
        HANDLERS[message_type] = handler
        if at_once:
            AT_ONCE.add(message_type)
        return handler

    return register
