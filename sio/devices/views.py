"""Screens of pairing for grown-ups; revoking and using a code stand in lessons."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sio.accounts.http import UserRequest, grown_up
from sio.core.access_log import record_change
from sio.core.sides import Side
from sio.devices import actions
from sio.devices.queries import devices_of
from sio.trajects.queries import trajects_visible_to


@require_POST
@grown_up
def code_make(request: UserRequest, pk: int, side: Side) -> HttpResponse:
    """Answers with the code itself, once; it is kept nowhere, so no redirect."""
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    place = traject if side is Side.HOME else traject.own_class
    with transaction.atomic():
        code = actions.make_code(place=place, by=request.user)
        record_change(traject_id=traject.pk, page=f"code {side}", by=request.user)
    link = request.build_absolute_uri(f"{reverse('lessons:pair')}#{code.text}")
    qr = segno.make(link, error="m").svg_data_uri(scale=8, border=2)
    context = {"traject": traject, "side": side, "code": code, "link": link, "qr": qr}
    return render(request, "devices/code.html", context)


@require_POST
@grown_up
def device_renew(request: UserRequest, pk: int, device_pk: int) -> HttpResponse:
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    device = get_object_or_404(devices_of(traject), pk=device_pk)
    with transaction.atomic():
        actions.renew_device(device=device, by=request.user)
        record_change(traject_id=traject.pk, page="device", by=request.user)
    messages.success(request, _("Het toestel mag een schooljaar langer mee."))
    return redirect("casework:file", pk=traject.pk)
