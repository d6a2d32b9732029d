"""The messages of docs/protocol.md as types; untrusted JSON enters only here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from sio.core.errors import DomainError
from sio.lessons.figures import READERS as FIGURE_READERS
from sio.lessons.figures import Figures

VERSION = 2
PING_MS = 10_000
DEAD_MS = 30_000
MAX_BYTES = 64 * 1024
MAX_TALK_BYTES = 16 * 1024
MAX_OTHER_BYTES = 4 * 1024
MAX_INTEGER = 2**53 - 1  # what JavaScript holds exactly: ECMA-262, MAX_SAFE_INTEGER


class ProtocolError(DomainError):
    """The message is not of the shape that docs/protocol.md gives it."""

    code = "protocol.malformed"


class UnknownMessage(ProtocolError):
    """Its type is not in this version of the protocol."""

    code = "protocol.unknown"


class MessageTooBig(ProtocolError):
    """It is bigger than messages of its type may be."""

    code = "protocol.too_big"


@dataclass(frozen=True, slots=True)
class Hello:
    """First word of a page: the version it speaks, and its own id."""

    version: int
    page: UUID


@dataclass(frozen=True, slots=True)
class Take:
    """A press: take the seat from another device of the same side."""


@dataclass(frozen=True, slots=True)
class Enter:
    """Wants to be in the lesson: by a press, by itself, or coming back."""

    how: str
    connection: UUID | None


@dataclass(frozen=True, slots=True)
class Leave:
    """Back to the lobby."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A description or a candidate, passed on without being read."""

    body: str


@dataclass(frozen=True, slots=True)
class Talk:
    """In-lesson words while the data channel is not open, passed on unread."""

    body: str


@dataclass(frozen=True, slots=True)
class Use:
    """The use of a connection so far; moments in ms since 1970, server's clock."""

    connection: UUID
    started_at: int
    stopped_at: int


@dataclass(frozen=True, slots=True)
class Ping:
    """A sign of life, answered with the server's clock."""

    n: int


@dataclass(frozen=True, slots=True)
class Help:
    """A press: `want` the helpdesk to see how the line is, or no more."""

    want: bool


@dataclass(frozen=True, slots=True)
class GuestInvite:
    """A press: ask the consultant of this traject in."""


@dataclass(frozen=True, slots=True)
class GuestAdmit:
    """A press of the other side: let in whom it was shown."""

    visit: UUID


@dataclass(frozen=True, slots=True)
class GuestDismiss:
    """A press of either side: say no, take back, or put out."""

    visit: UUID


@dataclass(frozen=True, slots=True)
class GuestSignal:
    """A description or a candidate for the guest, passed on without being read."""

    visit: UUID
    body: str


Message = (
    Hello
    | Take
    | Enter
    | Leave
    | Signal
    | Talk
    | Use
    | Ping
    | Help
    | Figures
    | GuestInvite
    | GuestAdmit
    | GuestDismiss
    | GuestSignal
)
MESSAGES: dict[str, type[Message]] = {
    "hello": Hello,
    "take": Take,
    "enter": Enter,
    "leave": Leave,
    "signal": Signal,
    "talk": Talk,
    "use": Use,
    "ping": Ping,
    "help": Help,
    "figures": Figures,
    "guest_invite": GuestInvite,
    "guest_admit": GuestAdmit,
    "guest_dismiss": GuestDismiss,
    "guest_signal": GuestSignal,
}
WAYS_TO_ENTER = frozenset({"press", "auto", "again"})


def parse(text: str) -> Message:
    """What a device says. Raises ProtocolError."""
    message: Message = parse_of(MESSAGES, text)
    if isinstance(message, Enter) and message.how not in WAYS_TO_ENTER:
        raise ProtocolError(_("Dat bericht klopt niet: %(field)s.") % {"field": "how"})
    return message


def parse_of(messages: Mapping[str, type], text: str) -> Any:
    """Check the shape; fields that we did not name never reach a handler.

    Raises ProtocolError. The size of the whole has been checked by the line.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise ProtocolError(_("Dat bericht is geen JSON.")) from None
    if not isinstance(content, dict) or not isinstance(content.get("type"), str):
        raise ProtocolError(_("Dat bericht heeft geen soort."))
    message_type = messages.get(content["type"])
    if message_type is None:
        raise UnknownMessage(_("Dat soort bericht kennen we niet."))
    if len(text.encode(errors="replace")) > max_bytes(message_type):
        raise MessageTooBig(_("Dat bericht is te lang."))
    annotations = message_type.__annotations__
    values = {name: _read(content, name, annotations[name]) for name in annotations}
    return message_type(**values)


def max_bytes(message_type: type) -> int:
    """How big a message of this type may be, in bytes of UTF-8."""
    if message_type is Talk:
        return MAX_TALK_BYTES
    # What else has a body is passed on to be read by a browser.
    return MAX_BYTES if "body" in message_type.__annotations__ else MAX_OTHER_BYTES


def _read(content: dict[str, Any], name: str, annotation: str) -> Any:
    value = content.get(name)
    try:
        return _READERS[annotation](value)
    except ValueError:
        message = _("Dat bericht klopt niet: %(field)s.") % {"field": name}
        raise ProtocolError(message) from None


def _read_int(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MAX_INTEGER:
        raise ValueError
    return value


def _read_bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _read_str(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _read_id(value: Any) -> UUID:
    identifier = UUID(_read_str(value))
    if str(identifier) != value:
        raise ValueError
    return identifier


def _read_id_or_none(value: Any) -> UUID | None:
    return None if value is None else _read_id(value)


_READERS: dict[str, Callable[[Any], Any]] = {
    "int": _read_int,
    "str": _read_str,
    "bool": _read_bool,
    "UUID": _read_id,
    "UUID | None": _read_id_or_none,
    **FIGURE_READERS,
}
