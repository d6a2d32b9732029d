"""The doors of the demo: each opens again and again, and only while SIO_DEMO is on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from sio.accounts.models import Role, User
from sio.core.sides import Side
from sio.lessons import demo, demo_classmates
from sio.lessons.views.device_cookie import give_cookie

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def only_in_demo(view: View[P]) -> View[P]:
    """404 anywhere else, whatever the demo data in the database."""

    @wraps(view)
    def door(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not settings.SIO_DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return door


@require_GET
@only_in_demo
def class_door(_request: HttpRequest) -> HttpResponse:
    demo.load_demo()
    response = redirect("lessons:class")
    give_cookie(response, Side.CLASS, demo.credential_of(Side.CLASS))
    return response


@require_GET
@only_in_demo
def home_door(_request: HttpRequest) -> HttpResponse:
    demo.load_demo()
    response = redirect("lessons:home")
    give_cookie(response, Side.HOME, demo.credential_of(Side.HOME))
    return response


@require_GET
@only_in_demo
def classmates_class_door(_request: HttpRequest) -> HttpResponse:
    demo_classmates.load_classmates()
    response = redirect("lessons:class")
    credential = demo_classmates.credential_of(demo_classmates.CLASS)
    give_cookie(response, Side.CLASS, credential)
    return response


@require_GET
@only_in_demo
def classmate_door(_request: HttpRequest, number: int) -> HttpResponse:
    """The home of the first or the second; of one browser it is one home at a time."""
    demo_classmates.load_classmates()
    response = redirect("lessons:home")
    name = demo_classmates.PUPILS[number]
    give_cookie(response, Side.HOME, demo_classmates.credential_of(name))
    return response


@require_GET
@only_in_demo
def consultant_door(request: HttpRequest) -> HttpResponse:
    demo.load_demo()
    return _enter(request, demo.consultant())


@require_GET
@only_in_demo
def parent_door(request: HttpRequest) -> HttpResponse:
    demo.load_demo()
    return _enter(request, demo.person(*demo.GUARDIAN))


@require_GET
@only_in_demo
def school_door(request: HttpRequest) -> HttpResponse:
    demo.load_demo()
    return _enter(request, demo.person(*demo.CONTACT))


@require_GET
@only_in_demo
def coordinator_door(request: HttpRequest) -> HttpResponse:
    demo.load_demo()
    return _enter(request, demo.staff(Role.Kind.COORDINATOR))


@require_GET
@only_in_demo
def privacy_door(request: HttpRequest) -> HttpResponse:
    demo.load_demo()
    return _enter(request, demo.staff(Role.Kind.PRIVACY), "/inzage/")


@require_GET
@only_in_demo
def helpdesk_door(request: HttpRequest) -> HttpResponse:
    demo.load_demo()
    return _enter(request, demo.staff(Role.Kind.HELPDESK), "/helpdesk/")


@require_GET
@only_in_demo
def policy_door(request: HttpRequest) -> HttpResponse:
    demo.load_demo()
    return _enter(request, demo.staff(Role.Kind.POLICY), "/cijfers/")


def _enter(request: HttpRequest, who: User, to: str = "/trajecten/") -> HttpResponse:
    login(request, who, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(to)
