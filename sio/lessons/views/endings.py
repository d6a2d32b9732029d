"""Ending a role, contact or guardianship: first a page that says what goes too."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sio.accounts.http import UserRequest, grown_up
from sio.accounts.models import Role
from sio.accounts.queries import roles_visible_to, working_roles
from sio.core.access_log import record_view
from sio.devices.models import Device
from sio.devices.queries import devices_resting_on
from sio.lessons import actions
from sio.schools.models import Contact
from sio.schools.queries import schools_visible_to
from sio.schools.rules import may_invite_contact
from sio.trajects.models import Guardian
from sio.trajects.queries import standings, trajects_visible_to
from sio.trajects.rules import may_guide

look_or_end = require_http_methods(["GET", "HEAD", "POST"])


@look_or_end
@grown_up
def role_end(request: UserRequest, pk: int) -> HttpResponse:
    role = get_object_or_404(roles_visible_to(request.user), pk=pk)
    what = str(role.get_kind_display())
    return _ask_or_end(
        request, role, what, lambda: actions.end_role_of(role=role, by=request.user)
    )


@look_or_end
@grown_up
def contact_end(request: UserRequest, pk: int) -> HttpResponse:
    if not may_invite_contact(working_roles(request.user)):
        raise Http404
    contacts = Contact.objects.filter(
        school__in=schools_visible_to(request.user), ended_at=None
    )
    contact = get_object_or_404(contacts.select_related("user", "school"), pk=pk)
    what = _("contactpersoon van %(school)s") % {"school": contact.school}
    return _ask_or_end(
        request,
        contact,
        what,
        lambda: actions.end_contact_of(contact=contact, by=request.user),
    )


@look_or_end
@grown_up
def guardian_end(request: UserRequest, pk: int) -> HttpResponse:
    guardians = Guardian.objects.filter(
        traject__in=trajects_visible_to(request.user), ended_at=None
    )
    guardian = get_object_or_404(
        guardians.select_related("user", "traject__pupil"), pk=pk
    )
    # The page names a parent, whom not everybody who sees the traject may see.
    if not may_guide(standings(guardian.traject, request.user)):
        raise Http404
    if request.method != "POST":
        traject_id = guardian.traject_id
        record_view(traject_id=traject_id, page="guardian", by=request.user)
    what = _("%(capacity)s van %(pupil)s") % {
        "capacity": guardian.capacity,
        "pupil": guardian.traject.pupil,
    }
    return _ask_or_end(
        request,
        guardian,
        what,
        lambda: actions.end_guardianship_of(guardian=guardian, by=request.user),
    )


def _ask_or_end(
    request: UserRequest,
    right: Role | Contact | Guardian,
    what: str,
    end: Callable[[], list[Device]],
) -> HttpResponse:
    if request.method != "POST":
        devices = devices_resting_on(right)
        for number in {device.traject_id for device in devices if device.traject_id}:
            record_view(traject_id=number, page="device", by=request.user)
        context = {
            "right": right,
            "what": what,
            "devices": devices,
            "back": _page_of(right),
        }
        return render(request, "lessons/right_end.html", context)
    ended = end()
    messages.success(request, _("Beëindigd: %(what)s.") % {"what": what})
    if ended:
        labels = ", ".join(device.label for device in ended)
        messages.info(request, _("Ook ontkoppeld: %(devices)s.") % {"devices": labels})
    return redirect(_page_of(right))


def _page_of(right: Role | Contact | Guardian) -> str:
    if isinstance(right, Contact):
        return f"/scholen/{right.school_id}/"
    if isinstance(right, Guardian):
        return f"/trajecten/{right.traject_id}/"
    return "/mensen/"
