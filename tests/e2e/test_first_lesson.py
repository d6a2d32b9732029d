"""From nothing to a lesson: log in, codes, pairings, agreements, two presses."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from sio.devices.models import Device, PairingCode
from sio.lessons.models import Use
from sio.trajects.models import Acceptance
from tests.e2e.sides import ClassWindow, HomeWindow, together, until

SECRET = "JBSWY3DPEHPK3PXP"  # tests/conftest.py, `person`
STEP_S = 30  # RFC 6238


@pytest.fixture
def home(open_window, home_browser, server):
    """A tablet that nobody has paired."""
    return open_window(HomeWindow, home_browser, server.url)


@pytest.fixture
def klas(open_window, class_browser, server):
    return open_window(ClassWindow, class_browser, server.url)


def mailed_code(server):
    """The newest code in the mail."""
    mails = sorted((server.folder / "mail").glob("*.log"))
    found = [re.search(r"^([A-Z0-9-]{6,9})$", mail.read_text(), re.M) for mail in mails]
    return found[-1][1] if found and found[-1] else None


def logs_in(person, user, server, *, second_step):
    """With a mailed code, and for staff a code of their app."""
    person.open()
    person.fills("Je e-mailadres", user.email)
    person.press("Mail me een code")
    person.reads("Kijk in je mailbox")
    person.fills("Code uit de mail", until(lambda: mailed_code(server)))
    person.press("Aanmelden")
    if second_step:
        code = format_hotp_value(hotp_value(SECRET, int(time.time()) // STEP_S))
        person.fills("Code uit je app", code)
        person.press("Aanmelden")
    person.follows("Tuur Peeters")


def pairs(side, link, label):
    """Opens the link, sees the code already there, and presses."""
    side.open(link)
    side.page.get_by_label("Hoe heet dit toestel?").fill(label)
    assert PairingCode.objects.filter(used_at=None).exists(), "opening uses it up"
    side.press("Koppel dit toestel")
    side.reads("Gelukt! Dit toestel is gekoppeld.")


def link_of(consultant, press):
    consultant.press(press)
    link = consultant.page.get_by_role("link", name="/koppelen/#")
    address = link.get_attribute("href")
    consultant.follows("Terug naar het traject")
    return address


def accepts(person):
    person.follows("Lezen en aanvaarden")
    person.fills("Ik doe dit als", "zoals het hoort")
    for box in person.page.get_by_role("checkbox").all():
        box.check()
    person.press("Ik aanvaard deze afspraken")
    person.reads("Bedankt. De afspraken zijn aanvaard.")


def test_from_first_pairing_to_first_lesson(
    home, klas, grown_up, server, traject, carla, paula, sofie, shot
):
    consultant = grown_up()
    logs_in(consultant, carla, server, second_step=True)
    pairs(home, link_of(consultant, "Toestel thuis koppelen"), "Tablet van Tuur")
    pairs(klas, link_of(consultant, "Toestel in de klas koppelen"), "Klasset")
    assert Device.objects.filter(revoked_at=None).count() == 2
    home.reads("Thuis moet iemand de afspraken goedkeuren. Je ouder kan dat.")

    parent, contact = grown_up(), grown_up()
    logs_in(parent, paula, server, second_step=False)
    accepts(parent)
    home.comes_back()
    home.reads("De school moet de afspraken goedkeuren.")
    home.reads_no("Thuis moet iemand de afspraken goedkeuren.")
    logs_in(contact, sofie, server, second_step=False)
    accepts(contact)
    assert Acceptance.objects.filter(traject=traject).count() == 2
    for side in (home, klas):
        side.comes_back()  # else it looks within a minute
    klas.press_enter()
    home.press_enter()
    together(home, klas)
    shot(home.page, "home-lesson")
    shot(klas.page, "class-lesson")
    home.press("Stoppen")
    klas.reads("Tuur is uit de les gegaan")
    for side in (home, klas):
        side.ask("ended()")

    until(lambda: Use.objects.filter(traject=traject).exists())
    use = Use.objects.get()
    assert use.stopped_at > use.started_at
    consultant.page.reload()
    consultant.reads("Elke verbinding")


def test_a_code_works_once(home, klas, grown_up, server, traject, carla):
    consultant = grown_up(carla)
    consultant.open(f"/trajecten/{traject.pk}/")
    link = link_of(consultant, "Toestel thuis koppelen")
    pairs(home, link, "Tablet")
    klas.allow("status of 422")
    klas.open(link)
    klas.press("Koppel dit toestel")
    klas.reads("code")
    assert Device.objects.count() == 1
