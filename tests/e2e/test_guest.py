"""The consultant as a guest: let in by two presses, seen by all, put out by one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.sides import GrownUp, together, until

# Three new frames of each of these pictures.
FRAMES = """
  (css) => Promise.all([...document.querySelectorAll(css)].map(
    (video) => new Promise((done) => {
      let left = 3;
      const next = () =>
        left-- > 0 ? video.requestVideoFrameCallback(next) : done(video.videoWidth);
      next();
    }),
  ))
"""
# Over how many of the open connections somebody's sound comes in.
VOICES = """
  async () => {
    const isHeard = ({ type, kind, packetsReceived }) =>
      type === "inbound-rtp" && kind === "audio" && packetsReceived > 10;
    let count = 0;
    for (const peer of story.peers)
      if (peer.connectionState === "connected")
        count += [...(await peer.getStats()).values()].filter(isHeard).length;
    return count;
  }
"""
# How our server closes the socket of who may not come in.
CLOSED_WITH = """
  (path) => new Promise((done) => {
    const socket = new WebSocket(new URL(path, location.href.replace(/^http/, "ws")));
    socket.onclose = ({ code }) => done(code);
  })
"""
# How much of the screen's width the tile takes; and whether its key is in sight.
SHARE = "(tile) => tile.getBoundingClientRect().width / innerWidth"
KEY_IN_SIGHT = """(key) => {
  const { left, top, right, bottom } = key.getBoundingClientRect();
  const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return bottom <= innerHeight && right <= innerWidth && key.contains(at);
}"""
SIZES = ((1024, 768), (1366, 768), (1920, 1080))
OPEN = "() => story.peers.filter((peer) => peer.connectionState !== 'closed').length"


def sees(page, css, count):
    """So many of these pictures move."""
    expect(page.locator(css)).to_have_count(count)
    assert all(width > 0 for width in page.evaluate(FRAMES, css))


def is_large_in_class(klas, shot):
    """Whatever the screen; the chat beside it has its room too."""
    tile = klas.page.locator("sio-guest-tile")
    for width, height in SIZES:
        klas.page.set_viewport_size({"width": width, "height": height})
        assert tile.evaluate(SHARE) == pytest.approx(0.38, abs=0.005)
        assert klas.button("Wegsturen").evaluate(KEY_IN_SIGHT)
        shot(klas.page, f"class-guest-{width}")
    klas.press("Schrijven")
    expect(klas.page.get_by_role("log")).to_be_visible()
    assert tile.evaluate(SHARE) < 0.3
    klas.press("Schrijven")
    klas.page.set_viewport_size({"width": 390, "height": 844})
    assert tile.evaluate(SHARE) > 0.9
    assert klas.button("Wegsturen").evaluate(KEY_IN_SIGHT)


@pytest.fixture
def carla_at_work(grown_up, agreed, carla):
    """At the page of a guest, camera and microphone allowed, waiting."""
    window = grown_up(carla)
    window.permit("camera", "microphone")
    window.open(f"/trajecten/{agreed.pk}/gast/")
    window.press("Klaar om erbij te komen")
    window.reads("Je wacht tot je erbij mag")
    return window


def test_a_guest_comes_in_by_two_presses_and_goes_by_one(
    lesson, home, klas, carla, carla_at_work, shot
):
    guest, name = carla_at_work, str(carla)
    assert guest.page.evaluate(OPEN) == 0
    home.press_more("Iemand erbij vragen")
    home.reads(f"Je vroeg {name} erbij")
    klas.reads(f"Mag {name} erbij?")
    shot(klas.page, "class-guest-asked")
    assert violations(klas.page) == []
    guest.reads("Je wacht tot je erbij mag")
    klas.press(f"Ja, {name} mag erbij")
    guest.reads("Je bent erbij")
    for side in (home, klas):
        side.reads(f"{name} van")
        sees(side.page, "sio-guest-tile video", 1)
        until(lambda side=side: side.page.evaluate(VOICES) == 2)
        assert violations(side.page) == []
    sees(guest.page, ".guest-page__tile video:not([data-mine])", 2)
    until(lambda: guest.page.evaluate(VOICES) == 2)
    assert violations(guest.page) == []
    for side, page in (("home", home.page), ("class", klas.page), ("own", guest.page)):
        shot(page, f"{side}-guest")
    is_large_in_class(klas, shot)
    klas.press("Wegsturen")
    home.reads(f"{name} is weg")
    guest.reads("Je bent niet meer in de les")
    assert guest.page.evaluate(OPEN) == 0
    for side in (home, klas):
        expect(side.page.locator("sio-guest-tile")).to_have_count(0)
        until(lambda side=side: side.page.evaluate(OPEN) == 1)
    together(home, klas)


def test_nobody_else_gets_in(lesson, home, klas, agreed, carla, chris, grown_up):
    other: GrownUp = grown_up(chris)
    other.allow("404")
    assert other.open(f"/trajecten/{agreed.pk}/gast/").title()
    other.reads_no("Klaar om erbij te komen")
    klas.press_more("Iemand erbij vragen")
    home.press(f"Ja, {carla} mag erbij")
    klas.reads(f"{carla} komt eraan")
    assert other.page.evaluate(CLOSED_WITH, f"/ws/gast/{agreed.pk}/") == 4404
    home.press("Wegsturen")
    klas.reads(f"{carla} is weg")
