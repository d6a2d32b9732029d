"""A class with a camera for its board and one for its room; the pupil sees both."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.browsers import FOLDER, launch
from tests.e2e.sides import ClassWindow, together

# The made-up camera between them gives frames that no encoder takes.
BOARD, ROOM = "fake_device_0", "fake_device_2"
THREE = "--use-fake-device-for-media-stream=device-count=3,fps=10"
# The second picture moves: three more frames of it were shown.
SECOND_MOVES = """() => new Promise((done, fail) => {
  const second = document.querySelector("sio-second");
  const video = second.querySelector("video");
  const seen = () => [second.dataset.standing, video.readyState, video.paused];
  setTimeout(() => fail(new Error(`stands still: ${JSON.stringify(seen())}`)), 45000);
  let count = 3;
  const next = () => {
    if (count-- > 0) video.requestVideoFrameCallback(next);
    else done(video.videoWidth);
  };
  next();
})"""
# After so many frames of the screen the second picture is the large one, and not empty.
SWAP = """async () => {
  const video = document.querySelector("sio-second video");
  const isLarge = () => video.getBoundingClientRect().width > innerWidth / 2;
  const press = new KeyboardEvent("keydown", { key: "w", bubbles: true });
  document.body.dispatchEvent(press);
  for (let frames = 1; frames < 60; frames++) {
    await new Promise((next) => requestAnimationFrame(next));
    if (isLarge() && video.readyState >= 2) return frames;
  }
  return null;
}"""


@pytest.fixture(scope="module")
def two_cameras(playwright):
    browser = launch(playwright, THREE)
    yield browser
    browser.close()


@pytest.fixture
def klas(open_window, two_cameras, server, class_device):
    window = open_window(ClassWindow, two_cameras, server.url)
    window.is_device(class_device)
    window.context.add_init_script(path=FOLDER / "plug.js")
    return window


def choose(klas, camera, use):
    tile = klas.page.get_by_role("group", name=camera)
    tile.get_by_role("radio", name=use).check()


@pytest.fixture
def lesson(home, klas, agreed, shot):
    """Somebody has said once which camera shows what."""
    klas.open()
    klas.reads("Er is een tweede camera")
    klas.press("Camera's en geluid")
    choose(klas, BOARD, "Bord")
    choose(klas, ROOM, "Klas")
    expect(klas.page.locator("video.camera__picture")).to_have_count(3)
    shot(klas.page, "class-cameras")
    assert violations(klas.page) == []
    klas.press("Klaar")
    home.open()
    for side in (klas, home):
        side.press_enter()
    together(home, klas)


def sees_second(home):
    assert home.page.evaluate(SECOND_MOVES) > 0


def test_the_pupil_sees_both_and_swaps_them_in_a_moment(lesson, home, klas, shot):
    sees_second(home)
    klas.sends("audio", "video", "video")
    shot(home.page, "home-two-pictures")
    assert home.page.evaluate(SWAP) <= 2
    expect(klas.page.get_by_text("dit staat groot bij Tuur")).to_have_count(1)
    shot(klas.page, "class-two-pictures")
    home.press("Toon het bord groot")
    expect(home.button("Toon de klas groot")).to_be_visible()
    home.sees()
    klas.comes_back()
    together(home, klas)
    sees_second(home)
    klas.reads_no("staat stil")


def test_the_key_of_the_class_shows_the_room_and_that_of_the_board_the_board(
    lesson, home, klas, shot
):
    second = home.page.locator("sio-second")
    field = home.page.get_by_role("application")
    field.press("+")
    expect(klas.page.locator(".where__part")).to_have_count(1)
    home.press("Klas")
    expect(second).to_have_attribute("data-standing", "large")
    expect(home.button("Bord")).to_be_focused()
    large = klas.page.locator(".mine__one", has_text="dit staat groot bij Tuur")
    expect(large).to_contain_text("Klas")
    shot(home.page, "home-at-room")
    assert violations(home.page) == []
    home.press("Bord")
    expect(second).to_have_attribute("data-standing", "small")
    expect(large).to_contain_text("Bord")
    expect(klas.page.locator(".where__part")).to_have_count(1)
    home.sees()
    klas.press("Wat de camera toont")
    klas.reads("De klas heeft een eigen camera")
    expect(klas.button("Onthoud dit beeld als: Bord")).to_be_visible()
    expect(klas.button("Onthoud dit beeld als: Klas")).to_have_count(0)
    shot(klas.page, "class-spots-two")


@pytest.mark.parametrize(
    ("camera", "ours", "theirs"),
    [
        (BOARD, "Bord: camera losgekoppeld", "Bordcamera losgekoppeld"),
        (ROOM, "Klas: camera losgekoppeld", "Klascamera losgekoppeld"),
    ],
)
def test_one_is_unplugged_and_the_other_goes_on(
    lesson, home, klas, shot, camera, ours, theirs
):
    sees_second(home)
    klas.page.evaluate("label => plug.out(label)", camera)
    klas.reads(ours)
    home.reads(theirs)
    klas.sends("audio", "video")
    (sees_second if camera == BOARD else type(home).sees)(home)
    shot(home.page, f"home-lost-{camera}")
    shot(klas.page, f"class-lost-{camera}")
    klas.page.evaluate("label => plug.in(label)", camera)
    home.reads_no(theirs)
    klas.sends("audio", "video", "video")
    home.sees()
    sees_second(home)


@pytest.fixture
def covered_browser(playwright, tmp_path):
    """Its camera gives one dark frame after the other."""
    pixels = 640 * 360
    frame = bytes([16]) * pixels + bytes([128]) * (pixels // 2)
    head = b"YUV4MPEG2 W640 H360 F10:1 Ip C420\n"
    film = tmp_path / "black.y4m"
    film.write_bytes(head + 2 * (b"FRAME\n" + frame))
    browser = launch(playwright, f"--use-file-for-fake-video-capture={film}")
    yield browser
    browser.close()


def test_a_black_picture_is_said_in_words_to_the_class(
    covered_browser, home, open_window, server, class_device, agreed
):
    klas = open_window(ClassWindow, covered_browser, server.url)
    klas.is_device(class_device)
    for side in (home, klas):
        side.open()
        side.press_enter()
    klas.reads("Bord: zwart beeld. Zit er iets voor de camera?")
    home.reads("Bord: het beeld is niet goed. De klas weet het.")


def test_in_the_break_the_room_is_large_and_then_the_board_again(
    lesson, home, klas, shot
):
    second = home.page.locator("sio-second")
    expect(second).to_have_attribute("data-standing", "small")
    klas.press("Speeltijd")
    expect(second).to_have_attribute("data-standing", "large")
    expect(home.page.locator("sio-picture")).to_have_attribute("data-standing", "off")
    expect(home.page.locator(".swap")).to_have_count(0)
    sees_second(home)
    home.page.keyboard.press("w")
    shot(home.page, "home-recess-two")
    home.hears()
    klas.press("Speeltijd uit")
    expect(second).to_have_attribute("data-standing", "small")
    sees_second(home)
