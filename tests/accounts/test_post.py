"""The coordinator sees which mails did not leave, and what to do about each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from sio.accounts.actions import PostNotAllowed, drop_mail, retry_mail
from sio.accounts.views import MAILS_SHOWN
from sio.core.models import OutgoingMail

pytestmark = pytest.mark.django_db


class Away(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


def refused(address="weg@example.org", **fields):
    kept = {
        "template": "accounts/mail/invitation",
        "subject": "Onderwerp",
        "body": "Het geheim.",
        "state": "failed",
        "reason": "address_refused",
        "tries": 1,
    }
    return OutgoingMail.objects.create(address=address, **kept | fields)


def page(client):
    response = client.get("/post/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_tells_whom_what_and_why_and_never_the_text(as_user, cora):
    refused()
    refused("vol@example.org", state="given_up", reason="busy", tries=9)
    for state, name in (("queued", "wacht"), ("dropped", "klaar")):
        refused(f"{name}@example.org", state=state)
    text = page(as_user(cora))
    assert "weg@example.org" in text
    assert "uitnodiging" in text
    assert "weigert dit adres" in text
    assert "vol@example.org" in text
    assert "misschien is hij vol" in text
    for hidden in ("Onderwerp", "geheim", "wacht@", "klaar@"):
        assert hidden not in text


def test_an_empty_list_says_so(as_user, cora):
    assert "Alle post is vertrokken." in page(as_user(cora))


def test_a_worker_that_is_away_is_told(as_user, cora):
    ago = timezone.now() - timedelta(minutes=16)
    refused(state="queued", next_try_at=ago)
    assert "Eén mail wacht al meer dan een kwartier" in page(as_user(cora))
    refused(state="queued", next_try_at=ago)
    assert "2 mails wachten al meer dan een kwartier" in page(as_user(cora))


def test_a_long_list_is_cut_and_says_of_how_many(as_user, cora):
    for n in range(MAILS_SHOWN + 1):
        refused(f"p{n}@example.org")
    text = page(as_user(cora))
    assert f"De nieuwste {MAILS_SHOWN} van {MAILS_SHOWN + 1}." in text
    assert "p0@example.org" not in text


def test_as_many_queries_with_three_as_with_one(
    as_user, cora, django_assert_num_queries
):
    client = as_user(cora)
    for count in (1, 3):
        while OutgoingMail.objects.count() < count:
            refused()
        with django_assert_num_queries(9):
            page(client)


def test_who_comes_from_trajects_finds_the_list(as_user, cora, carla):
    assert 'href="/post/"' in as_user(cora).get("/beheer/").content.decode()
    assert 'href="/post/"' not in as_user(carla).get("/beheer/").content.decode()


@pytest.mark.parametrize("name", ["carla", "hans", "sofie", "paula"])
def test_others_do_not_find_it(name, request, as_user):
    user, mail = request.getfixturevalue(name), refused()
    client = as_user(user)
    assert client.get("/post/").status_code == 404
    for what in ("poging", "weg"):
        assert client.post(f"/post/{mail.pk}/{what}/").status_code == 404
    for action in (retry_mail, drop_mail):
        with pytest.raises(PostNotAllowed):
            action(mail=mail, by=user)
    mail.refresh_from_db()
    assert (mail.state, mail.body) == ("failed", "Het geheim.")


def test_a_stranger_is_sent_to_log_in(client):
    assert client.get("/post/").headers["Location"].startswith("/aanmelden/")


@pytest.mark.parametrize("what", ["poging", "weg"])
def test_looking_changes_nothing(what, as_user, cora):
    assert as_user(cora).get(f"/post/{refused().pk}/{what}/").status_code == 405


@pytest.mark.parametrize("what", ["poging", "weg"])
def test_the_second_press_is_told(what, as_user, cora):
    mail, client = refused(), as_user(cora)
    assert client.post(f"/post/{mail.pk}/{what}/").headers["Location"] == "/post/"
    response = client.post(f"/post/{mail.pk}/{what}/")
    assert response.status_code == 422
    assert 'data-code="accounts.mail_moved_on"' in response.content.decode()


def test_trying_again_sends_it(as_user, cora, django_capture_on_commit_callbacks):
    mail = refused(tries=9, state="given_up")
    with django_capture_on_commit_callbacks(execute=True):
        as_user(cora).post(f"/post/{mail.pk}/poging/")
    assert [one.to for one in django_mail.outbox] == [["weg@example.org"]]
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.reason) == ("sent", 1, "")


def test_trying_again_in_vain_starts_the_three_days_anew(
    as_user, cora, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    mail = refused(tries=9, state="given_up")
    with django_capture_on_commit_callbacks(execute=True):
        as_user(cora).post(f"/post/{mail.pk}/poging/")
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.reason) == ("queued", 1, "server_away")


def test_laying_aside_empties_it(as_user, cora):
    mail = refused()
    as_user(cora).post(f"/post/{mail.pk}/weg/")
    mail.refresh_from_db()
    assert (mail.state, mail.subject, mail.body) == ("dropped", "", "")
    assert "Alle post is vertrokken." in page(as_user(cora))
