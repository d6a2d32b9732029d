"""The log of contacts of one file."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sio.accounts.http import UserRequest, grown_up, posted
from sio.casework import rules
from sio.casework.actions.contact import Contact, log_contact, strike_contact
from sio.casework.actions.weighing import PermissionMissing
from sio.casework.forms.contact import ContactForm, StrikeForm
from sio.casework.models import ContactMoment
from sio.casework.queries.contact import (
    contacts_of_file,
    first_contact_of,
    reached_of,
)
from sio.casework.queries.reach import reach_of
from sio.casework.queries.weighing import physician_may_be_asked
from sio.core.access_log import record_view
from sio.trajects.models import Traject
from sio.trajects.queries import standings, trajects_visible_to
from sio.trajects.rights import Standings
from sio.trajects.workflow import State

ATTEMPTED = {ContactMoment.With.FAMILY, ContactMoment.With.SCHOOL}


@require_http_methods(["GET", "POST"])
@grown_up
def contacts(request: UserRequest, pk: int) -> HttpResponse:
    traject, mine = _visible(request, pk)
    form = ContactForm(posted(request), traject=traject)
    if form.is_valid() and _is_logged(request, traject, form):
        return redirect("casework:contacts", traject.pk)
    record_view(traject_id=traject.pk, page="contacts", by=request.user)
    context = {
        "traject": traject,
        "form": form,
        "moments": contacts_of_file(traject),
        "reached": reached_of(traject),
        "reach": reach_of(traject),
        "first_contact": first_contact_of(traject),
        "may_log": rules.may_log_contact(mine),
        "physician_allowed": physician_may_be_asked(traject),
        "attempt_key": uuid.uuid4(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "casework/contacts.html", context, status=status)


@require_POST
@grown_up
def attempt(request: UserRequest, pk: int) -> HttpResponse:
    traject, _mine = _visible(request, pk)
    with_whom = request.POST.get("with_whom", "")
    if with_whom not in ATTEMPTED:
        raise Http404
    contact = Contact(
        with_whom=with_whom,
        how=ContactMoment.How.PHONE,
        reached=False,
        happened_at=timezone.now(),
        key=_key(request.POST.get("key", "")),
    )
    _log(request, traject, contact)
    return redirect("casework:contacts", traject.pk)


@require_http_methods(["GET", "POST"])
@grown_up
def strike(request: UserRequest, pk: int, contact_pk: int) -> HttpResponse:
    traject, _mine = _visible(request, pk)
    moment = get_object_or_404(traject.contact_moments, pk=contact_pk)
    form = StrikeForm(posted(request))
    if form.is_valid():
        strike_contact(
            moment=moment, reason=form.cleaned_data["reason"], by=request.user
        )
        messages.success(request, _("Het contact is doorgestreept."))
        return redirect("casework:contacts", traject.pk)
    record_view(traject_id=traject.pk, page="contacts", by=request.user)
    context = {"traject": traject, "moment": moment, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "casework/contact_strike.html", context, status=status)


def _visible(request: UserRequest, pk: int) -> tuple[Traject, Standings]:
    """The file, for who may see what was said; a school finds no such page."""
    traject = get_object_or_404(trajects_visible_to(request.user), pk=pk)
    mine = standings(traject, request.user)
    if not rules.may_see_casework(mine):
        raise Http404
    return traject, mine


def _key(text: str) -> uuid.UUID:
    """That of the form, so that a second press is no second attempt."""
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


def _is_logged(request: UserRequest, traject: Traject, form: ContactForm) -> bool:
    """False if the family did not allow it; then the form says so, and keeps all."""
    try:
        _log(request, traject, Contact(**form.cleaned_data))
    except PermissionMissing as error:
        form.add_error("with_whom", error.message)
        return False
    return True


def _log(request: UserRequest, traject: Traject, contact: Contact) -> None:
    before = traject.state
    log_contact(traject=traject, contact=contact, by=request.user)
    if before != traject.state == State.CONTACT:
        done = _("Genoteerd. Gezin en school zijn gesproken: de eerste stap is klaar.")
        messages.success(request, done)
    else:
        messages.success(request, _("Genoteerd."))
