"""The figures of today, and of the coming months: for our own eyes."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from sio.accounts.http import UserRequest, grown_up
from sio.accounts.queries import working_roles
from sio.casework.rules import may_see_today, sees_all
from sio.core.curves import Curves, Series, curves
from sio.core.time import today
from sio.statistics.forecast import LEAST, SHARE_PERCENT
from sio.statistics.forms.board import BoardForm, ForecastForm
from sio.statistics.queries.areas import REGION, Choice
from sio.statistics.queries.board import board_of
from sio.statistics.queries.months import Month
from sio.statistics.queries.outlook import SHOWN_AHEAD, Outlook, outlook_of
from sio.statistics.rules import may_see_dashboard
from sio.trajects.rules import may_start

MONTHS_DRAWN = 18  # of the past, before the coming ones


@require_safe
@grown_up
def board(request: UserRequest) -> HttpResponse:
    """What runs, began, ended, waits, is late or stands still; as it was chosen."""
    _check_may_see(request)
    form = BoardForm.asked(request.GET.dict())
    if not form.is_valid():
        return _refused(request, "board", form)
    choice = form.choice
    found = board_of(choice, today())
    context = {
        "form": form,
        "choice": choice,
        "is_by_region": choice.by == REGION,
        "now": today(),
        "found": found,
        "links": _links(request, choice),
        "charts": _charts(found.months),
    }
    return render(request, _page(request, "board"), context)


@require_safe
@grown_up
def forecast(request: UserRequest) -> HttpResponse:
    """The coming months with a range, and how wrong that was before."""
    _check_may_see(request)
    form = ForecastForm.asked(request.GET.dict())
    if not form.is_valid():
        return _refused(request, "forecast", form)
    chosen = form.cleaned_data
    found = outlook_of(today(), province=chosen["provincie"], level=chosen["niveau"])
    context = {
        "form": form,
        "found": found,
        "known": len(found.history.numbers),
        "least": LEAST,
        "share": SHARE_PERCENT,
        "ahead": SHOWN_AHEAD,
        "chart": _coming_chart(found) if found.coming else None,
        "past_chart": _past_chart(found) if found.past else None,
    }
    return render(request, _page(request, "forecast"), context)


def _check_may_see(request: UserRequest) -> None:
    if not may_see_dashboard(working_roles(request.user)):
        raise Http404


def _page(request: UserRequest, name: str) -> str:
    return f"statistics/{name}.html" + ("#rows" if request.htmx else "")


def _refused(request: UserRequest, name: str, form: ForecastForm) -> HttpResponse:
    """A choice that there is not, as in an old address: all figures would mislead."""
    return render(request, _page(request, name), {"form": form}, status=422)


def _links(request: UserRequest, choice: Choice) -> dict[str, str]:
    """Where each number can be looked at one by one; of all, and for who may see it."""
    roles = working_roles(request.user)
    if not choice.is_all or not may_start(roles):
        return {}
    links = {"waiting": reverse("casework:waiting")}
    if may_see_today(roles) and sees_all(roles):
        day = reverse("casework:today")
        links["late"] = reverse("casework:overdue")
        links["not_begun"] = f"{day}?groep=first_lesson"
        links["unused"] = f"{day}?groep=unused"
    return links


def _charts(months: list[Month]) -> dict[str, Curves]:
    names = [_short(month.first) for month in months]
    pairs = {
        "running": [(one.ran, one.ran_before) for one in months],
        "began": [(one.began, one.began_before) for one in months],
        "ended": [(one.ended, one.ended_before) for one in months],
    }
    return {
        what: curves(
            names,
            [
                Series("before", [before for _now, before in rows]),
                Series("now", [now for now, _before in rows]),
            ],
        )
        for what, rows in pairs.items()
    }


def _coming_chart(found: Outlook) -> Curves:
    """The last months as they were, and the coming ones after them."""
    numbers = found.history.numbers[-MONTHS_DRAWN:]
    start = len(found.history.numbers) - len(numbers)
    months = [found.history.month(start + place) for place in range(len(numbers))]
    coming = [one.expected for one in found.coming]
    # The range begins where the known ends, so that it is no island.
    gap: list[int | None] = [None] * (len(numbers) - 1)
    last = numbers[-1]
    empty: list[int | None] = [None] * len(coming)
    return curves(
        [_short(month) for month in (*months, *(one.month for one in found.coming))],
        [
            Series("now", [*numbers, *empty]),
            Series("said", [*gap, last, *(one.middle for one in coming)]),
        ],
        band=(
            [*gap, last, *(one.low for one in coming)],
            [*gap, last, *(one.high for one in coming)],
        ),
        level=found.stock.sets if found.stock else None,
    )


def _past_chart(found: Outlook) -> Curves:
    tried = [one.tried for one in found.past]
    return curves(
        [_short(one.month) for one in found.past],
        [
            Series("said", [one.expected.middle for one in tried]),
            Series("now", [one.real for one in tried]),
        ],
        band=(
            [one.expected.low for one in tried],
            [one.expected.high for one in tried],
        ),
    )


def _short(month: date) -> str:
    """As it stands under a chart: "sep 25"."""
    return date_format(month, "M y")
