"""Opening and closing school years for applications, with stock and capacity."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sio.accounts.http import UserRequest, grown_up, posted
from sio.accounts.queries import working_roles
from sio.casework.queries.capacity import capacity
from sio.core.time import today
from sio.intake import rules
from sio.intake.actions import change_window
from sio.intake.actions.windows import WindowMoved
from sio.intake.forms.windows import WindowForm, start_of
from sio.intake.models import Application, WindowChange
from sio.intake.queries.days import counts_per_day
from sio.intake.queries.windows import (
    Window,
    last_counts,
    window_changes_visible_to,
    windows_now,
)

HISTORY = 30  # decisions shown


@require_safe
@grown_up
def window_list(request: UserRequest) -> HttpResponse:
    roles = working_roles(request.user)
    if not rules.may_see_windows(roles):
        raise Http404
    context = {
        "windows": windows_now(today()),
        **_stock(),
        "changes": window_changes_visible_to(request.user)[:HISTORY],
        "may_change": rules.may_change_windows(roles),
    }
    return render(request, "casework/window_list.html", context)


@require_http_methods(["GET", "POST"])
@grown_up
def window_change(request: UserRequest, year: int) -> HttpResponse:
    """Form, then what the public will read, then the change: `stap` says which."""
    window = _window_or_404(request, year)
    form = WindowForm(posted(request), initial=start_of(window))
    if form.is_bound and request.POST.get("gezien", "") != str(window.seen or ""):
        form.add_error(None, WindowMoved().message)
    step = request.POST.get("stap", "")
    if not form.is_valid():
        return _show_form(request, window, form, status=422 if form.is_bound else 200)
    if step == "bewaar":
        return _save(request, window, form)
    if step == "terug":
        return _show_form(request, window, form)
    soon = Window(year, form.cleaned_data["state"], form.instance)
    context = {"window": window, "form": form, "soon": soon, "texts": _texts(soon)}
    return render(request, "casework/window_preview.html", context)


def _save(request: UserRequest, window: Window, form: WindowForm) -> HttpResponse:
    chosen = form.cleaned_data
    change_window(
        year=window.year,
        state=chosen["state"],
        reason=chosen["reason"],
        texts=form.texts,
        sets_free=chosen["sets_free"],
        seen=window.seen,
        by=request.user,
    )
    state = WindowChange.State(chosen["state"]).label
    said = _("Schooljaar %(year)s: %(state)s.") % {"year": window.label, "state": state}
    messages.success(request, said)
    return redirect("casework:windows")


def _show_form(
    request: UserRequest, window: Window, form: WindowForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "window": window,
        "form": form,
        **_stock(),
    }
    return render(request, "casework/window_form.html", context, status=status)


def _stock() -> dict[str, Any]:
    """What whoever decides has beside the form: capacity, and the last counts."""
    return {
        "capacity": capacity(today(), _applications()),
        "counts": last_counts(today()),
    }


def _texts(window: Window) -> list[tuple[str, str, str]]:
    """Code and own name of each language, and what the public reads in it."""
    names = dict(settings.LANGUAGES)
    return [(code, names[code], text) for code, text in window.texts]


def _window_or_404(request: UserRequest, year: int) -> Window:
    if rules.may_change_windows(working_roles(request.user)):
        for window in windows_now(today()):
            if window.year == year:
                return window
    raise Http404


def _applications() -> list[tuple[date, int]]:
    """How many came in on each day: numbers, of whoever they are."""
    return counts_per_day(Application.objects.all(), "received_at")
