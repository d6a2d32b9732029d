"""The tabs of the header, and which files of a list sleep."""

from __future__ import annotations

from typing import Any

from django import template

from sio.accounts.queries import working_roles
from sio.casework.office import MenuItem, menu_for
from sio.casework.queries.sleeping import sleeping
from sio.core.time import today
from sio.trajects.models import Traject

register = template.Library()


@register.simple_tag(takes_context=True)
def main_menu(context: dict[str, Any]) -> list[MenuItem]:
    """Where this person may go; nothing for who is not logged in.

    Costs no query on a page behind `grown_up`, which read the roles already.
    """
    request, user = context.get("request"), context.get("user")
    if request is None or user is None or not user.is_authenticated:
        return []
    roles = getattr(request, "roles", None)
    if roles is None:
        roles = working_roles(user)
    return menu_for(roles, request.path)


@register.simple_tag
def mark_sleeping(trajects: list[Traject]) -> str:
    """Give each that sleeps `sleeps_since`; a few queries for all of them."""
    found = sleeping(trajects, today())
    for one in trajects:
        one.sleeps_since = found.get(one.pk)  # type: ignore[attr-defined]
    return ""
