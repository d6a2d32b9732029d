"""Nothing that was typed is lost: reload, incomplete, impossible, purged, sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from sio.intake.actions.draft import (
    DraftGone,
    DraftSent,
    delete_old_drafts,
    save_section,
)
from sio.intake.answers import Page
from sio.intake.models import Application, Draft
from tests.intake.conftest import COOKIE, Applicant, answers, text_of

pytestmark = pytest.mark.django_db
NOON = "2027-03-02T13:03:00Z"


def test_looking_starts_nothing(els):
    for page in ("", "wie/"):
        assert els.client.get(f"/aanvraag/{page}").status_code == 200
    assert not Draft.objects.exists()
    assert COOKIE not in els.client.cookies


def test_the_first_press_starts_a_draft_of_this_browser_alone(els):
    response = els.save("wie", role="parent", applicant_name="Els")
    assert response.headers["Location"] == "/aanvraag/leerling/"
    cookie = response.cookies[COOKIE]
    assert (cookie["httponly"], cookie["secure"]) == (True, True)
    assert cookie["samesite"] == "Lax"
    assert "Els" in els.summary()
    stranger = Client().get("/aanvraag/nazicht/")
    assert stranger.headers["Location"] == "/aanvraag/"


def test_no_address_names_the_draft_or_its_person(els):
    els.save("wie", role="parent", applicant_name="Els")
    response = els.save("leerling", pupil_first_name="Tuur")
    assert response.headers["Location"] == "/aanvraag/school/"


def test_a_cookie_that_was_made_up_opens_nothing(els):
    els.save("wie", applicant_name="Els")
    other = Client()
    other.cookies[COOKIE] = f"{els.draft.token.hex}:1abcde:made-up"
    assert other.get("/aanvraag/nazicht/").headers["Location"] == "/aanvraag/"


def test_a_reload_shows_what_was_typed(els):
    els.save("wie", role="parent", applicant_name="Els")
    els.save("leerling", pupil_first_name="Tuur", birth_date="9/3/2012")
    page = text_of(els.client.get("/aanvraag/leerling/"))
    assert "Tuur" in page
    assert "9/3/2012" in page


def test_a_screen_may_be_half_filled_in(els):
    els.save("wie", role="parent")
    assert els.save("leerling").status_code == 302
    assert els.save("school", level="primary").status_code == 302


def test_what_cannot_be_right_is_kept_as_typed_and_named(els):
    els.save("wie", role="parent")
    response = els.save("leerling", pupil_first_name="Tuur", birth_date="31/2/2014")
    assert response.status_code == 422
    assert "Die dag bestaat niet." in text_of(response)
    assert 'href="#id_birth_date"' in response.content.decode()
    page = text_of(els.client.get("/aanvraag/leerling/"))
    assert "31/2/2014" in page
    assert "Tuur" in page


def test_saved_at_is_always_in_sight(els):
    with time_machine.travel(NOON, tick=False):
        assert "Nog niets bewaard" in text_of(els.client.get("/aanvraag/wie/"))
        els.save("wie", role="parent")
        for screen in answers():
            page = els.client.get(f"/aanvraag/{screen}/")
            assert "Bewaard om 14:03" in text_of(page)
        assert "Bewaard om 14:03" in els.summary()


def test_typing_is_saved_without_a_press(els):
    window = els.screen("wie")
    response = window.press(applicant_name="Els", autosave="1")
    assert "Bewaard om" in text_of(response)
    window.press(applicant_name="Els Peeters", autosave="1")
    assert window.press(applicant_name="Els").status_code == 302
    assert els.draft.answers["applicant_name"] == "Els"


def test_typing_finds_schools_without_a_press(els, school, other_school):
    els.save("wie", role="parent")
    found = els.screen("school").press(school_search="wegw", autosave="1")
    assert "De Wegwijzer" in text_of(found)
    assert "Het Kompas" not in text_of(found)


def test_a_lapsed_log_in_takes_nothing_along(els, as_user, carla):
    both = Applicant(as_user(carla))
    both.save("wie", applicant_name="Els")
    both.client.cookies.pop("__Host-sio_session")
    assert "Els" in both.summary()


def test_a_draft_is_thrown_away_30_days_after_the_last_touch(els):
    with time_machine.travel(NOON, tick=False) as clock:
        els.save("wie", applicant_name="Els")
        clock.shift(timedelta(days=29))
        els.save("leerling", pupil_first_name="Tuur")
        clock.shift(timedelta(days=30) - timedelta(seconds=1))
        now = Draft.objects.get().touched_at + timedelta(days=30)
        assert delete_old_drafts(now - timedelta(seconds=1)) == 0
        assert delete_old_drafts(now) == 1
    assert not Draft.objects.exists()


def test_an_old_draft_is_gone_even_before_it_is_deleted(els):
    with time_machine.travel(NOON, tick=False) as clock:
        els.save("wie", applicant_name="Els")
        clock.shift(timedelta(days=31))
        response = els.client.get("/aanvraag/nazicht/")
        assert response.headers["Location"] == "/aanvraag/"
    assert Draft.objects.exists()


def test_opened_after_it_was_purged_it_says_so_without_a_name(els):
    els.save("wie", applicant_name="Els", email="els@example.org")
    Draft.objects.all().delete()
    page = text_of(els.client.get("/aanvraag/leerling/", follow=True))
    assert "Je vorige aanvraag bestaat niet meer" in page
    assert "els@example.org" not in page
    assert "Els" not in page


def test_what_is_typed_into_a_purged_draft_starts_a_new_one(els):
    els.save("wie", role="parent")
    window = els.screen("leerling")
    Draft.objects.all().delete()
    response = window.press(pupil_first_name="Tuur")
    assert response.status_code == 302
    page = els.summary()
    assert "Je vorige aanvraag bestaat niet meer" in page
    assert "Tuur" in page


@pytest.mark.parametrize("is_sent", [True, False])
def test_a_draft_that_goes_while_it_is_saved_is_not_written(els, is_sent):
    els.fill()
    draft = els.draft  # as the window read it
    if is_sent:
        els.send()
    else:
        draft.delete()
        draft.pk = 1
    page = Page("w", {"pupil_first_name": "Anders"}, {"pupil_first_name": "Tuur"})
    with pytest.raises(DraftSent if is_sent else DraftGone):
        save_section(draft=draft, page=page)
    assert Draft.objects.count() == is_sent


def test_put_away_this_browser_forgets_and_the_draft_stays(els):
    els.save("wie", email="els@example.org", applicant_name="Els")
    page = text_of(els.client.post("/aanvraag/opbergen/", follow=True))
    assert "deze computer is ze vergeten" in page
    assert "Els" not in text_of(els.client.get("/aanvraag/wie/"))
    assert Draft.objects.exists()


def test_put_away_without_an_address_says_that_it_cannot_be_reached(els):
    els.save("wie", applicant_name="Els")
    page = text_of(els.client.post("/aanvraag/opbergen/", follow=True))
    assert "Zonder e-mailadres" in page


def test_discarded_nothing_is_left(els):
    els.save("wie", email="els@example.org")
    page = text_of(els.client.post("/aanvraag/wissen/", follow=True))
    assert "is gewist" in page
    assert not Draft.objects.exists()


def test_a_second_press_on_the_same_doors_does_no_harm(els):
    els.save("wie", applicant_name="Els")
    for door in ("wissen", "wissen", "opbergen", "opbergen"):
        assert els.client.post(f"/aanvraag/{door}/").status_code == 302


@pytest.mark.parametrize("door", ["opbergen", "wissen", "verzenden"])
def test_the_doors_refuse_to_be_looked_at(els, door):
    assert els.client.get(f"/aanvraag/{door}/").status_code == 405


def test_a_screen_opened_after_the_sending_shows_what_was_sent(els):
    window = els.fill().screen("leerling")
    els.send()
    response = window.press(pupil_first_name="Anders")
    assert response.headers["Location"] == "/aanvraag/ontvangen/"
    assert Application.objects.get().answers["pupil_first_name"] == "Tuur"


def test_what_rests_in_the_database_is_not_readable(els):
    els.fill()
    assert els.draft.answers["pupil_first_name"] == "Tuur"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM intake_draft")
        row = str(cursor.fetchall())
    for word in ("Tuur", "els@example.org", "heup", 'illness": "Een'):
        assert word not in row
