"""A mother says yes to classmates at home, and takes it back, while pages are open."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.sides import until


def plans_heard_by(window):
    """What each plan said of it, in order, as the page's own socket heard them."""
    heard = []

    def note(frame):
        message = json.loads(frame)
        plan = message.get("plan", message)
        if message["type"] in ("welcome", "plan"):
            heard.append(plan["see_classmates"])

    def listen(socket):
        socket.on("framereceived", note)

    window.context.on("page", lambda page: page.on("websocket", listen))
    return heard


def have_heard(windows, heard, said):
    """Asking a page something lets its events come in."""
    until(lambda: all(one.page.title() for one in windows) and heard == [said] * 2)


def test_both_devices_hear_her_yes_and_her_no_at_once(
    grown_up, home, klas, agreed, paula, shot
):
    heard = [plans_heard_by(one) for one in (home, klas)]
    home.open()
    klas.open()
    have_heard((home, klas), heard, [False])
    mother = grown_up(paula)
    mother.open(f"/trajecten/{agreed.pk}/")
    mother.page.locator("#agreement").locator("..").get_by_role(
        "link", name="Bekijken"
    ).click()
    mother.reads("wordt door geen ander gezien of gehoord")
    assert violations(mother.page) == []
    shot(mother.page, "classmates-asked")
    mother.press("Ja, dat mag")
    mother.reads("Paula (moeder) zei ja op")
    assert violations(mother.page) == []
    have_heard((home, klas), heard, [False, True])
    shot(mother.page, "classmates-yes")
    # By keyboard alone.
    mother.button("Toch niet meer").focus()
    mother.page.keyboard.press("Enter")
    expect(mother.button("Ja, dat mag")).to_be_visible()
    have_heard((home, klas), heard, [False, True, False])
