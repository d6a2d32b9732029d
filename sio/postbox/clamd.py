"""ClamAV, asked over its own socket: is there a virus in this?

A client of our own: the protocol is one command, and the libraries for it are not kept
any more. Source: clamd(8), "INSTREAM".
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterable
from enum import StrEnum

from django.conf import settings

PATIENCE_S = 60.0  # for each word; a large file is looked at for a while
LONGEST_ANSWER_BYTES = 4096


class Found(StrEnum):
    CLEAN = "clean"
    INFECTED = "infected"
    TOO_LARGE = "too_large"  # larger or deeper than ClamAV is set to look


class ClamdAway(Exception):
    """It does not answer: to be asked again later."""


class ClamdStumbled(Exception):
    """It is there, and has no verdict on this very file."""


def is_set() -> bool:
    """Whether files are looked at at all."""
    return bool(settings.CLAMD)


def look_at(contents: Iterable[bytes]) -> Found:
    """What ClamAV says of this. Raises ClamdAway, ClamdStumbled."""
    try:
        with _connected() as line:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                # It hangs up on what is too large, after it has said so.
                _send(line, contents)
            return _verdict(_answer(line))
    except OSError as error:
        raise ClamdAway(type(error).__name__) from error


def _connected() -> socket.socket:
    where: str = settings.CLAMD
    if where.startswith("tcp://"):
        host, _colon, port = where.removeprefix("tcp://").rpartition(":")
        return socket.create_connection((host, int(port)), timeout=PATIENCE_S)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(PATIENCE_S)
    try:
        line.connect(where)
    except OSError:
        line.close()
        raise
    return line


def _send(line: socket.socket, contents: Iterable[bytes]) -> None:
    line.sendall(b"zINSTREAM\0")
    for content in filter(None, contents):  # nothing would be the end
        line.sendall(len(content).to_bytes(4, "big") + content)
    line.sendall(bytes(4))


def _answer(line: socket.socket) -> str:
    """Up to its zero byte."""
    heard = b""
    while not heard.endswith(b"\0") and len(heard) < LONGEST_ANSWER_BYTES:
        more = line.recv(1024)
        if not more:
            break
        heard += more
    return heard.rstrip(b"\0").decode(errors="replace").strip()


def _verdict(answer: str) -> Found:
    """`stream: OK`, `stream: NAME FOUND`, `INSTREAM size limit exceeded. ERROR`.

    What it names after its own limits (AlertExceedsMax) was not looked at to the end.
    """
    if answer == "stream: OK":
        return Found.CLEAN
    if "size limit exceeded" in answer or "Heuristics.Limits.Exceeded" in answer:
        return Found.TOO_LARGE
    if answer.endswith(" FOUND"):
        return Found.INFECTED
    if answer == "":
        raise ClamdAway("hung up")
    raise ClamdStumbled("no answer that we know")
