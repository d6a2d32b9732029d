"""A passkey: set up by who must have one, then enough to log in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from sio.accounts.models import Role
from sio.trajects.models import Assignment
from tests.conftest import person
from tests.e2e.sides import GrownUp

# A finger on the laptop's own reader, that is always the right one.
READER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def nele(traject):
    """Guides Tuur too, but has no second factor yet."""
    user = person("Nele", Role.Kind.CONSULTANT, second_factor=False)
    Assignment.objects.create(user=user, traject=traject)
    return user


@pytest.fixture
def laptop(open_window, home_browser, server, as_user, nele):
    """Nele's, with a finger reader. A passkey wants a name, not an address."""
    url = server.url.replace("127.0.0.1", "localhost")
    window = open_window(GrownUp, home_browser, url)
    window.cookie("sio_session", as_user(nele).cookies["__Host-sio_session"].value)
    return window


def add_reader(window, **different):
    session = window.context.new_cdp_session(window.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": READER | different})


def test_a_consultant_sets_one_up_and_logs_in_with_it(laptop):
    laptop.open()
    add_reader(laptop)
    laptop.reads("Stel een passkey in")

    laptop.follows("Passkey instellen")
    laptop.fills("Naam van de passkey", "Mijn laptop")
    laptop.press("Passkey maken")
    laptop.reads("De passkey is toegevoegd.")
    laptop.press("Gebruik je passkey")
    laptop.reads("Druk ze af of bewaar ze op een veilige plek.")

    laptop.page.goto("/trajecten/")
    laptop.reads("Tuur Peeters")

    laptop.press("Afmelden")
    laptop.page.goto("/aanmelden/")
    laptop.press("Aanmelden met een passkey")
    laptop.reads("Tuur Peeters")


def test_a_wrong_finger_is_told_and_may_try_again(laptop):
    laptop.open()
    add_reader(laptop, isUserVerified=False)
    laptop.follows("Passkey instellen")
    laptop.press("Passkey maken")
    laptop.reads("Dat lukte niet. Probeer het opnieuw")
    assert laptop.button("Passkey maken").is_enabled()


def test_a_press_before_the_script_is_there_sends_no_empty_form(laptop):
    late = []
    laptop.open()
    laptop.page.route("**/office*.js*", lambda route: late.append(route))
    add_reader(laptop, isUserVerified=False)
    with laptop.page.expect_request("**/office*.js*"):
        laptop.follows("Passkey instellen")
    expect(laptop.button("Passkey maken")).to_be_disabled()

    late[0].continue_()
    laptop.press("Passkey maken")
    laptop.reads("Dat lukte niet. Probeer het opnieuw")
