"""Two pupils of one class, each at home, who see and hear each other."""

from __future__ import annotations

import wave

import pytest
from playwright.sync_api import expect

from sio.core.sides import Side
from tests.classmates import classmate, say_yes
from tests.conftest import paired, person
from tests.e2e.axe import violations
from tests.e2e.browsers import SLOW, launch
from tests.e2e.frames import all_meet
from tests.e2e.sides import HomeWindow, together, until

SIZES = {"1366": (1366, 768), "1024": (1024, 768), "390": (390, 844)}
A_BEEP = 0.01
BOTH = "Bo en Tuur zien en horen elkaar"
# The small picture of the other: three more frames of it were shown.
MOVES = """() => new Promise((done, fail) => {
  const video = document.querySelector("sio-mates video");
  setTimeout(() => fail(new Error(`stands still: ${video?.readyState}`)), 45000);
  let count = 3;
  const next = () => {
    if (count-- > 0) video.requestVideoFrameCallback(next);
    else done(`${video.videoWidth}x${video.videoHeight}`);
  };
  next();
})"""


@pytest.fixture(scope="module")
def home_browser(playwright):
    browser = launch(playwright, SLOW)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def class_browser(playwright, tmp_path_factory):
    """Its microphone gives silence: what is heard at home is a classmate's."""
    silence = tmp_path_factory.mktemp("sound") / "silence.wav"
    with wave.open(str(silence), "wb") as file:
        file.setparams((1, 2, 48000, 0, "NONE", ""))
        file.writeframes(bytes(2 * 48000))
    browser = launch(playwright, SLOW, f"--use-file-for-fake-audio-capture={silence}")
    yield browser
    browser.close()


@pytest.fixture
def bea(db):
    """Bo's mother."""
    return person("Bea")


@pytest.fixture
def traject_of_bo(agreed, paula, bea):
    """Both families said yes."""
    bo = classmate(agreed, "Bo")
    say_yes(agreed, paula)
    say_yes(bo, bea)
    return bo


@pytest.fixture
def homes(open_window, home_browser, server, traject_of_bo, carla, home_device):
    """Of Tuur and Bo."""
    tablet = paired(carla, side=Side.HOME, traject=traject_of_bo, label="Tablet")
    windows = {}
    for name, device in {"Tuur": home_device, "Bo": tablet}.items():
        windows[name] = open_window(HomeWindow, home_browser, server.url)
        windows[name].is_device(device)
    return windows


@pytest.fixture
def frames(homes, klas):
    klas.open()
    klas.page.set_viewport_size({"width": 1366, "height": 768})
    return all_meet(klas, homes)


def hears_something(home):
    """Beeps of the other one; the class itself is silent."""
    before = home.ask("heard()")
    until(lambda: home.ask("heard()") > before + A_BEEP)


def hears_nothing(home):
    """What was under way has come, and no beep in a while that would have one."""
    assert any(is_quiet(home) for _ in range(4))


def is_quiet(home):
    before = home.ask("heard()")
    home.page.wait_for_timeout(700)
    return home.ask("heard()") < before + A_BEEP


def test_they_see_and_hear_each_other_until_one_family_says_no(
    homes, klas, frames, traject_of_bo, grown_up, bea, shot
):
    tuur, bo = homes.values()
    klas.reads(BOTH)
    tuur.reads("Bo ziet en hoort je ook")
    bo.reads("Tuur ziet en hoort je ook")
    for home in (tuur, bo):
        assert home.page.evaluate(MOVES) == "320x240"
        hears_something(home)
        assert home.ask("open()") == 1  # the class's, and none to another home
    assert violations(tuur.page) == []
    for name, (width, height) in SIZES.items():
        for side, window in {"home": tuur, "class": klas}.items():
            window.page.set_viewport_size({"width": width, "height": height})
            shot(window.page, f"{side}-mates-{name}")
    tuur.page.set_viewport_size({"width": 1280, "height": 800})
    # Camera and microphone are off for them too, and nobody hears himself.
    bo.press("Camera is aan")
    bo.press("Micro is aan")
    bo.reads("Tuur is er ook, maar ziet en hoort je niet")
    hears_nothing(tuur)
    bo.press("Camera is uit")
    bo.press("Micro is uit")
    tuur.press_more("Elkaar niet zien en horen")
    for home in (tuur, bo):
        home.reads_no("ziet en hoort je ook")
    hears_nothing(bo)
    tuur.press("Weer samen")
    bo.reads("Tuur ziet en hoort je ook")
    family = grown_up(bea)
    family.open(f"/trajecten/{traject_of_bo.pk}/klasgenoten/")
    family.press("Toch niet meer")
    for home in (tuur, bo):
        home.reads_no("ziet en hoort je ook")
        expect(home.page.locator("sio-mates")).to_have_count(0)
    klas.reads_no(BOTH)
    hears_nothing(tuur)
    for home, frame in zip((tuur, bo), frames, strict=True):
        together(home, frame)
