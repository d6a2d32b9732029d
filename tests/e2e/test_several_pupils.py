"""Three pupils of one class, each at home, and one device in the classroom."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from sio.core.sides import Side
from tests.classmates import classmate
from tests.conftest import paired
from tests.e2e.axe import violations
from tests.e2e.browsers import SLOW, launch
from tests.e2e.cut import offline
from tests.e2e.frames import ClassFrame, all_meet, pane
from tests.e2e.sides import HomeWindow, together, until

NAMES = ("Tuur", "Bo", "Cas")
CUT_S = 4
LAPTOP, SMALL = {"width": 1366, "height": 768}, {"width": 1024, "height": 768}
BOARD, MIRROR = "sio-picture video", "sio-mirror video"
PICTURE = "sio-viewer img.viewer__picture"
# What the class's camera can, and what it was opened at: a second frame holds it there.
CAN, FILMS = [3840, 2160], [1920, 1080]
SIZE_OF = """one => [
  one.naturalWidth ?? one.videoWidth,
  one.naturalHeight ?? one.videoHeight,
]"""
# The largest and the darkest picture from now on, and each word that was on the screen.
FOLLOW = """video => {
  const pen = new OffscreenCanvas(8, 8).getContext("2d", { willReadFrequently: true });
  const seen = (window.seen = { widest: 0, lightest: 255, frames: 0, words: "" });
  const look = () => {
    pen.drawImage(video, 0, 0, 8, 8);
    const { data } = pen.getImageData(0, 0, 8, 8);
    const light = Math.max(...data.filter((_, i) => i % 4 !== 3));
    seen.widest = Math.max(seen.widest, video.videoWidth);
    seen.lightest = Math.min(seen.lightest, light);
    seen.frames += 1;
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  const read = () => (seen.words += `${document.body.innerText}\n`);
  new MutationObserver(read).observe(document.body, { childList: true, subtree: true });
}"""
DARK = 24
# A line may be away for a moment on a busy machine; the camera may not.
LOST = ("Geen beeld", "Geen camera", "Camera bezet", "Camera mag niet")


@pytest.fixture(scope="module")
def home_browser(playwright):
    browser = launch(playwright, SLOW)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def class_browser(playwright):
    browser = launch(playwright, SLOW)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def own_browser(playwright):
    """Bo's: its network is its own."""
    browser = launch(playwright, SLOW)
    yield browser
    browser.close()


@pytest.fixture
def homes(open_window, home_browser, own_browser, server, agreed, carla, home_device):
    """Of Tuur, Bo and Cas."""
    mates = [classmate(agreed, name) for name in NAMES[1:]]
    devices = [home_device] + [
        paired(carla, side=Side.HOME, traject=one, label="Tablet") for one in mates
    ]
    windows = []
    browsers = (home_browser, own_browser, home_browser)
    for device, browser in zip(devices, browsers, strict=True):
        window = open_window(HomeWindow, browser, server.url)
        window.is_device(device)
        windows.append(window)
    return windows


@pytest.fixture
def frames(homes, klas):
    """All are there: one press in class, one in each home."""
    klas.open()
    klas.page.set_viewport_size(LAPTOP)
    return all_meet(klas, dict(zip(NAMES, homes, strict=True)))


def test_three_pupils_are_in_class_at_once(homes, klas, frames, shot):
    shot(klas.page, "class-three")
    assert violations(klas.page) == []
    tuur, bo, cas = homes
    # The second is noticed while the first stands large.
    klas.press("Toon Tuur groot")
    assert pane(klas, "Tuur").bounding_box()["width"] > LAPTOP["width"] / 2
    bo.press("Hand opsteken")
    expect(pane(klas, "Bo").locator("[data-state]")).to_have_text(
        "Bo steekt de hand op"
    )
    expect(klas.page.locator("[data-news]")).to_have_text("Bo steekt de hand op")
    shot(klas.page, "class-three-large")
    klas.page.set_viewport_size(SMALL)
    shot(klas.page, "class-three-large-1024")
    klas.press("Toon Tuur groot")
    shot(klas.page, "class-three-1024")
    frames[1].press("Gezien")
    bo.reads("De klas heeft je hand gezien")
    for other in (tuur, cas):
        other.reads_no("De klas heeft je hand gezien")
    # Nothing of one pupil goes to another: each home has what the class alone sends.
    for home in homes:
        until(lambda home=home: home.ask("open()") == 1)
        shown = re.findall(r"\w+", home.page.locator(".stage").inner_text())
        assert "Geluid" in shown
        assert not {*NAMES} & {*shown}  # whole words: "boom" may be one of the signs


def test_the_network_of_one_home_goes_and_the_others_go_on(
    homes, klas, frames, own_browser
):
    tuur, bo, cas = homes
    with offline(own_browser, CUT_S):
        expect(pane(klas, "Bo").locator("[data-state]")).to_have_text("Bo is even weg")
        for other in (tuur, cas):
            other.sees_and_hears()
            other.reads_no("Even weg")
        for name in ("Tuur", "Cas"):
            expect(pane(klas, name).locator("[data-state]")).to_have_text("verbonden")
    together(bo, frames[1])
    expect(pane(klas, "Bo").locator("[data-state]")).to_have_text("verbonden")
    # Each is still the line that it was.
    sides = (*homes, *frames)
    assert [side.ask("peers.length") for side in sides] == [1] * len(sides)


def test_one_page_is_loaded_anew_and_the_others_go_on(homes, klas, frames):
    tuur, bo, cas = homes
    for frame in frames:
        frame.page.evaluate("() => { window.isOld = true }")
    frames[1].page.evaluate("() => location.reload()")
    tuur.sees_and_hears()
    cas.sees_and_hears()
    klas.page.wait_for_timeout(200)
    again = ClassFrame(klas, "Bo")
    together(bo, again)
    old = [frame.page.evaluate("() => window.isOld") for frame in (*frames, again)]
    assert [old[0], old[2], old[3]] == [True, True, None]
    assert [frames[0].ask("peers.length"), frames[2].ask("peers.length")] == [1, 1]
    bo.press("Stoppen")
    expect(pane(klas, "Bo").locator("[data-state]")).to_have_text("nog niet verbonden")
    together(tuur, frames[0])
    together(cas, frames[2])


def test_a_photo_is_of_all_that_the_camera_sees_though_three_frames_hold_it(
    homes, klas, frames, shot
):
    assert films(frames) == [FILMS] * 3
    for side in (*homes, *frames):
        side.page.locator(BOARD).first.evaluate(FOLLOW)
    for asks, frame in zip(homes[:2], frames[:2], strict=True):
        frames_before = [home.page.evaluate("seen.frames") for home in homes]
        asks.press_more("Foto")
        # Above the symbols: what is over in a moment can be refused at once.
        for key in ("Niet deze foto", "Geen foto's meer in deze les"):
            expect(frame.button(key)).to_be_in_viewport(ratio=0.9)
        expect(asks.page.locator(PICTURE)).to_be_visible()
        assert asks.page.locator(PICTURE).evaluate(SIZE_OF) == CAN
        shot(klas.page, "class-three-photo")
        asks.page.locator("sio-viewer").get_by_role("button", name="Klaar").click()
        # The camera is as it was, for all of them, and so is what they see of it.
        until(lambda: films(frames) == [FILMS] * 3)
        for home, before in zip(homes, frames_before, strict=True):
            assert home.page.evaluate("seen.frames") > before
            home.sees_and_hears()
    for side in (*homes, *frames):
        seen = side.page.evaluate("seen")
        assert seen["lightest"] > DARK, "a picture went dark"
        assert not [word for word in LOST if word in seen["words"]]
    assert max(home.page.evaluate("seen.widest") for home in homes) <= FILMS[0]
    sides = (*homes, *frames)
    assert [side.ask("peers.length") for side in sides] == [1] * len(sides)


def films(frames) -> list[list[int]]:
    return [frame.page.locator(MIRROR).evaluate(SIZE_OF) for frame in frames]
