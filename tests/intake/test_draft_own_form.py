"""A form that is old keeps what was typed; a form from elsewhere is refused."""

from __future__ import annotations

import pytest
from django.test import Client

from sio.intake.models import Application, Draft
from tests.intake.conftest import Applicant, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict(els):
    """Els's draft, in a browser whose token for forms has lapsed."""
    els.save("wie", role="parent", applicant_name="Els")
    client = Client(enforce_csrf_checks=True)
    client.cookies = els.client.cookies
    client.cookies.pop("__Host-sio_csrf", None)
    return Applicant(client)


def press(applicant, headers, **typed):
    window = applicant.screen("leerling")
    applicant.client.cookies.pop("__Host-sio_csrf", None)
    return applicant.client.post(
        "/aanvraag/leerling/", {**window.hidden, **typed}, headers=headers
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver"},
    ],
)
def test_a_lapsed_token_does_no_harm(strict, headers):
    response = press(strict, headers, pupil_first_name="Tuur")
    assert response.status_code == 302
    assert strict.draft.answers["pupil_first_name"] == "Tuur"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
    ],
)
def test_a_form_from_elsewhere_changes_nothing(strict, headers):
    response = press(strict, headers, pupil_first_name="Tuur")
    assert response.status_code == 403
    assert "core.csrf" in response.content.decode()
    assert "pupil_first_name" not in strict.draft.answers


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}])
def test_a_browser_that_says_nothing_gets_all_of_it_back(strict, headers):
    response = press(strict, headers, pupil_first_name="Tuur")
    assert response.status_code == 403
    assert "druk nog eens" in text_of(response)
    assert "Tuur" in text_of(response)
    assert "pupil_first_name" not in strict.draft.answers


def test_and_one_more_press_keeps_it(strict):
    response = press(strict, {}, pupil_first_name="Tuur")
    token = response.cookies["__Host-sio_csrf"].value
    assert token
    page = response.content.decode()
    secret = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    again = strict.client.post(
        "/aanvraag/leerling/",
        {"pupil_first_name": "Tuur", "csrfmiddlewaretoken": secret},
    )
    assert again.status_code == 302
    assert strict.draft.answers["pupil_first_name"] == "Tuur"


def test_an_unsure_press_sends_and_wipes_nothing(strict):
    for door in ("opbergen", "wissen"):
        strict.client.post(f"/aanvraag/{door}/")
        assert Draft.objects.count() == 1
        assert "Els" in strict.summary()
    response = strict.client.post("/aanvraag/verzenden/")
    assert response.status_code == 403
    assert "Er is nog niets verzonden" in text_of(response)
    assert not Application.objects.exists()
