"""Errors that a person may be shown, each with a stable code (docs/errors.md)."""

from __future__ import annotations


class DomainError(Exception):
    """A rule of the domain forbids this. Views show `message`; programs read `code`.

    `message` is in the language that is active, and says what to do.
    """

    code = "domain.error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
