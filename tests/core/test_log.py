"""What a visit leaves in our own log: nothing, unless something is broken."""

from __future__ import annotations

import logging

import pytest
from django.test import Client
from django.urls import path

from sio.core import views

pytestmark = pytest.mark.django_db


def broken(_request):
    raise KeyError("a bug")


urlpatterns = [path("stuk/", broken)]
handler500 = views.server_error


@pytest.mark.parametrize(
    ("method", "page", "status"),
    [
        ("get", "/trajecten/12345/", 302),
        ("get", "/ouders/Tuur-Peeters/", 404),
        ("get", "/thuis/", 403),
        ("get", "/thuis/afwezigheid/", 405),
        ("post", "/koppelen/", 422),
        ("post", "/taal/", 403),
    ],
)
def test_a_page_that_somebody_may_not_see_leaves_no_line(caplog, method, page, status):
    client = Client(enforce_csrf_checks=page == "/taal/")
    response = getattr(client, method)(page, {"code": "hallo"})
    assert response.status_code == status
    assert caplog.records == []


@pytest.mark.urls(__name__)
def test_a_fault_of_ours_leaves_one(caplog):
    assert Client(raise_request_exception=False).get("/stuk/").status_code == 500
    [record] = caplog.records
    assert (record.name, record.levelno) == ("django.request", logging.ERROR)
