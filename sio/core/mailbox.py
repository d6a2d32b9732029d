"""E-mail addresses as something to look up, without keeping them readable."""

from __future__ import annotations

from sio.core.fields import BlindIndexField
from sio.core.keyring import blind_index, blind_indexes

PURPOSE = "mailbox"


def normal(email: str) -> str:
    """The same text for the same mailbox, however it is typed."""
    return email.strip().casefold()


def index_of(email: str) -> str:
    """What stands in the column of a new row."""
    return blind_index(normal(email), purpose=PURPOSE)


def indexes_of(email: str) -> list[str]:
    """What to look for: also rows of before the key changed."""
    return blind_indexes(normal(email), purpose=PURPOSE)


class MailboxIndexField(BlindIndexField):
    """The index of the address that rests in another column."""

    def made_of(self, text: str) -> str:
        return index_of(text) if text else ""
