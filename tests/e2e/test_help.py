"""The helpdesk looks at a line in figures: both sides are told, and one stops it."""

from __future__ import annotations

import json
import time

from playwright.sync_api import expect

from tests.e2e.axe import violations
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


def fits(page):
    """Beside each other on a laptop; nothing too wide at 200 % or on a telephone."""
    tops = page.locator(".desk__side").evaluate_all(
        "(cards) => cards.map((card) => card.getBoundingClientRect().top)"
    )
    assert tops[0] == tops[1]
    before = page.viewport_size
    for width in (683, 390):
        page.set_viewport_size({"width": width, "height": 844})
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= width
    page.set_viewport_size(before)


def opens_a_question(desk, traject):
    """As for a family that phones."""
    desk.open(f"/helpdesk/trajecten/{traject.pk}/")
    assert violations(desk.page) == []
    desk.page.get_by_label("het gezin").check()
    desk.page.get_by_label("beeld hapert of blijft weg").check()
    desk.press("Begin met kijken")


def sees_figures(desk):
    """Of both sides, judged, and nothing else."""
    for side in desk.page.locator(".desk__side").all():
        expect(side.get_by_text("de lijn loopt")).to_be_visible()
        row = side.get_by_role("row", name="Welke weg rechtstreeks goed")
        expect(row).to_be_visible()
        expect(side.get_by_text(" ms").first).to_be_visible()
    desk.reads("Wat je kan proberen")
    assert desk.page.locator("video, audio, img[src^=blob]").count() == 0
    assert violations(desk.page) == []
    fits(desk.page)


def test_the_helpdesk_sees_figures_until_one_side_stops_it(
    home, klas, agreed, hans, grown_up, shot
):
    sent = {side: sent_by(side) for side in (home, klas)}
    meet(home, klas)
    assert not any(sent.values())
    desk = grown_up(hans)
    opens_a_question(desk, agreed)
    for side in (home, klas):
        side.reads("Helpdesk kijkt mee")
    desk.page.locator(".desk__side").nth(1).wait_for()
    sees_figures(desk)
    shot(desk.page, "desk")

    home.press("Helpdesk kijkt mee")
    expect(home.page.get_by_role("dialog").get_by_text("rechtstreeks")).to_be_visible()
    assert violations(home.page) == []
    home.press("Terug")
    klas.press("Helpdesk kijkt mee")
    klas.press("Stop het meekijken")
    desk.reads("De klas heeft het meekijken gestopt.")
    expect(desk.page.locator(".desk__side")).to_have_count(0)
    stopped = time.monotonic()
    for side in (home, klas):
        side.reads_no("Helpdesk kijkt mee")
        assert sent[side]
    # They would have sent twice more by then.
    until(lambda: home.page.title() and time.monotonic() - stopped > 5)
    assert [at for each in sent.values() for at in each if at > stopped + 0.5] == []
    home.sees_and_hears()
