"""What the words of the figures mean."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sio.accounts.http import UserRequest, grown_up
from sio.accounts.queries import working_roles
from sio.accounts.rules import is_staff
from sio.statistics.aims import AIMS
from sio.statistics.definitions import DEFINITIONS
from sio.statistics.titles import title_of


@require_safe
@grown_up
def definition_list(request: UserRequest) -> HttpResponse:
    """First the aims and their figures, then all words by name, as in a dictionary.

    Releases and cubes name the keys of the words.
    """
    if not is_staff(working_roles(request.user)):
        raise Http404
    words = sorted(
        (one.as_read() for one in DEFINITIONS.values()),
        key=lambda one: one.name.casefold(),
    )
    aims = [
        {
            "aim": aim,
            "figure": title_of(aim.figure),
            "more": [title_of(cube) for cube in aim.cubes[1:]],
        }
        for aim in AIMS
    ]
    context = {"words": words, "aims": aims}
    return render(request, "statistics/definition_list.html", context)
