"""The device check, the sheet for who runs a network, and reading a test code."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from sio.accounts.http import UserRequest, grown_up
from sio.accounts.queries import working_roles
from sio.accounts.rules import is_staff
from sio.core.errors import DomainError
from sio.core.sides import Side
from sio.devices.models import Device
from sio.devices.queries import device_of_cookies
from sio.lessons.check import decode
from sio.lessons.check_reading import reading_of
from sio.lessons.check_texts import CHECK_TEXTS
from sio.lessons.network import openings_of
from sio.lessons.turn import ice_servers
from sio.schools.queries import schools_visible_to
from sio.trajects.queries import trajects_visible_to

SIDES = {"thuis": Side.HOME, "klas": Side.CLASS}


@require_safe
def device_check(request: HttpRequest) -> HttpResponse:
    """Whoever may not use our relays gets no credentials, and tests the rest."""
    held = _devices(request)
    wanted = SIDES.get(request.GET.get("kant", ""))
    device = held.get(wanted) if wanted else None
    device = device or next(iter(held.values()), None)
    context = {
        "device": device,
        "both": len(held) == len(Side),
        "texts": CHECK_TEXTS,
        "config": {"side": _side(request, device), "demo": settings.SIO_DEMO},
        "ice": _ice(request, device),
    }
    return render(request, "lessons/check.html", context)


@require_safe
def network_sheet(request: HttpRequest) -> HttpResponse:
    urls = [*settings.STUN_URLS, *settings.TURN_URLS]
    context = {"site": request.get_host(), "openings": openings_of(urls)}
    return render(request, "lessons/check_network.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@grown_up
def code_read(request: UserRequest) -> HttpResponse:
    """By POST, so that a pairing code typed here by mistake lands in no history."""
    if not is_staff(working_roles(request.user)):
        raise Http404
    context: dict[str, Any] = {"typed": request.POST.get("code", "")}
    if request.method == "POST":
        try:
            context["reading"] = reading_of(decode(context["typed"]))
        except DomainError as error:
            context["error"] = error
    status = 422 if "error" in context else 200
    return render(request, "lessons/check_result.html", context, status=status)


def _devices(request: HttpRequest) -> dict[Side, Device]:
    """The valid devices that this browser is; home first."""
    found = {side: device_of_cookies(side, request.COOKIES) for side in Side}
    return {side: device for side, device in found.items() if device is not None}


def _side(request: HttpRequest, device: Device | None) -> str:
    """In the words of the test code."""
    if device is not None:
        return device.side
    return "grown_up" if request.user.is_authenticated else "unknown"


def _ice(request: HttpRequest, device: Device | None) -> dict[str, Any] | None:
    """For a paired device, or else a grown-up with a right; None for a stranger."""
    if device is not None:
        return ice_servers(device.pk, timezone.now())
    user = request.user
    if trajects_visible_to(user).exists() or schools_visible_to(user).exists():
        assert user.pk is not None  # nobody else sees any
        return ice_servers(-user.pk, timezone.now())  # no device has this id
    return None
