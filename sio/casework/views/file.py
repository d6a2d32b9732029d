"""The page of one file, put together from the blocks of every app."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sio.accounts.http import UserRequest, grown_up
from sio.casework.queries.asked import DEVICES, asked_of_family
from sio.casework.queries.block import weighing_block
from sio.casework.queries.bulk import closing_now
from sio.casework.queries.contact import contacts_of_file
from sio.casework.queries.duplicates import merges_of, proposals
from sio.casework.queries.mails import mails_not_arrived
from sio.casework.queries.parts import groups_of
from sio.casework.queries.rounds import rounds_block
from sio.casework.queries.sleeping import sleeping
from sio.casework.rules import may_see_casework
from sio.core.access_log import record_view
from sio.core.sides import Side
from sio.core.time import today
from sio.devices import rules as device_rules
from sio.devices.queries import devices_of
from sio.lessons import rules
from sio.lessons.queries import exceptions_ahead, use_per_week, week_table
from sio.postbox import rules as box_rules
from sio.trajects.models import Traject
from sio.trajects.queries import (
    adult_soon,
    classmates_agreement,
    standings,
    traject_page,
    trajects_visible_to,
)
from sio.trajects.rights import FAMILY, GUIDES, Standings
from sio.trajects.workflow import (
    MAY_CONNECT,
    NEEDS_CLASS,
    RUNNING,
    WEIGHING,
    State,
    may_move,
)

USES_SHOWN = 50
CONTACTS_SHOWN = 3


@require_safe
@grown_up
def file(request: UserRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    mine = standings(shown, request.user)
    record_view(traject_id=shown.pk, page="traject", by=request.user)
    context = {
        **traject_page(shown, request.user),
        **weighing_block(shown, request.user, mine),
        "device_blocks": [
            _devices(shown, side, mine)
            for side in Side
            if device_rules.may_see(mine, side)
        ],
        **_contacts(shown, mine),
        "week": week_table(shown),
        "exceptions": exceptions_ahead(shown),
        "kinds": rules.kinds_to_say(mine),
        "may_see_links": rules.may_see_links(mine),
        "uses": shown.uses.all()[:USES_SHOWN],
        "weeks_of_use": use_per_week(shown),
        "classmates": classmates_agreement(shown),
        "groups": groups_of(shown, request.user, mine),
        "folded": bool(mine & (GUIDES | FAMILY)),
        "has_line": shown.state in NEEDS_CLASS,
        "has_box": shown.state in RUNNING and box_rules.may_look(mine),
        "may_visit": shown.state in MAY_CONNECT and rules.may_visit(mine),
        "may_help": shown.state in MAY_CONNECT and rules.may_help(mine),
        **_doubles(shown, mine),
        **rounds_block(shown, mine),
        "sleeps_since": _sleeps_since(shown, mine),
        "closing": closing_now() if mine & GUIDES else None,
        "adult_on": adult_soon(shown, today()) if mine & GUIDES else None,
        "born_unknown": bool(mine & GUIDES) and shown.pupil.birth_date is None,
    }
    if mine <= FAMILY:
        context |= _for_family(shown, context)
    return render(request, "casework/file.html", context)


def _sleeps_since(shown: Traject, mine: Standings) -> date | None:
    """For who guides it: the family hears it from a person."""
    return sleeping([shown], today()).get(shown.pk) if mine & GUIDES else None


def _for_family(shown: Traject, context: dict[str, Any]) -> dict[str, Any]:
    """What is asked of them now; the rest of their page is folded."""
    has_line = context["has_line"]
    asked = asked_of_family(
        traject=shown,
        agreements=context["agreements"] if has_line else [],
        groups=context["groups"],
        home=context["device_blocks"][0] if has_line else None,
        has_questions=bool(context.get("open_rounds")),
    )
    asks_device = any(one.address == DEVICES for one in asked)
    return {"is_family": True, "asked": asked, "asks_device": asks_device}


def _doubles(shown: Traject, mine: Standings) -> dict[str, object]:
    """Other files of the same child, and the waiting list, for who guides this one."""
    if not mine & GUIDES:
        return {}
    waits = shown.state == State.WAITING or may_move(shown.state, State.WAITING)
    return {
        "merges": merges_of(shown).filter(undone_at=None),
        "doubles": len(proposals(shown)) if shown.state in WEIGHING else 0,
        "may_wait": waits and shown.state != State.MERGED,
    }


def _contacts(shown: Traject, mine: Standings) -> dict[str, object]:
    """The last contacts and what did not arrive, for who may read what was said."""
    if not may_see_casework(mine):
        return {"may_see_casework": False}
    last = contacts_of_file(shown).filter(correction=None)[:CONTACTS_SHOWN]
    return {
        "may_see_casework": True,
        "moments": last,
        "mails_not_arrived": mails_not_arrived(shown),
    }


def _devices(shown: Traject, side: Side, mine: Standings) -> dict[str, object]:
    """The devices of one side, those that hold first, with what may be done."""
    now = today()
    rows = [
        {
            "device": device,
            "valid": device.revoked_at is None
            and (device.valid_until is None or device.valid_until > now),
            "renewable": device.revoked_at is None
            and device.valid_until is not None
            and device_rules.may_renew_on(device.valid_until, now),
        }
        for device in devices_of(shown).filter(side=side)
    ]
    return {
        "side": side,
        "rows": sorted(rows, key=lambda row: not row["valid"]),
        "may_pair": device_rules.may_pair(mine, side),
    }
