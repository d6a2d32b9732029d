"""Errors that a person may be shown, each with a stable code (docs/errors.md)."""

from __future__ import annotations

from django.utils.translation import gettext as _


class DomainError(Exception):
    """A rule of the domain forbids this. Views show `message`; programs read `code`.

    `message` is in the language that is active, and says what to do.
    """

    code = "domain.error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class StorageAway(DomainError):
    """The database, the disk or Redis does not answer now; nothing was changed.

    `asked_again`: by the page itself, so nobody has to press.
    """

    code = "core.storage_away"

    def __init__(self, *, asked_again: bool = False) -> None:
        if asked_again:
            message = _(
                "Onze computer kan er even niet bij. We proberen het telkens opnieuw, "
                "je hoeft niets te doen."
            )
        else:
            message = _(
                "Onze computer kan het even niet bewaren. Probeer het zo nog eens."
            )
        super().__init__(message)


class TooMuch(DomainError):
    """More was sent at once than any form of ours holds; nothing was kept."""

    code = "core.too_much"

    def __init__(self) -> None:
        super().__init__(_("Dat is te veel in één keer. Stuur minder."))
