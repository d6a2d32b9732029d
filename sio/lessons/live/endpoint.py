"""A device's socket comes in: who are you, and may you be in this room?"""

from __future__ import annotations

import logging
from contextlib import suppress

import anyio
from django.db import DatabaseError
from redis import RedisError
from starlette.websockets import WebSocket, WebSocketDisconnect

from sio.core.errors import DomainError, StorageAway
from sio.core.language import language_of, spoken
from sio.core.sides import Side
from sio.lessons import protocol
from sio.lessons.live import close
from sio.lessons.live.access import credential_of, right_of
from sio.lessons.live.desk import Desk
from sio.lessons.live.hub import HUB
from sio.lessons.live.inviting import guest_of
from sio.lessons.live.line import Line
from sio.lessons.live.topics import (  # noqa: F401 -- registers
    entering,
    guest,
    help,
    ping,
    signal,
    use,
)
from sio.lessons.live.visit import Visit
from sio.lessons.live.watching import watched

logger = logging.getLogger(__name__)
FIRST_WORD_S = 10.0


async def home_socket(socket: WebSocket) -> None:
    await answer(socket, Side.HOME, room=None)


async def class_socket(socket: WebSocket) -> None:
    await answer(socket, Side.CLASS, room=socket.path_params["traject"])


async def desk_socket(socket: WebSocket) -> None:
    """A page of the helpdesk: the figures of one line, while its question is open."""
    if not same_origin(socket):
        await socket.close()
        return
    await socket.accept()
    question = socket.path_params["question"]
    try:
        seen = await watched(socket.cookies, question)
        if seen.code:
            if seen.why:
                await socket.send_json({"type": "closed", "why": seen.why})
            await hang_up(socket, seen.code)
            return
        desk = Desk(socket, question, seen.room)
        async with HUB.joined(desk):
            await desk.serve()
    except (DatabaseError, RedisError):
        logger.exception("live.storage_away")
        await hang_up(socket, close.CLOSE_OUR_FAULT)


async def guest_socket(socket: WebSocket) -> None:
    """The page of who may be a guest in this room; it waits to be let in."""
    if not same_origin(socket):
        await socket.close()
        return
    await socket.accept()
    room = socket.path_params["traject"]
    try:
        user = await guest_of(socket.cookies, room)
        if user is None:
            await hang_up(socket, close.CLOSE_NO_SUCH_LINE)
            return
        visit = Visit(socket, user, room)
        async with HUB.joined(visit):
            await visit.serve()
    except (DatabaseError, RedisError):
        logger.exception("live.storage_away")
        await hang_up(socket, close.CLOSE_OUR_FAULT)


async def answer(socket: WebSocket, side: Side, room: int | None) -> None:
    if not same_origin(socket):
        await socket.close()
        return
    # Accept first: a browser does not get the close code of a refused handshake.
    await socket.accept()
    hello = await first_word(socket)
    if hello is None or hello.version != protocol.VERSION:
        await hang_up(socket, close.CLOSE_VERSION)
        return
    try:
        await admit(socket, side, room, page=str(hello.page))
    except (StorageAway, RedisError, TimeoutError) as error:
        # Nobody can be looked up, or heard by other processes: come back in a moment.
        logger.warning("live.turned_away %s", type(error).__name__)
        await hang_up(socket, close.CLOSE_OUR_FAULT)


async def admit(socket: WebSocket, side: Side, room: int | None, page: str) -> None:
    """Serve the line of the cookie's device, or close with the reason why not."""
    credential = credential_of(side, socket.cookies)
    right = await right_of(side, credential, room)
    if right.device is None:
        await hang_up(socket, close.CLOSE_NOT_PAIRED)
    elif right.traject is None:
        await hang_up(socket, close.CLOSE_NO_SUCH_LINE)
    else:
        line = Line(socket, right.device, right.traject, credential, page)
        with spoken(language_of(socket.headers, socket.cookies)):
            await serve(line)


async def serve(line: Line) -> None:
    """Join first, then look: a right that ends between the two is not missed."""
    async with HUB.joined(line):
        await line.serve()


async def first_word(socket: WebSocket) -> protocol.Hello | None:
    """The page's hello; None if it says something else, or nothing for 10 s."""
    with anyio.move_on_after(FIRST_WORD_S):
        try:
            text = await socket.receive_text()
            message = protocol.parse(text[: protocol.MAX_BYTES])
        except (DomainError, WebSocketDisconnect, KeyError):
            return None
        return message if isinstance(message, protocol.Hello) else None
    return None


async def hang_up(socket: WebSocket, code: int) -> None:
    """Say why, to who is still there."""
    with suppress(WebSocketDisconnect, RuntimeError):
        await socket.close(code)


def same_origin(socket: WebSocket) -> bool:
    """False for a page of another site, which a browser would let use our cookies."""
    origin = socket.headers.get("origin", "")
    return origin.partition("://")[2] == socket.headers.get("host")
