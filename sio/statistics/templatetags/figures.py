"""The tabs above every page of the figures."""

from __future__ import annotations

from typing import Any

from django import template

from sio.statistics.menu import Tab, tabs_for

register = template.Library()


@register.simple_tag(takes_context=True)
def figures_tabs(context: dict[str, Any]) -> list[Tab]:
    """Where this person may go among the figures; nothing for who is not staff."""
    request = context.get("request")
    roles = getattr(request, "roles", None)
    return [] if request is None or roles is None else tabs_for(roles, request.path)
