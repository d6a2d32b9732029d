"""Pairing this browser, and unpairing a device from the office."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sio.accounts.http import UserRequest, grown_up
from sio.core.access_log import record_change
from sio.core.errors import DomainError
from sio.core.limits import address_key
from sio.core.sides import Side
from sio.devices.forms import PairingForm
from sio.devices.queries import device_of_cookies, devices_of
from sio.lessons import actions
from sio.lessons.views.device_cookie import give_cookie
from sio.trajects.queries import trajects_visible_to

PAGE_OF = {Side.HOME: "lessons:home", Side.CLASS: "lessons:class"}


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest) -> HttpResponse:
    """Opening the link uses nothing up; its code stands behind the # for the page."""
    form = PairingForm(request.POST or None)
    if not form.is_valid():
        return _form_page(request, form)
    try:
        pairing = actions.pair_device(
            code=form.cleaned_data["code"],
            label=form.cleaned_data["label"],
            address=address_key(request),
            cookies=request.COOKIES,
        )
    except DomainError as error:
        return _form_page(request, form, error)
    messages.success(request, _("Gelukt! Dit toestel is gekoppeld."))
    side = Side(pairing.device.side)
    response = redirect(PAGE_OF[side])
    give_cookie(response, side, pairing.credential)
    return response


@require_POST
@grown_up
def device_unpair(request: UserRequest, pk: int, device_pk: int) -> HttpResponse:
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    device = get_object_or_404(devices_of(traject), pk=device_pk)
    with transaction.atomic():
        actions.unpair_device(device=device, by=request.user)
        record_change(traject_id=traject.pk, page="device", by=request.user)
    messages.success(request, _("Het toestel is ontkoppeld."))
    return redirect("casework:file", pk=traject.pk)


def _form_page(
    request: HttpRequest, form: PairingForm, error: DomainError | None = None
) -> HttpResponse:
    held = [device_of_cookies(side, request.COOKIES) for side in Side]
    context = {
        "form": form,
        "error": error,
        "held": [device for device in held if device is not None],
    }
    status = 422 if form.is_bound else 200
    return render(request, "devices/pair.html", context, status=status)
