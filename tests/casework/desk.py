"""What the tests of weighing, deciding and letters have in common."""

from __future__ import annotations

import re
from html import unescape

from django.core import mail
from django.utils import timezone

from sio.casework.models import ContactMoment, FamilyWord
from sio.core.mailbox import index_of
from sio.core.time import today
from sio.intake.models import Application
from sio.trajects.models import BreakGlass, Traject
from sio.trajects.workflow import State

SECRET = "Heeft elke dinsdag chemo in Gasthuisberg."


def in_state(traject, state=State.FEASIBILITY, **facts):
    Traject.objects.filter(pk=traject.pk).update(state=state, **facts)
    traject.refresh_from_db()
    return traject


def spoken(traject, by, *sides, at=None):
    """Family and school were both reached, or only these sides."""
    for side in sides or ("family", "school"):
        ContactMoment.objects.create(
            traject=traject,
            with_whom=side,
            how="phone",
            reached=True,
            happened_at=at or timezone.now(),
            by=by,
        )


def chosen(traject, kind="choice", **fields):
    told = {"name": "Els", "how": "phone", "given_on": today()} | fields
    return FamilyWord.objects.create(traject=traject, kind=kind, **told)


def in_emergency(user, traject):
    ends_at = timezone.now() + timezone.timedelta(minutes=30)
    BreakGlass.objects.create(user=user, traject=traject, reason="x", ends_at=ends_at)
    return user


def applied(traject, role="parent", language="nl-be", **answers):
    """The application that the file began with."""
    told = {"applicant_name": "Els Peeters"} | answers
    application = Application.objects.create(
        reference=f"SIO-{traject.pk}",
        language=language,
        role=role,
        school_year=traject.school_year,
        level="primary",
        answers=told,
        email="els@example.org",
        email_index=index_of("els@example.org"),
    )
    Traject.objects.filter(pk=traject.pk).update(application=application)
    traject.application = application
    return application


def fields_of(response):
    """What a browser would post back: hidden, typed and long fields."""
    html = response.content.decode()
    found = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and 'type="radio"' not in tag and name[1] != "csrfmiddlewaretoken":
            found[name[1]] = unescape(value[1]) if value else ""
    for name, text in re.findall(
        r'<textarea name="([^"]*)"[^>]*>(.*?)</textarea>', html, re.S
    ):
        found[name] = unescape(text).removeprefix("\n")
    return found


def text_of(response):
    """The words of a page."""
    html = re.sub(
        r"<(head|footer|header)\b.*?</\1>", "", response.content.decode(), flags=re.S
    )
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", html).split()))


def mailed_code():
    return re.search(r"^([0-9A-Z]{4}-[0-9A-Z]{4})$", mail.outbox[-1].body, re.M)[1]


class Desk:
    """Somebody who decides on one file, screen by screen."""

    def __init__(self, client, traject):
        self.client, self.path = client, f"/trajecten/{traject.pk}/besluit/"

    def look(self):
        return self.client.get(self.path)

    def preview(self, first=None, **told):
        kept = fields_of(first or self.look())
        return self.client.post(self.path, {**kept, "stap": "bekijk", **told})

    def press(self, screen, step="verstuur", **typed):
        return self.client.post(self.path, {**fields_of(screen), "stap": step, **typed})
