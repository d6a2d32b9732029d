"""The drawn parts of the look: an icon, an avatar."""

from __future__ import annotations

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# The names of the files in static/img/avatars/.
AVATARS = (
    "vos",
    "uil",
    "beer",
    "kat",
    "egel",
    "walvis",
    "kikker",
    "konijn",
    "panda",
    "pinguin",
    "leeuw",
    "draak",
)
# What a child may choose to show to the class: an animal, or one of these.
FACES = (*AVATARS, "robot", "raket", "cactus", "maan")


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """A drawing beside words that say the same; silent for a screen reader.

    `name` is a symbol of static/img/icons.svg; `size` is empty or "large".
    """
    return _drawn_icon(name, size)


@cache  # a list draws hundreds
def _drawn_icon(name: str, size: str) -> SafeString:
    extra = f" icon--{size}" if size else ""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        extra,
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def avatar(name: str, size: str = "") -> SafeString:
    """The animal of a pupil, beside the name; an unknown one is the fox.

    `size` is empty, "large" or "huge".
    """
    animal = name if name in AVATARS else AVATARS[0]
    extra = f" avatar--{size}" if size else ""
    return format_html(
        '<img class="avatar{}" src="{}" alt="" width="48" height="48">',
        extra,
        static(f"img/avatars/{animal}.svg"),
    )
