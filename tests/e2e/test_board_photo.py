"""Photos and files travel beside picture and sound, and outlive a cut in the middle."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.sides import together

CUT_S = 3
# A board full of noise: about three megabytes, so that there is a middle to cut.
NOISY = """() => {
  const write = HTMLCanvasElement.prototype.toBlob;
  HTMLCanvasElement.prototype.toBlob = function (done, type) {
    const pen = this.getContext("2d");
    const noise = pen.createImageData(this.width, this.height);
    for (let i = 0; i < noise.data.length; i += 1)
      noise.data[i] = i % 4 === 3 ? 255 : Math.random() * 256;
    pen.putImageData(noise, 0, 0);
    write.call(this, done, type, 0.9);
  };
}"""
IN_THE_MIDDLE = "() => document.querySelector('progress.file-bar')?.value > 5"
PICTURE = "sio-viewer img.viewer__picture"
WORKSHEET = b"%PDF-1.7\n" + bytes(range(256)) * 300
HOMEWORK = "Mijn taak: 3 × 14 = 42\n".encode()


@pytest.fixture
def settings_of_server(turn):
    return turn.settings


def test_a_photo_and_files_arrive_whole(lesson, home, klas, turn, shot, tmp_path):
    klas.page.evaluate(NOISY)
    home.press_more("Foto")
    home.page.wait_for_function(IN_THE_MIDDLE)
    with turn.away(CUT_S):
        klas.reads("Tuur kreeg een foto van het bord")
        home.reads("Even weg")
        shot(home.page, "home-photo-cut")
    expect(home.page.locator(PICTURE)).to_be_visible()
    shot(home.page, "home-board-photo")
    shot(klas.page, "class-shutter")
    sizes = home.page.evaluate(
        f"() => {{ const one = document.querySelector('{PICTURE}');"
        "return [one.naturalWidth, one.naturalHeight] }"
    )
    assert sizes == klas.page.evaluate(
        "() => { const one = document.querySelector('sio-mirror video');"
        "return [one.videoWidth, one.videoHeight] }"
    )
    expect(home.page.get_by_role("link", name="Bewaren")).to_have_count(0)
    home.page.locator("sio-viewer").get_by_role("button", name="Klaar").click()
    together(home, klas)
    sends(klas, "werkblad.pdf", WORKSHEET)
    home.page.get_by_role("button", name="De klas stuurde een blad").click()
    assert saved(home, "werkblad.pdf", tmp_path) == WORKSHEET
    shot(home.page, "home-files")
    home.page.locator("#files-choose").set_input_files(
        {"name": "taak.txt", "mimeType": "text/plain", "buffer": HOMEWORK}
    )
    assert saved(klas, "taak.txt", tmp_path) == HOMEWORK
    shot(klas.page, "class-files")
    refuses(klas, "spel.html", b"<!doctype html><script>alert(1)</script>")
    together(home, klas)


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
