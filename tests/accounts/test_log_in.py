from __future__ import annotations

import re
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlencode

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.core.handlers.base import BaseHandler
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client, RequestFactory

from sio.core.limits import address_key
from tests.conftest import person


def ask_code(client, email="paula@example.org"):
    return client.post("/aanmelden/", {"email": email}, follow=True)


def mailed_code():
    return re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[-1].body, re.MULTILINE)[0]


def totp_code(secret="JBSWY3DPEHPK3PXP"):
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def give_code(client):
    return client.post("/aanmelden/code/", {"code": mailed_code()}, follow=True)


def test_a_parent_logs_in_with_a_mailed_code(client, paula):
    ask_code(client)
    assert mail.outbox[0].to == ["paula@example.org"]

    response = give_code(client)

    assert response.redirect_chain[-1] == ("/trajecten/", 302)
    assert "Tuur Peeters" in response.content.decode()


def test_a_wrong_code_does_not_log_in(client, paula):
    ask_code(client)
    response = client.post("/aanmelden/code/", {"code": "AAAAAA"})
    assert response.status_code == 200
    assert client.get("/trajecten/").status_code == 302


def test_three_wrong_codes_end_the_code(client, paula):
    ask_code(client)
    for _ in range(3):
        client.post("/aanmelden/code/", {"code": "AAAAAA"})
    give_code(client)
    assert client.get("/trajecten/").status_code == 302


def test_a_code_works_for_three_minutes(client, paula):
    with time_machine.travel("2026-03-02T12:00:00Z", tick=False) as clock:
        ask_code(client)
        clock.shift(3 * 60 + 1)
        give_code(client)
        assert client.get("/trajecten/").status_code == 302


def test_a_new_code_can_be_mailed(client, paula):
    ask_code(client)
    client.post("/aanmelden/code/", {"action": "resend"})
    assert len(mail.outbox) == 2
    assert give_code(client).redirect_chain[-1][0] == "/trajecten/"


def test_an_unknown_address_gets_the_same_page_and_no_mail(client, db, paula):
    known = ask_code(Client())
    unknown = ask_code(client, "niemand@example.org")
    assert unknown.redirect_chain == known.redirect_chain
    assert "niemand@example.org" in unknown.content.decode()
    assert [message.to for message in mail.outbox] == [["paula@example.org"]]


def test_how_long_it_takes_does_not_tell_whether_we_know_an_address(paula):
    """A mail server answers slowly: the mail leaves when the answer is there."""
    handler = BaseHandler()
    handler.load_middleware()
    request = RequestFactory().post("/aanmelden/", {"email": paula.email})
    request._dont_enforce_csrf_checks = True
    response = handler.get_response(request)
    assert response.headers["Location"] == "/aanmelden/code/"
    assert mail.outbox == []
    response.close()
    assert [message.to for message in mail.outbox] == [["paula@example.org"]]


class NoMail(EmailBackend):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such mailbox")})


def test_a_mail_server_that_is_away_is_logged_without_address(
    client, paula, settings, caplog
):
    settings.EMAIL_BACKEND = f"{__name__}.NoMail"
    assert ask_code(client).redirect_chain[-1] == ("/aanmelden/code/", 302)
    assert "mail.failed SMTPRecipientsRefused" in caplog.text
    assert "paula" not in caplog.text


def test_somebody_who_was_switched_off_gets_no_code(client, paula):
    paula.is_active = False
    paula.save(update_fields=["is_active"])
    ask_code(client)
    assert mail.outbox == []


def test_three_codes_a_minute_for_one_address_are_enough(client, paula):
    responses = [ask_code(Client()) for _ in range(4)]
    assert len(mail.outbox) == 3
    assert responses[3].redirect_chain == []


def test_a_school_behind_one_address_is_not_locked_out(db, make_people):
    for user in make_people(60):
        ask_code(Client(), user.email)
    assert len(mail.outbox) == 60


