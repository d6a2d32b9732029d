"""Two pages of paper, photographed askew, are handed in as one PDF."""

from __future__ import annotations

import base64

from playwright.sync_api import expect

from tests.e2e.sides import together

# A sheet on a table, seen from aside, as a tablet's camera gives it.
SHEET = """(words) => {
  const canvas = document.createElement("canvas");
  canvas.width = 1200; canvas.height = 900;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#5b4634";
  pen.fillRect(0, 0, 1200, 900);
  pen.fillStyle = "#e9e6dc";
  pen.beginPath();
  const corners = [[260, 120], [980, 90], [1040, 820], [180, 780]];
  for (const [x, y] of corners) pen.lineTo(x, y);
  pen.fill();
  pen.fillStyle = "#24324f";
  pen.font = "48px sans-serif";
  for (let line = 0; line < 7; line += 1) pen.fillText(words, 300, 220 + 80 * line);
  return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
}"""


def test_two_pages_are_handed_in_as_one(lesson, home, klas, shot, tmp_path):
    home.press_more("Blad")
    choose(home, "#files-shoot", "Oefening 1: 3 × 14")
    expect(home.button("Stuur dit blad")).to_be_visible()
    choose(home, "#pages-more", "Oefening 2: 7 × 8")
    expect(home.button("Stuur 2 bladen")).to_be_visible()
    home.reads_no("Even bezig")
    shot(home.page, "home-pages")
    home.press("Hoeken")
    expect(home.button("Hoek linksboven")).to_be_visible()
    shot(home.page, "home-corners")
    home.press("Zo is het recht")
    home.reads_no("Even bezig")
    home.press("Stuur 2 bladen")
    home.reads("helemaal aangekomen")
    klas.page.get_by_role("button", name="Er is een blad van de leerling").click()
    card = klas.page.locator(".file", has_text="bladen.pdf")
    with klas.page.expect_download() as download:
        card.get_by_role("link", name="Bewaren").click()
    path = tmp_path / "bladen.pdf"
    download.value.save_as(path)
    assert path.read_bytes().startswith(b"%PDF-1.7")
    together(home, klas)


def choose(home, field: str, words: str) -> None:
    photo = base64.b64decode(home.page.evaluate(SHEET, words))
    home.page.locator(field).set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo}
    )
