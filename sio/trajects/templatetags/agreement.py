"""How the text of an agreement is shown."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def paragraphs(body: str) -> list[tuple[str, str]]:
    """Each paragraph as (first sentence, rest), split at the first full stop."""
    found = []
    for paragraph in body.split("\n\n"):
        lead, stop, rest = paragraph.strip().partition(". ")
        found.append((lead + stop.strip(), rest))
    return found
