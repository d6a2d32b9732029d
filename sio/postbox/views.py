"""The box of a traject: at /thuis/, at /klas/, and by account."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from functools import wraps
from typing import Any

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from django_htmx.http import HttpResponseClientRedirect

from sio.accounts.http import UserRequest, grown_up
from sio.core.access_log import record_view
from sio.core.errors import DomainError
from sio.core.pages import CUT
from sio.core.sides import Side
from sio.core.spool import Cut
from sio.devices.queries import device_of_cookies
from sio.postbox import actions, clamd, rules
from sio.postbox.errors import UploadBroken
from sio.postbox.forms import ParcelForm, day_in_words
from sio.postbox.limits import FILE_BYTES, MB, PARCEL_BYTES, PARCEL_FILES
from sio.postbox.models import Kind, Parcel
from sio.postbox.queries import (
    Holder,
    box_of,
    files_seen_by,
    has_agreed,
    holder_of_device,
    holder_of_user,
    is_new,
    parcels_seen_by,
    something_waits,
    wish_of,
)
from sio.postbox.sorts import ACCEPTED
from sio.postbox.uploads import SealedUpload

View = Callable[..., HttpResponseBase]


def at_home(view: View) -> View:
    """For the paired device at home, of its own traject."""

    @wraps(view)
    def door(request: HttpRequest, **more: int) -> HttpResponseBase:
        return _by_device(view, request, Side.HOME, None, more)

    return door


def in_class(view: View) -> View:
    """For the paired device of the class, of one pupil of it."""

    @wraps(view)
    def door(request: HttpRequest, pk: int, **more: int) -> HttpResponseBase:
        return _by_device(view, request, Side.CLASS, pk, more)

    return door


def by_person(view: View) -> View:
    """For family and school with an account."""

    @wraps(view)
    def door(request: UserRequest, pk: int, **more: int) -> HttpResponseBase:
        holder = holder_of_user(request.user, pk)
        if holder is None:
            raise Http404
        return view(request, holder, **more)

    return grown_up(door)  # type: ignore[arg-type]


def _by_device(
    view: View, request: HttpRequest, side: Side, pk: int | None, more: dict[str, int]
) -> HttpResponseBase:
    device = device_of_cookies(side, request.COOKIES)
    holder = holder_of_device(device, pk) if device else None
    if device is None or (holder is None and side is Side.HOME):
        context = {"side": side}
        return render(request, "devices/unpaired.html", context, status=403)
    if holder is None:
        raise Http404
    return view(request, holder, **more)


@require_http_methods(["GET", "HEAD", "POST"])
def box(request: HttpRequest, holder: Holder) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request, holder, ParcelForm(holder=holder))
    receiving = actions.Receiving(holder)
    # Before anything reads the form, so also before the check of its token.
    request.upload_handlers = [SealedUpload(request, receiving)]
    try:
        return _put_in(request, holder, receiving)
    finally:
        receiving.let_go()  # whatever was not put in


@csrf_protect
def _put_in(
    request: HttpRequest, holder: Holder, receiving: actions.Receiving
) -> HttpResponseBase:
    form = ParcelForm(request.POST, holder=holder)
    if refusal := _cut_off(request):
        receiving.refuse(refusal)
    if not form.is_valid():
        return _page(request, holder, form, receiving.refusal)
    said = form.cleaned_data
    words = actions.Words(
        token=said["token"],
        kind=Kind(said["kind"]),
        for_on=said["for_on"],
        subject=said["subject"],
        note=said["note"],
    )
    try:
        actions.put_in(receiving=receiving, words=words)
    except DomainError as error:
        return _page(request, holder, form, error)
    messages.success(request, _("Het ligt in het postvak."))
    if _is_htmx(request):
        return HttpResponseClientRedirect(request.path)
    return redirect(request.path)


@require_POST
def file_fetch(
    request: HttpRequest, holder: Holder, file_pk: int
) -> StreamingHttpResponse:
    file = get_object_or_404(files_seen_by(holder), pk=file_pk)
    contents = actions.pick_up(file=file, holder=holder)
    is_async = hasattr(request, "scope")
    response = StreamingHttpResponse(
        _one_by_one(contents) if is_async else contents, content_type=file.media_type
    )
    named = content_disposition_header(True, file.name)
    response["Content-Disposition"] = named or "attachment"
    response["Content-Length"] = str(file.size_bytes)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response


@require_POST
def note_read(request: HttpRequest, holder: Holder, parcel_pk: int) -> HttpResponse:
    parcel = get_object_or_404(parcels_seen_by(holder), pk=parcel_pk)
    actions.note_read(parcel=parcel, holder=holder)
    return redirect(_addresses(holder)["box"])


@require_POST
def take_back(request: HttpRequest, holder: Holder, parcel_pk: int) -> HttpResponse:
    parcel = get_object_or_404(parcels_seen_by(holder), pk=parcel_pk)
    actions.take_back(parcel=parcel, holder=holder)
    messages.success(request, _("Je hebt het teruggehaald. Niemand kan het nog zien."))
    return redirect(_addresses(holder)["box"])


@require_POST
def wish_set(request: HttpRequest, holder: Holder) -> HttpResponse:
    actions.set_wish(holder=holder, wanted=request.POST.get("wanted") == "1")
    return redirect(_addresses(holder)["box"])


@require_safe
def bell(request: HttpRequest, holder: Holder) -> HttpResponse:
    """The way to the box on the page of a lesson, fetched anew while it stands open."""
    context = {
        "box_address": _addresses(holder)["box"],
        "bell_address": request.path,
        "something_waits": something_waits(holder.traject, holder.side),
    }
    return render(request, "postbox/_bell.html", context)


async def _one_by_one(contents: Iterator[bytes]) -> AsyncIterator[bytes]:
    """The same for a server that waits for nothing: each piece is read in a thread."""
    read = sync_to_async(lambda: next(contents, b""))
    while piece := await read():
        yield piece


def _is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _cut_off(request: HttpRequest) -> DomainError | None:
    """Why the end of what the browser sent is not there, if it is not."""
    cut = getattr(request, "scope", {}).get(CUT)
    if cut is Cut.TOO_LARGE:
        return actions.too_much_sent()
    if cut is Cut.NO_ROOM:
        return actions.no_room()
    if "end" not in request.POST:
        return UploadBroken(
            _("Niet alles kwam aan. Er is niets ingelegd. Probeer het nog eens.")
        )
    return None


def _page(
    request: HttpRequest,
    holder: Holder,
    form: ParcelForm,
    error: DomainError | None = None,
) -> HttpResponse:
    if holder.user is not None:
        record_view(traject_id=holder.traject.pk, page="postbox", by=holder.user)
    seen = box_of(holder)
    context = {
        "layout": "device_base.html" if holder.device else "base.html",
        "holder": holder,
        "pupil": holder.traject.pupil,
        "is_home": holder.side is Side.HOME,
        "parts": [
            (True, [_shown(one, holder) for one in seen.for_me]),
            (False, [_shown(one, holder) for one in seen.from_me]),
        ],
        "checks": seen.checks,
        "agreed": has_agreed(holder.traject),
        "form": form,
        "error": error,
        "to": _addresses(holder),
        "wish": wish_of(holder) if holder.user else None,
        "accepted": ACCEPTED,
        "most": {"files": PARCEL_FILES, "mb": FILE_BYTES // MB, "bytes": FILE_BYTES},
        "most_together": {"mb": PARCEL_BYTES // MB, "bytes": PARCEL_BYTES},
    }
    status = 422 if error or form.is_bound else 200
    # What was typed and chosen stays on the page: only the answer is put into it.
    template = "postbox/box.html" + ("#answer" if _is_htmx(request) else "")
    return render(request, template, context, status=status)


def _shown(parcel: Parcel, holder: Holder) -> dict[str, Any]:
    """One parcel as it stands on the page."""
    checks = clamd.is_set()
    files = [
        {
            "file": file,
            "fetch": _address(holder, "fetch", file_pk=file.pk),
            "may_fetch": rules.is_handed_out(file.verdict, checks=checks),
        }
        for file in parcel.files.all()
    ]
    return {
        "parcel": parcel,
        "files": files,
        "day": day_in_words(parcel.for_on) if parcel.for_on else "",
        "is_new": is_new(parcel),
        "read": _address(holder, "read", parcel_pk=parcel.pk),
        "back": _address(holder, "back", parcel_pk=parcel.pk),
    }


def _addresses(holder: Holder) -> dict[str, str]:
    page = {"box": _address(holder, "box")}
    if holder.user is not None:
        file = reverse("casework:file", args=[holder.traject.pk])
        return page | {"away": file, "wish": _address(holder, "wish")}
    if holder.side is Side.HOME:
        return page | {"away": reverse("lessons:home")}
    return page | {"away": reverse("lessons:class_room", args=[holder.traject.pk])}


def _address(holder: Holder, name: str, **keys: int) -> str:
    """An address of this box, as whoever stands before it reaches it."""
    if holder.user is not None:
        return reverse(f"postbox:{name}", kwargs={"pk": holder.traject.pk, **keys})
    if holder.side is Side.HOME:
        return reverse(f"postbox:home_{name}", kwargs=keys)
    return reverse(f"postbox:class_{name}", kwargs={"pk": holder.traject.pk, **keys})


home_box, class_box, person_box = (
    csrf_exempt(door(box)) for door in (at_home, in_class, by_person)
)
