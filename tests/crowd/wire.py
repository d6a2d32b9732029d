"""A WebSocket of a few lines, so that thousands of clients fit beside the server.

Source: RFC 6455. Text messages in one frame each, as our server writes them.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
LOST = 1006  # RFC 6455, 7.1.5: it ended without a close frame
KEY = "c2lvLXRlc3RzLWNyb3dkLg=="


@dataclass(frozen=True)
class Address:
    """Where a server listens, and the name that it answers to."""

    port: int
    host: str
    tls: ssl.SSLContext | None = None

    @property
    def origin(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host}"


class Wire(asyncio.Protocol):
    """One connection. `on_text` gets each message, `on_end` its close code once."""

    def __init__(self, on_text: Callable, on_end: Callable) -> None:
        self.on_text, self.on_end = on_text, on_end
        self.transport: asyncio.Transport | None = None
        self.buffer = bytearray()
        self.is_open, self.has_ended = False, False
        self.opened: asyncio.Future = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport

    def connection_lost(self, _error: Exception | None) -> None:
        self.ended(LOST)

    def ended(self, code: int) -> None:
        if self.has_ended:
            return
        self.has_ended = True
        if not self.opened.done():
            self.opened.set_result(False)
        self.transport.close()
        self.on_end(code)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.is_open and not self.handshaken():
            return
        while not self.has_ended and (frame := self.next_frame()):
            self.take(*frame)

    def handshaken(self) -> bool:
        head, end, rest = self.buffer.partition(b"\r\n\r\n")
        if not end:
            return False
        if not head.startswith(b"HTTP/1.1 101"):
            self.ended(LOST)
            return False
        self.is_open, self.buffer = True, rest
        if not self.opened.done():
            self.opened.set_result(True)
        return True

    def next_frame(self) -> tuple[int, bytes] | None:
        """Kind and content of the first whole frame, taken from the buffer."""
        buffer = self.buffer
        if len(buffer) < 2:
            return None
        size, start = buffer[1], 2
        if size > 125:
            start = 4 if size == 126 else 10
            size = int.from_bytes(buffer[2:start], "big")
        if len(buffer) < start + size or len(buffer) < start:
            return None
        frame = buffer[0] & 0xF, bytes(buffer[start : start + size])
        del buffer[: start + size]
        return frame

    def take(self, kind: int, content: bytes) -> None:
        if kind == TEXT:
            self.on_text(content)
        elif kind == PING:
            self.write(PONG, content)
        elif kind == CLOSE:
            self.write(CLOSE, content[:2])
            self.ended(int.from_bytes(content[:2], "big") or LOST)

    def say(self, text: str) -> None:
        self.write(TEXT, text.encode())

    def write(self, kind: int, content: bytes) -> None:
        size = len(content)
        if size < 126:
            head = bytes((0x80 | kind, 0x80 | size))
        elif size < 65536:
            head = bytes((0x80 | kind, 0xFE)) + size.to_bytes(2, "big")
        else:
            head = bytes((0x80 | kind, 0xFF)) + size.to_bytes(8, "big")
        # A mask of zeros is a mask too; nothing between us and the server is fooled.
        self.transport.write(head + b"\0\0\0\0" + content)

    def hang_up(self, code: int | None = None) -> None:
        """With a close frame if there is a code, else as a network that is gone."""
        if self.has_ended:
            return
        if code is None:
            self.transport.abort()
        else:
            self.write(CLOSE, code.to_bytes(2, "big"))
            self.ended(code)


async def open_wire(
    address: Address, path: str, cookie: str, on_text: Callable, on_end: Callable
) -> Wire | None:
    """The open wire; None if nobody answered or it was refused."""
    loop = asyncio.get_running_loop()
    try:
        transport, wire = await loop.create_connection(
            lambda: Wire(on_text, on_end),
            "127.0.0.1",
            address.port,
            ssl=address.tls,
            server_hostname=address.host if address.tls else None,
        )
    except OSError:
        return None
    lines = (
        f"GET {path} HTTP/1.1",
        f"Host: {address.host}",
        f"Origin: {address.origin}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {KEY}",
        f"Cookie: {cookie}",
    )
    transport.write(("\r\n".join(lines) + "\r\n\r\n").encode())
    try:
        return wire if await wire.opened else None
    except asyncio.CancelledError:  # nobody waits any more
        transport.abort()
        raise
