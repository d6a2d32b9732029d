"""Both sides draw on one board, also while the line is away, and each may keep it."""

from __future__ import annotations

import base64
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.sides import together

CUT_S = 4
INKED = """async (picture) => {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const {data} = context.getImageData(0, 0, image.width, image.height);
  return data.filter((value, i) => i % 4 === 0 && value < 128).length;
}"""


@pytest.fixture
def settings_of_server(turn):
    return turn.settings


def board(side):
    return side.page.locator(".draw__board")


def draws(side, height):
    box = board(side).bounding_box()
    mouse = side.page.mouse
    y = box["y"] + height * box["height"]
    mouse.move(box["x"] + 0.2 * box["width"], y)
    mouse.down()
    mouse.move(box["x"] + 0.8 * box["width"], y, steps=8)
    mouse.up()


# In the cut what the other side drew may come by our server, or later.
OWN_ONE = re.compile(r"^Op het tekenbord: lijnen van jou: 1, van de ander: [12]\.$")


def has(side, mine, theirs, text=""):
    words = f"Op het tekenbord: lijnen van jou: {mine}, van de ander: {theirs}.{text}"
    expect(board(side)).to_have_attribute("aria-label", words)


def kept(side, path):
    with side.page.expect_download() as download:
        side.press("Bewaar als foto")
    assert download.value.suggested_filename == "tekenbord.png"
    download.value.save_as(path)
    return path.read_bytes()


def test_both_draw_on_one_board(lesson, home, klas, turn, shot, tmp_path):
    for side in (home, klas):
        side.press("Later vergelijken")
    home.page.keyboard.press("t")
    klas.reads("Aan de andere kant is het tekenbord open.")
    klas.press("Toon het tekenbord")
    draws(home, 0.4)
    has(klas, 0, 1)
    with turn.away(CUT_S):
        draws(home, 0.6)
        klas.press("Oranje")
        draws(klas, 0.8)
        expect(board(klas)).to_have_attribute("aria-label", OWN_ONE)
    together(home, klas)
    has(home, 2, 1)
    has(klas, 1, 2)
    home.page.get_by_role("textbox", name="Tekst").focus()
    home.page.keyboard.type("3 x 14")
    home.page.keyboard.press("Enter")
    has(klas, 1, 2, " Tekst: 3 x 14.")
    for side in (home, klas):
        assert violations(side.page) == []
        shot(side.page, f"{side.side}-drawing")
    picture = kept(klas, tmp_path / "board.png")
    assert picture.startswith(b"\x89PNG")
    assert klas.page.evaluate(INKED, base64.b64encode(picture).decode()) > 1000
    klas.press("Maak leeg")
    klas.press("Ja, maak leeg")
    expect(board(home)).to_have_attribute("aria-label", "Het tekenbord is leeg.")
