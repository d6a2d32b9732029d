"""Somebody who fills in an application, in a browser of its own."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core import mail, signing
from django.test import Client

from sio.core.mailbox import index_of
from sio.core.time import school_year, today
from sio.intake.forms.steps import STEPS
from sio.intake.models import Draft
from sio.intake.views.draft_cookie import SALT

COOKIE = "__Host-sio_draft"


def answers(role="parent", **other):
    """Every answer of a complete application, by screen."""
    family = role in ("parent", "pupil")
    agreed = {"family_choice": "on", "family_capacity": "moeder"}
    said = {"family_agrees": "on", "family_name": "Els Peeters"}
    said |= {"family_phone": "0470 12 34 56"}
    screens = {
        "wie": {
            "role": role,
            "applicant_name": "Els Peeters",
            "email": "els@example.org",
            "phone": "0470 12 34 56",
            "language": "nl-be",
        },
        "leerling": {
            "pupil_first_name": "Tuur",
            "pupil_last_name": "Peeters",
            "birth_date": "9/3/2012",
            "postcode": "3000",
            "municipality": "Leuven",
        },
        "school": {"school": "0", "level": "primary", "study_form": "ordinary"}
        | {"school_name": "De Wegwijzer", "school_municipality": "Leuven"},
        "reden": {"reason": "illness", "illness": "Een gebroken heup."}
        | {"certificate": "arranging", "place": "home"},
        "duur": {"school_year": str(school_year(today())), "expected_weeks": "6"},
        "akkoord": agreed if family else said,
    }
    for screen in screens.values():
        screen |= {name: other[name] for name in screen.keys() & other.keys()}
    return screens


class Applicant:
    """A browser; `screen` reads a screen as a person does, with all its fields."""

    def __init__(self, client=None, **headers):
        self.client = client or Client(headers=headers)

    def screen(self, name):
        return Screen(self, name)

    def save(self, name, **typed):
        """Open a screen, type, press."""
        return self.screen(name).press(**typed)

    def fill(self, role="parent", **other):
        for name, typed in answers(role, **other).items():
            response = self.save(name, **typed)
            assert response.status_code == 302, text_of(response)
        return self

    @classmethod
    def filled(cls, role="parent", **other):
        """The same at once, straight in the database."""
        screens = answers(role, **other)
        typed = {name: it for screen in screens.values() for name, it in screen.items()}
        email = typed["email"]
        draft = Draft.objects.create(
            answers=typed, language="nl-be", email=email, email_index=index_of(email)
        )
        applicant = cls()
        applicant.client.cookies[COOKIE] = signing.dumps(draft.token.hex, salt=SALT)
        return applicant

    def send(self):
        return self.client.post("/aanvraag/verzenden/")

    def summary(self):
        return text_of(self.client.get("/aanvraag/nazicht/"))

    def in_other_browser(self):
        return Applicant()

    @property
    def draft(self):
        return Draft.objects.get()


class Screen:
    """One window with one screen, as it was when it was opened."""

    def __init__(self, applicant, name):
        self.applicant, self.path = applicant, f"/aanvraag/{name}/"
        self.name = name
        self.html = applicant.client.get(self.path).content.decode()
        self.hidden = hidden_of(self.html)

    def press(self, **typed):
        shown = {
            name.removeprefix("was-"): value
            for name, value in self.hidden.items()
            if name.startswith("was-")
        }
        response = self.applicant.client.post(
            self.path, {**self.hidden, **shown, **typed}
        )
        if response.status_code != 302 and "autosave" not in typed:
            self.hidden = hidden_of(response.content.decode())
        return response


def hidden_of(html):
    """The hidden fields of a page; those of several values as lists."""
    found = {}
    for tag in re.findall(r'<input type="hidden"[^>]*>', html):
        name = re.search(r'name="([^"]*)"', tag)[1]
        value = unescape(re.search(r'value="([^"]*)"', tag)[1])
        found.setdefault(name, []).append(value)
    found.pop("csrfmiddlewaretoken", None)
    found.pop("next", None)
    return {name: all_ if len(all_) > 1 else all_[0] for name, all_ in found.items()}


def text_of(response):
    """The words of a page, with those that stand in its fields."""
    html = re.sub(
        r"<(head|footer|header).*?</\1>", "", response.content.decode(), flags=re.S
    )
    html = re.sub(r'<input type="hidden"[^>]*>', "", html)
    html = re.sub(r'value="([^"]*)"', r">\1<", html)
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", html).split()))


def mailed_code():
    return re.search(r"^([0-9A-Z]{4}-[0-9A-Z]{4})$", mail.outbox[-1].body, re.M)[1]


@pytest.fixture
def els(db):
    """Tuur's mother, who is nobody to us yet."""
    return Applicant()


def all_screens():
    return [step.name for step in STEPS]
