"""Who may send much: a paired device of that side, or somebody who is logged in."""

from __future__ import annotations

import asyncio

import pytest
from django.db import OperationalError

from sio.postbox import gate
from sio.postbox.limits import MB, PARCEL_BYTES

MUCH, LITTLE, OTHER = PARCEL_BYTES + MB, MB, 12 * MB


def limit(path, client=None, method="POST"):
    cookies = {} if client is None else client.cookies
    sent = "; ".join(f"{name}={cookie.value}" for name, cookie in cookies.items())
    headers = [(b"cookie", sent.encode())]
    scope = {"type": "http", "method": method, "path": path, "headers": headers}
    return asyncio.run(gate.body_limit_bytes(scope))


@pytest.mark.django_db(transaction=True)
def test_much_is_for_a_box_and_who_is_known(boxes, as_user, paula, at_home, in_class):
    person = as_user(paula)
    assert limit(boxes.home, at_home) == MUCH
    assert limit(boxes.klas, in_class) == MUCH
    assert limit(boxes.person, person) == MUCH
    for path, client in (
        *((boxes.home, in_class), (boxes.home, person), (boxes.klas, at_home)),
        *((boxes.person, at_home), (boxes.home, None), (boxes.person, None)),
    ):
        assert limit(path, client) == LITTLE
    for path in ("/koppelen/", f"{boxes.home}bel/", "/x/postvak/", "/postvak/"):
        assert limit(path, at_home) == OTHER
    assert limit(boxes.home, at_home, method="GET") == OTHER


@pytest.mark.django_db(transaction=True)
def test_while_the_database_is_away_nobody_is_known(boxes, at_home, monkeypatch):
    def away(side, cookies):
        raise OperationalError("away")

    monkeypatch.setattr(gate, "device_of_cookies", away)
    assert limit(boxes.home, at_home) == LITTLE
