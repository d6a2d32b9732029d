"""Asks for the pages of the office in turn, and says how long each took.

Run by `office` inside `manage.py shell`.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict

from django.test import Client

from benchmarks.office_pages import PAGES, Page
from sio.accounts.models import Role, User
from sio.casework.models import Round
from sio.core.memory import settle
from sio.core.time import today
from sio.trajects.models import Traject
from sio.trajects.workflow import RUNNING

ROUNDS, WARM_UP = 60, 6


def tell() -> None:
    """Print the samples of all pages as JSON; as a server that has started."""
    settle()
    print(json.dumps(samples(ROUNDS)))


def samples(rounds: int) -> dict[str, list[float]]:
    """Milliseconds of server time by page, which take turns: all meet one machine."""
    clients, paths = _clients(), {page.name: _paths(page) for page in PAGES}
    found = defaultdict(list)
    for turn in range(-WARM_UP, rounds):
        for page in PAGES:
            path = paths[page.name][turn % len(paths[page.name])]
            took = _took_ms(clients[page.who], path, page.is_part)
            if turn >= 0:
                found[page.name].append(took)
    return found


def _took_ms(client: Client, path: str, is_part: bool) -> float:
    """How long the server worked. Raises RuntimeError if it is no page."""
    headers = {"HX-Request": "true"} if is_part else {}
    began = time.perf_counter()
    response = client.get(path, headers=headers)
    took = 1000 * (time.perf_counter() - began)
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status_code}")
    return took


def _clients() -> dict[str, Client]:
    """Somebody of each role, logged in."""
    clients = {"nobody": Client()}
    for kind in Role.Kind:
        user = User.objects.filter(roles__kind=kind).earliest("pk")
        clients[kind.value] = Client()
        clients[kind.value].force_login(
            user, "allauth.account.auth_backends.AuthenticationBackend"
        )
    return clients


def _paths(page: Page) -> list[str]:
    """Its addresses; {file} stands for each of the consultant's running files."""
    opened = Round.objects.earliest("pk").pk
    user = User.objects.filter(roles__kind=Role.Kind.CONSULTANT).earliest("pk")
    mine = Traject.objects.filter(assignments__user=user, state__in=RUNNING)
    return [
        path.format(file=pk, person=user.pk, round=opened, day=today())
        for path in page.paths
        for pk in (mine.values_list("pk", flat=True) if "{file}" in path else [0])
    ]
