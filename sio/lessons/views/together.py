"""Several pupils of one class on one screen, each with a line in its own frame."""

from __future__ import annotations

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from sio.core.sides import Side
from sio.devices.models import Device
from sio.devices.queries import device_of_cookies, trajects_visible_to_device
from sio.lessons.errors import TooManyPupils
from sio.lessons.live.seats import PUPILS_AT_ONCE
from sio.lessons.together_texts import TOGETHER_TEXTS
from sio.lessons.views.rooms import class_page, remembered, unpaired
from sio.trajects.models import Traject


@csp_update({"frame-src": [SELF]})
@require_safe
def together(request: HttpRequest) -> HttpResponse:
    """All pupils of the class, or those chosen by `kind`. Raises TooManyPupils."""
    device = device_of_cookies(Side.CLASS, request.COOKIES)
    if device is None:
        return unpaired(request, Side.CLASS)
    trajects = _chosen(device, request.GET.getlist("kind"))
    if len(trajects) > PUPILS_AT_ONCE:
        raise TooManyPupils(
            _("Eén toestel verbindt met drie leerlingen tegelijk. Kies er drie.")
        )
    if len(trajects) < 2:
        return _alone(trajects)
    context = {"device": device, "trajects": trajects, "texts": TOGETHER_TEXTS}
    return remembered(
        request, render(request, "lessons/together.html", context), device
    )


@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
@xframe_options_sameorigin
@require_safe
def class_frame(request: HttpRequest, pk: int) -> HttpResponse:
    """The room of one of them. What goes wrong is said inside the frame too."""
    device = device_of_cookies(Side.CLASS, request.COOKIES)
    if device is None:
        return unpaired(request, Side.CLASS, framed=True)
    try:
        traject = get_object_or_404(trajects_visible_to_device(device), pk=pk)
    except Http404:
        return render(request, "404.html", {"framed": True}, status=404)
    return class_page(request, device, traject, framed=True)


def _chosen(device: Device, kinds: list[str]) -> list[Traject]:
    """Those asked for that this device sees; all if none is asked for."""
    trajects = list(trajects_visible_to_device(device))
    return [one for one in trajects if not kinds or str(one.pk) in kinds]


def _alone(trajects: list[Traject]) -> HttpResponse:
    if trajects:
        return redirect("lessons:class_room", trajects[0].pk)
    return redirect("lessons:class")
