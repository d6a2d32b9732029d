"""What a guest's page may say, as types; untrusted JSON of it enters only here."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sio.core.sides import Side
from sio.lessons.protocol import Ping, ProtocolError, parse_of


@dataclass(frozen=True, slots=True)
class ToSide:
    """A description or a candidate for one side, passed on without being read."""

    to: str
    body: str


WORDS: dict[str, type] = {"ping": Ping, "signal": ToSide}


def read(text: str) -> Ping | ToSide:
    """Raises ProtocolError, as `protocol.parse`."""
    message: Ping | ToSide = parse_of(WORDS, text)
    if isinstance(message, ToSide) and message.to not in Side.values:
        raise ProtocolError(_("Dat bericht klopt niet: %(field)s.") % {"field": "to"})
    return message
