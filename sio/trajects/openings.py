"""Who opened a file, in words for family and school: name, and as what somebody came.

A school reads of most pages no more than that it was the file: the name of a page
alone may tell of an illness, or of what was talked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from sio.accounts.models import Role
from sio.core.access_words import actor_label, page_label, what_label, why_label
from sio.core.models import AccessRecord
from sio.schools.models import Contact
from sio.trajects.models import Guardian, Traject

Right = Role | Contact | Guardian
# Pages that a school sees too, by the first word of their code; of devices it sees
# those of its own side alone.
SHARED_PAGES = frozenset(
    {
        *("access", "agreement", "certificate", "class", "exception", "first"),
        *("notes", "other", "return", "schedule", "settings"),
        *("state", "traject", "use"),
    }
)


def openings(
    traject: Traject, records: Sequence[AccessRecord], *, every_page: bool
) -> list[dict[str, Any]]:
    """Each record with who, as what, for whom, what and why; in three queries.

    The role is the one held at that moment, which may have ended since. Without
    `every_page` a page that a school does not see itself is "the file", and why is
    left out.
    """
    rights = _rights_around(traject, {record.by_id for record in records})
    return [
        {
            "at": record.at,
            "who": record.by.name if record.by else actor_label(record.actor),
            "role": _role_then(rights.get(record.by_id, []), record),
            "for": record.on_behalf_of.name if record.on_behalf_of else "",
            "what": what_label(record.what),
            "page": page_label(record.page)
            if every_page or _is_shared(record.page)
            else _("het dossier"),
            "why": why_label(record.why) if every_page else "",
        }
        for record in records
    ]


def _is_shared(code: str) -> bool:
    return code.partition(" ")[0] in SHARED_PAGES


def _rights_around(
    traject: Traject, people: Iterable[int | None]
) -> dict[int | None, list[Right]]:
    """What these people are or were: to the family, at the school, or with us."""
    found: dict[int | None, list[Right]] = {}
    school = traject.school_id
    rows: list[Right] = [
        *Guardian.objects.filter(traject=traject, user__in=people),
        *Contact.objects.filter(school=school, user__in=people),
        *Role.objects.filter(user__in=people),
    ]
    for row in rows:
        found.setdefault(row.user_id, []).append(row)
    return found


def _role_then(rights: list[Right], record: AccessRecord) -> str:
    """In words, all that held at the moment; empty if nothing did."""
    held = [
        right
        for right in rights
        if right.started_at <= record.at
        and (right.ended_at is None or right.ended_at >= record.at)
    ]
    return ", ".join(_in_words(right) for right in held)


def _in_words(right: Right) -> str:
    if isinstance(right, Guardian):
        return right.capacity
    if isinstance(right, Contact):
        return _("school, %(function)s") % {"function": right.function}
    return str(right.get_kind_display())
