"""Asking for a code and typing it: the same two screens for whatever it opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language

from sio.core.errors import DomainError
from sio.intake.codes import AnyRequest, Mail, mail_code, use_code
from sio.intake.forms.code import AddressForm, CodeForm


@dataclass(frozen=True, slots=True)
class Door:
    """What a code opens: its purpose, words, addresses of its two screens and its mail.

    `subject_of` gives what this mailbox may open, or None.
    """

    purpose: str
    title: str | Promise
    intro: str | Promise
    ask: str  # names of addresses
    enter: str
    template: str
    subject_of: Callable[[str], int | None]


def ask_page(request: HttpRequest, door: Door) -> HttpResponse:
    """The address; then, whether we know it or not, the screen for the code."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _screen(request, door, form, 422 if form.is_bound else 200)
    email: str = form.cleaned_data["email"]
    mail = Mail(to=email, template=door.template, language=get_language() or "")
    try:
        handle = mail_code(
            purpose=door.purpose,
            mail=mail,
            subject=door.subject_of(email),
            request=cast(AnyRequest, request),
        )
    except DomainError as error:
        return _screen(request, door, form, 422, error=error)
    return _screen(
        request, door, CodeForm(initial={"handle": handle}), 200, email=email
    )


def subject_opened(request: HttpRequest, door: Door) -> int | HttpResponse:
    """What the typed code opens, or the screen again with why it opens nothing."""
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _screen(request, door, form, 422)
    try:
        return use_code(
            purpose=door.purpose,
            handle=form.cleaned_data["handle"],
            typed=form.cleaned_data["code"],
        )
    except DomainError as error:
        return _screen(request, door, form, 422, error=error)


def _screen(
    request: HttpRequest,
    door: Door,
    form: AddressForm | CodeForm,
    status: int,
    **more: Any,
) -> HttpResponse:
    is_code = isinstance(form, CodeForm)
    template = "intake/code.html" if is_code else "intake/address.html"
    return render(request, template, {"door": door, "form": form} | more, status=status)
