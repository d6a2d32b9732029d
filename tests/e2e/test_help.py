"""The helpdesk looks at a line in figures: both sides are told, and one stops it."""

from __future__ import annotations

import json
import time

from playwright.sync_api import expect

from tests.e2e.sides import meet, until


def sent_by(side):
    """When this browser sent figures; grows while the story goes on."""
    moments = []

    def note(frame):
        if isinstance(frame, str) and json.loads(frame)["type"] == "figures":
            moments.append(time.monotonic())

    def watch(page):
        page.on("websocket", lambda socket: socket.on("framesent", note))

    side.context.on("page", watch)
    return moments


def test_the_helpdesk_sees_figures_until_one_side_stops_it(
    home, klas, agreed, hans, grown_up, shot
):
    sent = {side: sent_by(side) for side in (home, klas)}
    meet(home, klas)
    assert not any(sent.values())
    desk = grown_up(hans)
    desk.open(f"/helpdesk/trajecten/{agreed.pk}/")
    desk.page.get_by_label("het gezin").check()
    desk.page.get_by_label("beeld hapert of blijft weg").check()
    desk.press("Begin met kijken")

    for side in (home, klas):
        side.reads("De helpdesk kijkt mee")
    sides = desk.page.locator(".desk__side")
    for card in (sides.nth(0), sides.nth(1)):
        expect(card.get_by_text("de lijn loopt")).to_be_visible()
        expect(
            card.get_by_role("row", name="Welke weg rechtstreeks goed")
        ).to_be_visible()
        expect(card.get_by_text(" ms", exact=False).first).to_be_visible()
    desk.reads("Wat je kan proberen")
    assert desk.page.locator("video, audio, img[src^=blob]").count() == 0

    home.press("De helpdesk kijkt mee")
    home.reads("geen beeld, geen geluid")
    expect(home.page.get_by_role("dialog").get_by_text("rechtstreeks")).to_be_visible()
    shot(home.page, "home-help")
    home.press("Terug")
    klas.press("De helpdesk kijkt mee")
    klas.press("Stop het meekijken")

    desk.reads("De klas heeft het meekijken gestopt.")
    expect(sides).to_have_count(0)
    stopped = time.monotonic()
    for side in (home, klas):
        side.reads_no("De helpdesk kijkt mee")
        assert sent[side]
    # They would have sent twice more by then.
    until(lambda: home.page.title() and time.monotonic() - stopped > 5)
    for moments in sent.values():
        assert [at for at in moments if at > stopped + 0.5] == []
    home.sees_and_hears()