@pytest.fixture
def make_people():
    return lambda count: [person(f"P{n}") for n in range(count)]


def test_staff_give_a_second_step(client, carla):
    ask_code(client, carla.email)
    assert give_code(client).redirect_chain[-1][0] == "/aanmelden/stap-2/"
    assert client.get("/trajecten/").status_code == 302

    response = client.post("/aanmelden/stap-2/", {"code": totp_code()}, follow=True)

    assert response.redirect_chain[-1][0] == "/vandaag/"


def test_a_wrong_second_step_does_not_log_in(client, carla):
    ask_code(client, carla.email)
    give_code(client)
    client.post("/aanmelden/stap-2/", {"code": "000000"})
    assert client.get("/trajecten/").status_code == 302


def test_guessing_the_second_step_stops(client, carla):
    ask_code(client, carla.email)
    give_code(client)
    for _ in range(10):
        client.post("/aanmelden/stap-2/", {"code": "000000"})
    client.post("/aanmelden/stap-2/", {"code": totp_code()})
    assert client.get("/trajecten/").status_code == 302


def test_logging_out_ends_the_session(as_user, paula):
    client = as_user(paula)
    assert client.post("/aanmelden/uit/").status_code == 302
    assert client.get("/trajecten/").status_code == 302


ELSEWHERE = ["https://evil.example/", "//evil.example/", "/\\evil.example/"]


@pytest.mark.parametrize("next_page", ELSEWHERE)
def test_logging_in_and_out_does_not_lead_elsewhere(client, paula, next_page):
    asked = {"email": paula.email, "next": next_page}
    client.post(f"/aanmelden/?{urlencode({'next': next_page})}", asked)
    given = {"code": mailed_code(), "next": next_page}
    response = client.post(f"/aanmelden/code/?{urlencode({'next': next_page})}", given)
    assert response.headers["Location"] == "/begin/"
    response = client.post("/aanmelden/uit/", {"next": next_page})
    assert response.headers["Location"] == "/"


def test_logging_in_leads_to_where_one_was_going(client, paula, traject):
    going = f"/trajecten/{traject.pk}/"
    client.post(f"/aanmelden/?next={going}", {"email": paula.email, "next": going})
    response = client.post("/aanmelden/code/", {"code": mailed_code(), "next": going})
    assert response.headers["Location"] == going


def test_logging_out_by_a_link_asks_first(as_user, paula):
    client = as_user(paula)
    assert client.get("/aanmelden/uit/").status_code == 200
    assert client.get("/trajecten/").status_code == 200


@pytest.mark.parametrize("path", ["/aanmelden/signup/", "/accounts/signup/"])
def test_nobody_signs_up(client, db, path):
    assert client.get(path).status_code == 404


def test_no_address_is_kept_in_the_cache(client, paula):
    ask_code(client)
    keys = " ".join(cache._cache)
    assert "allauth:rl" in keys
    assert "127.0.0.1" not in keys
    assert address_key(client.get("/gezond/").wsgi_request) in keys


def test_the_page_has_no_inline_script(client, db):
    page = client.get("/aanmelden/")
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    html = page.content.decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", html) == []


def test_a_passkey_log_in_gets_its_options(client, db):
    response = client.get("/aanmelden/sleutel/", headers={"Accept": "application/json"})
    assert response.json()["request_options"]["publicKey"]["userVerification"] == (
        "required"
    )


def test_a_false_passkey_is_refused(client, db):
    response = client.post("/aanmelden/sleutel/", {"credential": "{}"}, follow=True)
    assert response.redirect_chain[-1][0] == "/aanmelden/"
    assert client.get("/trajecten/").status_code == 302


def test_the_second_factors_can_be_seen(as_user, carla):
    assert Authenticator.objects.filter(user=carla).count() == 1
    assert as_user(carla).get("/aanmelden/beveiliging/").status_code == 200
