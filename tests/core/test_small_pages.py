from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import formats, translation


def test_health_reaches_the_database(client, db):
    response = client.get("/gezond/")
    assert (response.status_code, response.content) == (200, b"ok")


def test_language_is_kept_in_a_cookie(client):
    response = client.post("/taal/", {"language": "fr", "next": "/gezond/"})
    assert response.headers["Location"] == "/gezond/"
    assert response.cookies["django_language"].value == "fr"


def test_language_does_not_lead_elsewhere(client):
    response = client.post(
        "/taal/", {"language": "fr", "next": "https://evil.example/"}
    )
    assert response.headers["Location"] == "/"


def test_language_refuses_get(client):
    assert client.get("/taal/?language=fr").status_code == 405


def test_a_form_without_token_is_refused_with_an_explanation(db):
    response = Client(enforce_csrf_checks=True).post("/taal/", {"language": "fr"})
    assert response.status_code == 403
    assert "core.csrf" in response.content.decode()


@pytest.mark.parametrize("language", ["nl-be", "fr", "en", "de"])
def test_dates_are_day_first(language):
    with translation.override(language):
        shown = formats.date_format(date(2026, 3, 2), "SHORT_DATE_FORMAT")
        assert shown == ("02.03.2026" if language == "de" else "02/03/2026")
        assert formats.get_format("DATE_INPUT_FORMATS")[0] == "%d/%m/%Y"
        assert formats.get_format("TIME_FORMAT") == "H:i"
