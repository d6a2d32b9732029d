"""A heartbeat: who says nothing is not waited for."""

from __future__ import annotations

import pytest

from sio.lessons.live import endpoint, line

pytestmark = pytest.mark.django_db(transaction=True)
SOON_S = 0.05


def test_line_that_falls_silent_is_ended_and_may_come_back(
    page, agreed, home_device, monkeypatch
):
    monkeypatch.setattr(line, "SILENCE_S", SOON_S)
    with page(home_device) as home:
        assert home.close_code() == 4408


def test_page_that_never_says_who_it_is_is_let_go(
    opened, agreed, home_device, monkeypatch
):
    monkeypatch.setattr(endpoint, "FIRST_WORD_S", SOON_S)
    with opened(home_device) as socket:
        assert socket.receive()["code"] == 4400


def test_side_across_sees_that_a_silent_line_is_gone(
    page, agreed, home_device, class_device, monkeypatch
):
    with page(class_device) as klas:
        monkeypatch.setattr(line, "SILENCE_S", SOON_S)
        with page(home_device) as home:
            assert klas.hear("other")["there"] is True
            assert home.close_code() == 4408
            assert klas.hear("other")["there"] is False
