"""The two pages from which a lesson is joined: /thuis/ and /klas/."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from sio.core import powers
from sio.core.sides import Side
from sio.core.templatetags.ui import FACES
from sio.core.time import today
from sio.devices import rules as device_rules
from sio.devices.credentials import COOKIE_NAMES
from sio.devices.models import Device
from sio.devices.queries import device_of_cookies, trajects_visible_to_device
from sio.lessons import actions
from sio.lessons.live.seats import PUPILS_AT_ONCE
from sio.lessons.plan import Kind
from sio.lessons.queries import plan_for
from sio.lessons.texts import TEXTS
from sio.lessons.views.device_cookie import give_cookie
from sio.postbox.queries import something_waits, where_something_waits
from sio.trajects.models import Traject


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    device = device_of_cookies(Side.HOME, request.COOKIES)
    traject = trajects_visible_to_device(device).first() if device else None
    if device is None or traject is None:
        return unpaired(request, Side.HOME)
    too_ill = traject.exceptions.filter(
        on=today(), slot=None, kind=Kind.PUPIL_ABSENT
    ).exists()
    more = {"too_ill": too_ill}
    return _room(request, device, traject, "lessons/home.html", more)


@require_safe
def school_class(request: HttpRequest) -> HttpResponse:
    device = device_of_cookies(Side.CLASS, request.COOKIES)
    if device is None:
        return unpaired(request, Side.CLASS)
    trajects = list(trajects_visible_to_device(device))
    if len(trajects) == 1:
        return class_page(request, device, trajects[0])
    if 1 < len(trajects) <= PUPILS_AT_ONCE:
        return redirect("lessons:together")
    waiting = where_something_waits(trajects, Side.CLASS)
    context = {"device": device, "trajects": trajects, "waiting": waiting}
    context["most"] = PUPILS_AT_ONCE
    response = render(request, "lessons/class_choice.html", context)
    return remembered(request, response, device)


@require_safe
def class_room(request: HttpRequest, pk: int) -> HttpResponse:
    device = device_of_cookies(Side.CLASS, request.COOKIES)
    if device is None:
        return unpaired(request, Side.CLASS)
    traject = get_object_or_404(trajects_visible_to_device(device), pk=pk)
    return class_page(request, device, traject)


@require_POST
def too_ill_report(request: HttpRequest) -> HttpResponse:
    device = device_of_cookies(Side.HOME, request.COOKIES)
    if device is None:
        return unpaired(request, Side.HOME)
    actions.report_today_too_ill(device=device)
    return redirect("lessons:home")


@require_POST
def too_ill_undo(request: HttpRequest) -> HttpResponse:
    device = device_of_cookies(Side.HOME, request.COOKIES)
    if device is None:
        return unpaired(request, Side.HOME)
    actions.undo_today_too_ill(device=device)
    return redirect("lessons:home")


def class_page(
    request: HttpRequest, device: Device, traject: Traject, *, framed: bool = False
) -> HttpResponse:
    """The room of one pupil; `framed`: one of several, in a frame of its own."""
    until = device.valid_until
    lapses = until is not None and device_rules.may_renew_on(until, today())
    more = {"lapses_soon": lapses, "framed": framed}
    response = _room(request, device, traject, "lessons/class.html", more)
    if not framed:  # one lamp can't say whose hand it is
        response["Permissions-Policy"] = powers.WITH_LAMP
    return response


def _room(
    request: HttpRequest,
    device: Device,
    traject: Traject,
    template: str,
    more: dict[str, Any],
) -> HttpResponse:
    context = {
        "device": device,
        "traject": traject,
        "plan": plan_for(traject, timezone.now()),
        "config": _config(device, traject),
        "texts": TEXTS,
        **_box(device, traject),
    }
    return remembered(request, render(request, template, context | more), device)


def _box(device: Device, traject: Traject) -> dict[str, Any]:
    """The way to the post-box, and whether something new lies there."""
    side = Side(device.side)
    keys = {} if side is Side.HOME else {"pk": traject.pk}
    return {
        "box_address": reverse(f"postbox:{side}_box", kwargs=keys),
        "bell_address": reverse(f"postbox:{side}_bell", kwargs=keys),
        "something_waits": something_waits(traject, side),
    }


def _config(device: Device, traject: Traject) -> dict[str, Any]:
    """What the live front end must know before its first word on the socket."""
    home_side = device.side == Side.HOME
    pupil = traject.pupil
    return {
        "side": device.side,
        "socket": "/ws/thuis/" if home_side else f"/ws/klas/{traject.pk}/",
        "traject": traject.pk,
        "pairing": device.pk,
        "device": device.label,
        "pupil": {
            "first_name": pupil.first_name,
            "avatar": pupil.avatar,
            "avatar_url": static(f"img/avatars/{pupil.avatar}.svg"),
        },
        "faces": face_addresses(),
        "school_class": traject.own_class.name,
        "school": traject.own_class.school.name,
        "organisation": settings.ORGANISATION,
        "nursery": home_side and traject.nursery,
        "demo": settings.SIO_DEMO,
        "helpdesk": {
            "phone": settings.HELPDESK_PHONE,
            "email": settings.HELPDESK_EMAIL,
        },
    }


def face_addresses() -> dict[str, str]:
    """Where each drawn face is, by its name on the wire."""
    return {name: static(f"img/avatars/{name}.svg") for name in FACES}


def remembered(
    request: HttpRequest, response: HttpResponse, device: Device
) -> HttpResponse:
    """With the device's cookie, anew."""
    side = Side(device.side)
    give_cookie(response, side, request.COOKIES[COOKIE_NAMES[side]])
    return response


def unpaired(request: HttpRequest, side: Side, *, framed: bool = False) -> HttpResponse:
    """For whoever is not paired, or no longer: the same words, whatever is behind."""
    context = {"side": side, "framed": framed}
    return render(request, "devices/unpaired.html", context, status=403)
