"""Every mail reads well in each language: whole, translated, and without a hole."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from sio.core.mail import known, mail_kind
from sio.core.workflow import Reason

SIO = Path(__file__).resolve().parents[2] / "sio"
LANGUAGES = [code for code, _name in settings.LANGUAGES]
HOLE = "¿"  # stands where a template asks what it was not told
PERSON = {"name": "Zoë"}
CLASS = {"name": "5A", "school": {"name": "De Wegwijzer"}}
# For each mail what its sender tells it. A new mail gets a line here.
TOLD = {
    "accounts/mail/invitation": {"user": PERSON, "by": {"name": "Cora"}},
    "casework/mail/code_round": {"code": "ABCD-EFGH", "minutes": 30},
    "casework/mail/round": {
        "user": PERSON,
        "link": UUID("6ad0fbb1-3b5c-4bd4-8e3c-0c8a3ad2c5a1"),
    },
    "casework/mail/certificate": {
        "person": PERSON,
        "traject_id": 7,
        "until": date(2027, 3, 31),
    },
    "casework/mail/code_letter": {"code": "ABCD-EFGH", "minutes": 30},
    "casework/mail/letter": {"path": "/brief/1/"},
    "casework/mail/ownerless": {"person": PERSON, "count": 2},
    "casework/mail/retirement": {"person": PERSON, "count": 2},
    "devices/mail/lapse": {
        "person": PERSON,
        "school_class": CLASS,
        "devices": [{"label": "Klasset"}],
        "last_day": date(2027, 8, 31),
    },
    "intake/mail/code_resume": {"code": "ABCD-EFGH", "minutes": 30},
    "intake/mail/code_status": {"code": "ABCD-EFGH", "minutes": 30},
    "postbox/mail/ready": {"path": "/trajecten/12/postvak/"},
    "intake/mail/received": {
        "reference": "2026-K7QF-3MPX",
        "status_path": "/aanvraag/stand/",
    },
    "trajects/mail/emergency": {"officer": PERSON, "by": {"name": "Cora"}},
    "trajects/mail/answer": {"traject_id": 12},
    "trajects/mail/message": {"traject_id": 12},
}


@pytest.fixture(autouse=True)
def _holes_are_seen(settings):
    settings.ORGANISATION, settings.PUBLIC_URL = "Ons huis", "https://sio.example"
    settings.HELPDESK_PHONE, settings.HELPDESK_EMAIL = (
        "016 00 00 00",
        "help@sio.example",
    )
    settings.TEMPLATES = deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = HOLE


def mails():
    """All that `send_mail` may be given."""
    found = SIO.glob("*/templates/*/mail/*.txt")
    names = (str(path.relative_to(path.parents[2])) for path in found)
    return sorted(name.removesuffix(".txt") for name in names if "_kind" not in name)


def text_of(mail, language):
    with translation.override(language):
        return render_to_string(f"{mail}.txt", known() | TOLD[mail]).strip()


def test_every_mail_is_looked_at():
    assert mails() == sorted(TOLD)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mail", TOLD)
def test_a_mail_is_whole(mail, language):
    text = text_of(mail, language)
    subject, empty, *body = text.splitlines()
    assert 10 < len(subject) < 100
    assert empty == ""
    assert len(body) > 3
    for leak in (HOLE, "{", "}", "%(", "None", "&#", "&amp;"):
        assert leak not in text, leak
    assert "016 00 00 00" in text
    assert "https://sio.example/" in text


@pytest.mark.parametrize("mail", TOLD)
def test_a_mail_is_in_the_language_of_who_reads_it(mail):
    texts = {text_of(mail, language) for language in LANGUAGES}
    subjects = {text.partition("\n")[0] for text in texts}
    assert len(texts) == len(subjects) == len(LANGUAGES)


@pytest.mark.parametrize("mail", TOLD)
def test_a_mail_has_a_kind_in_each_language(mail):
    kinds = set()
    for language in LANGUAGES:
        with translation.override(language):
            kinds.add(mail_kind(mail))
    assert len(kinds - {"mail"}) > 1


@pytest.mark.parametrize("words", Reason.labels)
def test_why_a_mail_did_not_leave_is_told_in_each_language(words):
    translated = set()
    for language in LANGUAGES:
        with translation.override(language):
            translated.add(str(words))
    assert len(translated) == len(LANGUAGES)


def test_a_hole_is_seen():
    text = render_to_string("accounts/mail/invitation.txt", known())
    assert HOLE in text
