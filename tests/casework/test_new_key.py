"""With a new key and without the old one, a mailbox still finds what is its own."""

from __future__ import annotations

import base64
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from sio.casework.models import Letter
from sio.casework.queries.letters import letters_seen_by
from sio.core.mailbox import index_of
from sio.intake.models import Application, Draft
from sio.intake.queries.drafts import applications_of, drafts_of
from sio.trajects.queries import standings

pytestmark = pytest.mark.django_db
NEW = "new:" + base64.b64encode(b"n" * 32).decode()


@pytest.fixture
def kept(settings, traject, paula):
    """An application, a draft and a letter of Paula's, from before the new key."""
    mailbox = {"email": paula.email.upper(), "email_index": index_of(paula.email)}
    application = Application.objects.create(
        reference="x",
        language="nl",
        role="parent",
        school_year=2026,
        **mailbox,
        answers={"a": 1},
        received_at=timezone.now(),
        level="primary",
    )
    draft = Draft.objects.create(language="nl", **mailbox)
    Draft.objects.create(language="nl")  # of nobody yet
    letter = Letter.objects.create(
        traject=traject,
        template="agreed",
        language="nl-be",
        to_email=paula.email,
        email_index=index_of(paula.email),
        subject="x",
        body="y",
    )
    settings.DATA_KEYS = [NEW, *settings.DATA_KEYS]
    return application, draft, letter


def found(user, traject):
    mine = standings(traject, user)
    seen = (
        applications_of(user.email),
        drafts_of(user.email),
        letters_seen_by(mine, user, traject),
    )
    return tuple(rows.get() if rows else None for rows in seen)


def test_a_mailbox_finds_its_own_while_keys_change_and_after(
    kept, traject, paula, settings
):
    assert found(paula, traject) == kept
    call_command("rotate_keys", stdout=StringIO())
    assert found(paula, traject) == kept
    settings.DATA_KEYS = [NEW]
    assert found(paula, traject) == kept
    application, draft, letter = found(paula, traject)
    assert (application.answers, letter.body) == ({"a": 1}, "y")
    assert Draft.objects.exclude(pk=draft.pk).get().email_index == ""


def test_before_the_command_the_old_key_must_stay(kept, traject, paula, settings):
    settings.DATA_KEYS = [NEW]
    assert not applications_of(paula.email).exists()
