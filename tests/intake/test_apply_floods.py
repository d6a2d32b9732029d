"""Programs and floods: slowed down or led along, while a hospital works on."""

from __future__ import annotations

import pytest
from django.test import Client

from sio.intake.models import Application, Draft
from tests.intake.conftest import COOKIE, Applicant, text_of

pytestmark = pytest.mark.django_db
HOSPITAL = {"REMOTE_ADDR": "203.0.113.9"}
TRAP = "bericht_kop"


def begin(client, **typed):
    return client.post("/aanvraag/wie/", {"applicant_name": "Els", **typed})


def test_a_program_gets_the_same_answer_and_nothing_is_kept(client):
    person = begin(Client())
    program = begin(client, **{TRAP: "Buy"})
    assert program.status_code == person.status_code
    assert program.headers["Location"] == person.headers["Location"]
    assert COOKIE not in program.cookies
    assert Draft.objects.count() == 1


def test_nobody_sees_or_reaches_the_trap(els):
    page = els.client.get("/aanvraag/wie/").content.decode()
    trap = page.split('class="trap"')[1].split("</div>")[0]
    assert 'aria-hidden="true"' in trap
    assert 'tabindex="-1"' in trap
    assert 'autocomplete="off"' in trap


def test_a_trapped_sending_sends_nothing_and_loses_nothing(els):
    els.fill()
    response = els.client.post("/aanvraag/verzenden/", {TRAP: "Buy"}, follow=True)
    assert "nog niet verzonden" in text_of(response)
    assert not Application.objects.exists()
    assert els.send().headers["Location"] == "/aanvraag/ontvangen/"


def test_sixty_people_of_one_hospital_begin_in_an_hour(db):
    for _ in range(60):
        assert begin(Client(**HOSPITAL)).status_code == 302
    late = begin(Client(**HOSPITAL), applicant_name="Fatima")
    assert late.status_code == 422
    assert "intake.too_many_drafts" in late.content.decode()
    assert "Fatima" in text_of(late)  # nothing that was typed is lost
    assert begin(Client()).status_code == 302  # elsewhere it works


def test_who_has_begun_works_on_while_others_may_not_begin(db):
    hospital = Applicant(Client(**HOSPITAL))
    hospital.save("wie", role="hospital")
    for _ in range(70):
        begin(Client(**HOSPITAL))
    hospital.fill("hospital")
    assert hospital.send().headers["Location"] == "/aanvraag/ontvangen/"


def test_an_hour_takes_thirty_applications_of_one_network(db):
    for _ in range(30):
        Applicant.filled("hospital").send()
    assert Application.objects.count() == 30
    late = Applicant.filled("hospital")
    response = late.send()
    assert response.status_code == 422
    assert "intake.too_many_sent" in response.content.decode()
    assert "Tuur" in late.summary()
    assert Application.objects.count() == 30


def test_no_page_asks_anybody_else_whether_this_is_a_person(els):
    els.fill()
    for path in ("", "wie/", "nazicht/"):
        policy = els.client.get(f"/aanvraag/{path}")["Content-Security-Policy"]
        assert "script-src 'self'" in policy
