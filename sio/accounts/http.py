"""Where HTTP meets our users: the typed request, and the door of every office page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from sio.accounts.models import User
from sio.accounts.queries import roles_of, working_roles
from sio.accounts.rules import is_staff
from sio.core.bounces import coming_back, day_in_words


class UserRequest(HttpRequest):
    """A request behind `grown_up` and HtmxMiddleware."""

    user: User
    htmx: HtmxDetails
    roles: frozenset[str]  # held now, with a second factor


def grown_up(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only for who is logged in; staff must have a second factor or passkey first.

    Stands on every office view. Staff who lack one are led to the page that explains
    it and sets it up.
    """

    @login_required
    @wraps(view)
    def door(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        roles = roles_of(request.user)
        if is_staff(roles) and not working_roles(request.user):
            return redirect("mfa_index")
        request.roles = roles
        return view(request, *args, **kwargs)

    return door


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form binds to: the input of a POST, however empty; else nothing."""
    return request.POST if request.method == "POST" else None


def say_what_comes_back(request: HttpRequest, *addresses: str) -> None:
    """Tell one of our people who just mailed: mail to these addresses comes back.

    The mail was queued all the same. For staff alone: no family learns it of another.
    """
    for address, since in coming_back(addresses).items():
        said = _(
            "Mail naar %(address)s komt terug sinds %(day)s. We proberen het toch, "
            "maar bel ook even."
        )
        messages.warning(
            request, said % {"address": address, "day": day_in_words(since)}
        )
