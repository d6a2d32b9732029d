"""Another language in the middle of a screen: what was typed is saved first."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.translation import override

from sio.intake.forms.steps import STEPS
from sio.intake.models import Draft
from tests.intake.conftest import Applicant, all_screens, text_of

pytestmark = pytest.mark.django_db
COOKIE = "django_language"


def switch(screen, code="fr", **typed):
    return screen.press(switch_language=code, **typed)


def title(name, language):
    with override(language):
        return next(str(step.title) for step in STEPS if step.name == name)


def test_it_is_saved_and_the_same_screen_comes_in_the_other_language(els):
    els.save("wie", role="parent", applicant_name="Els")
    response = switch(els.screen("leerling"), pupil_first_name="Tuur")
    assert response.headers["Location"] == "/aanvraag/leerling/"
    assert response.cookies[COOKIE].value == "fr"
    page = text_of(els.client.get("/aanvraag/leerling/"))
    assert title("leerling", "fr") in page
    assert "Tuur" in page
    assert els.draft.answers["pupil_first_name"] == "Tuur"
    assert els.draft.language == "fr"


def test_the_first_words_begin_a_draft_in_that_language(els):
    response = switch(els.screen("wie"), applicant_name="Els")
    assert response.headers["Location"] == "/aanvraag/wie/"
    assert els.draft.answers["applicant_name"] == "Els"
    assert els.draft.language == "fr"


def test_who_only_reads_begins_nothing(els):
    response = switch(els.screen("wie"))
    assert response.headers["Location"] == "/aanvraag/wie/"
    assert title("wie", "fr") in text_of(els.client.get("/aanvraag/wie/"))
    assert not Draft.objects.exists()


def test_the_language_of_the_call_is_another_question(els):
    switch(els.screen("wie"), applicant_name="Els", language="en")
    assert els.draft.answers["language"] == "en"


def test_what_is_not_right_yet_does_not_stop_it(els):
    els.save("wie", role="parent", applicant_name="Els")
    response = switch(els.screen("leerling"), birth_date="31/2/2014")
    assert response.status_code == 302
    assert "31/2/2014" in text_of(els.client.get("/aanvraag/leerling/"))


def test_what_two_windows_differ_on_is_asked_in_the_new_language(els):
    els.save("wie", role="parent", applicant_name="Els")
    one, two = els.screen("leerling"), els.screen("leerling")
    one.press(pupil_first_name="Tuur")
    response = switch(two, pupil_first_name="Arthur")
    assert response.status_code == 422
    assert response.cookies[COOKIE].value == "fr"
    assert response.headers["Content-Language"] == "fr"
    page = text_of(response)
    assert title("leerling", "fr") in page
    assert "Arthur" in page
    assert els.draft.answers["pupil_first_name"] == "Tuur"


def test_what_is_too_long_to_keep_is_shown_again(els):
    els.save("wie", role="parent", applicant_name="Els")
    response = switch(els.screen("reden"), illness="x" * 10_240)
    assert response.status_code == 422
    assert "x" * 10_240 in text_of(response)


def test_a_page_that_stood_open_long_gives_everything_back(els):
    els.save("wie", role="parent", applicant_name="Els")
    strict = Applicant(Client(enforce_csrf_checks=True))
    strict.client.cookies = els.client.cookies
    response = switch(strict.screen("leerling"), pupil_first_name="Tuur")
    assert response.status_code == 403
    assert "Tuur" in text_of(response)
    assert title("leerling", "fr") in text_of(response)


@pytest.mark.parametrize("code", ["", "xx", "fr\0", "x" * 5000])
def test_a_language_that_is_not_ours_changes_nothing(els, code):
    response = switch(els.screen("wie"), code, applicant_name="Els")
    assert response.status_code == 302
    assert COOKIE not in response.cookies
    assert els.draft.answers["applicant_name"] == "Els"


def test_every_screen_saves_and_every_other_page_only_switches(els):
    els.save("wie", role="parent", applicant_name="Els")
    for name in all_screens():
        html = els.client.get(f"/aanvraag/{name}/").content.decode()
        assert html.count('form="saved-form" name="switch_language"') == 4
        assert 'action="/taal/"' not in html
    for path in ("/aanvraag/", "/aanvraag/nazicht/", "/"):
        html = els.client.get(path).content.decode()
        assert 'action="/taal/"' in html
        assert "switch_language" not in html
