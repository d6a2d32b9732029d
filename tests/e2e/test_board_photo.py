"""Photos and files travel beside picture and sound, and outlive a cut in the middle."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.sides import together, until

CUT_S = 3
# A quarter of the board is noise: some three megabytes, so that it can be cut midway.
NOISY = """() => {
  const write = HTMLCanvasElement.prototype.toBlob;
  HTMLCanvasElement.prototype.toBlob = function (done, type) {
    const pen = this.getContext("2d");
    const noise = pen.createImageData(this.width / 2, this.height / 2);
    for (let i = 0; i < noise.data.length; i += 1)
      noise.data[i] = i % 4 === 3 ? 255 : Math.random() * 256;
    pen.putImageData(noise, 0, 0);
    write.call(this, done, type, 0.9);
  };
}"""
BOARD, MIRROR = "sio-picture video", "sio-mirror video"
IN_THE_MIDDLE = "() => document.querySelector('progress.file-bar')?.value > 5"
PICTURE = "sio-viewer img.viewer__picture"
# The camera can film 4K, but ten frames a second: the lesson asks it for less.
CAN, FILMS = [3840, 2160], [1920, 1080]
SIZE_OF = """one => [
  one.naturalWidth ?? one.videoWidth,
  one.naturalHeight ?? one.videoHeight,
]"""
FOLLOW = """video => {
  window.widest = video.videoWidth;
  video.onresize = () => (window.widest = Math.max(window.widest, video.videoWidth));
}"""
WORKSHEET = b"%PDF-1.7\n" + bytes(range(256)) * 300
HOMEWORK = "Mijn taak: 3 × 14 = 42\n".encode()


@pytest.fixture
def settings_of_server(turn):
    return turn.settings


def test_a_photo_and_files_arrive_whole(lesson, home, klas, turn, shot, tmp_path):
    klas.page.evaluate(NOISY)
    home.page.locator(BOARD).evaluate(FOLLOW)
    assert klas.page.locator(MIRROR).evaluate(SIZE_OF) == FILMS
    home.press_more("Foto")
    home.page.wait_for_function(IN_THE_MIDDLE)
    with turn.away(CUT_S):
        klas.reads("Tuur kreeg een foto van het bord")
        home.reads("Even weg")
        shot(home.page, "home-photo-cut")
    expect(home.page.locator(PICTURE)).to_be_visible()
    shot(home.page, "home-board-photo")
    assert violations(home.page) == []
    shot(klas.page, "class-shutter")
    is_of_all_that_the_camera_can(home, klas)
    expect(home.page.get_by_role("link", name="Bewaren")).to_have_count(0)
    looks_at_corners(home)
    home.page.locator("sio-viewer").get_by_role("button", name="Klaar").click()
    together(home, klas)
    sends(klas, "werkblad.pdf", WORKSHEET)
    home.page.get_by_role("button", name="De klas stuurde een blad").click()
    assert saved(home, "werkblad.pdf", tmp_path) == WORKSHEET
    shot(home.page, "home-files")
    assert violations(home.page) == []
    home.page.locator("#files-choose").set_input_files(
        {"name": "taak.txt", "mimeType": "text/plain", "buffer": HOMEWORK}
    )
    assert saved(klas, "taak.txt", tmp_path) == HOMEWORK
    shot(klas.page, "class-files")
    assert violations(klas.page) == []
    refuses(klas, "spel.html", b"<!doctype html><script>alert(1)</script>")
    together(home, klas)


def is_of_all_that_the_camera_can(home, klas) -> None:
    """And the film is as it was, here and there."""
    assert home.page.locator(PICTURE).evaluate(SIZE_OF) == CAN
    until(lambda: klas.page.locator(MIRROR).evaluate(SIZE_OF) == FILMS)
    assert home.page.evaluate("widest") <= FILMS[0], "what is sent grew as well"


def looks_at_corners(home) -> None:
    home.press("Recht maken")
    expect(home.button("Hoek linksboven")).to_be_visible()
    assert violations(home.page) == []
    home.press("Niet doen")


def sends(side, name: str, content: bytes) -> None:
    side.press_more("Blad")
    side.page.locator("#files-choose").set_input_files(
        {"name": name, "mimeType": "application/pdf", "buffer": content}
    )
    side.reads("helemaal aangekomen")


def saved(side, name: str, folder: Path) -> bytes:
    card = side.page.locator(".file", has_text=name)
    with side.page.expect_download() as download:
        card.get_by_role("link", name="Bewaren").click()
    assert download.value.suggested_filename == name
    path = folder / f"{side.side}-{name}"
    download.value.save_as(path)
    return path.read_bytes()


def refuses(side, name: str, content: bytes) -> None:
    side.page.locator("#files-choose").set_input_files(
        {"name": name, "mimeType": "text/html", "buffer": content}
    )
    side.reads("In dit bestand kan een programma zitten")
    assert violations(side.page) == []
