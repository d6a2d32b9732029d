"""What the header of every page asks about who is logged in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from sio.accounts.queries import working_roles
from sio.accounts.rules import may_be_absent


def menu(request: HttpRequest) -> dict[str, Any]:
    """`works_on_files`: whether "Vandaag" is in the menu; read when it is drawn."""
    user = getattr(request, "user", None)

    def works() -> bool:
        return user is not None and may_be_absent(working_roles(user))

    return {"works_on_files": SimpleLazyObject(works)}
