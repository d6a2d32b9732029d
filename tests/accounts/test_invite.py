from __future__ import annotations

from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from sio.accounts.actions import PersonBlocked, invite_person
from sio.accounts.models import User
from sio.accounts.queries import roles_of


def test_a_new_person_is_made_and_mailed(
    cora, django_capture_on_commit_callbacks, settings
):
    settings.PUBLIC_URL = "https://sio.example"
    with django_capture_on_commit_callbacks(execute=True):
        user = invite_person(email="Nieuw@Example.org", name="Nieuw", by=cora)
    assert (user.email, user.name) == ("nieuw@example.org", "Nieuw")
    assert not user.has_usable_password()
    [message] = mail.outbox
    assert message.to == ["nieuw@example.org"]
    assert message.subject == "Je bent uitgenodigd bij sio"
    assert "Cora nodigt je uit" in message.body
    assert "https://sio.example/aanmelden/" in message.body


def test_who_is_known_keeps_name_and_language(cora, paula):
    user = invite_person(email="PAULA@example.org", name="X", language="fr", by=cora)
    assert user == paula
    assert (user.name, user.language) == ("Paula", "nl-be")
    assert User.objects.filter(email__iexact="paula@example.org").count() == 1


def test_who_was_switched_off_stays_out(
    cora, paula, django_capture_on_commit_callbacks
):
    User.objects.filter(pk=paula.pk).update(is_active=False)
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(PersonBlocked),
    ):
        invite_person(email=paula.email, name="Paula", by=cora)
    assert mail.outbox == []


class NoMail(EmailBackend):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such mailbox")})


@pytest.mark.django_db(transaction=True)
def test_an_address_that_is_refused_stands_in_the_list_and_the_person_stays(
    as_user, cora, settings, caplog
):
    settings.EMAIL_BACKEND = f"{__name__}.NoMail"
    new = {"name": "Nele", "email": "nele@example.org", "language": "fr"}
    client = as_user(cora)
    response = client.post("/mensen/nieuw/", new | {"kind": "consultant"})
    assert response.headers["Location"] == "/mensen/"
    assert roles_of(User.objects.get(name="Nele")) == {"consultant"}
    assert "nele@example.org" in client.get("/post/").content.decode()
    assert "nele" not in caplog.text


def test_the_command_makes_the_first_coordinator(db, capsys):
    call_command("invite_staff", "Eerste@example.org", "Eerste")
    call_command("invite_staff", "eerste@example.org", "Eerste")
    user = User.objects.get()
    assert roles_of(user) == {"coordinator"}
    assert capsys.readouterr().out.splitlines()[-1] == "eerste@example.org: coordinator"


@pytest.mark.parametrize(
    "arguments", [["geen adres", "X"], ["a@b.be", "X", "--role=x"]]
)
def test_the_command_refuses_nonsense(db, arguments):
    with pytest.raises(CommandError):
        call_command("invite_staff", *arguments)
    assert not User.objects.exists()
