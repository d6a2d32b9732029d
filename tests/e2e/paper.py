"""Pages of paper before a pupil's camera, and what its browser keeps of them."""

from __future__ import annotations

import base64
from pathlib import Path

from tests.e2e.sides import Side

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

# Kept by this browser, in their order: what was made of each page.
KEPT = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("sio.pages");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const database = opening.result;
    const reading = database.transaction("pages").objectStore("pages").getAll();
    reading.onsuccess = () => resolve(Promise.all(reading.result.map(textOf)));
    database.close();
  };
  const textOf = async ({ made }) => {
    const bytes = new Uint8Array((await made?.arrayBuffer()) ?? []);
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  };
})"""
OLDER = """(ms) => new Promise((resolve, reject) => {
  const opening = indexedDB.open("sio.pages");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const work = opening.result.transaction("pages", "readwrite");
    const table = work.objectStore("pages");
    const reading = table.getAll();
    reading.onsuccess = () => {
      for (const row of reading.result) table.put({ ...row, at: row.at - ms });
    };
    work.oncomplete = () => resolve();
    opening.result.close();
  };
})"""
# As where a browser is private, or its disk full: this one keeps no pages.
REFUSES = """
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (name, ...more) {
  if (name === "sio.pages") throw new DOMException("", "QuotaExceededError");
  return open.call(this, name, ...more);
};
"""
SHOWN = """(pictures) => pictures.map((picture) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  canvas.getContext("2d").drawImage(picture, 0, 0, 64, 64);
  return canvas.toDataURL();
})"""


def choose(home, words: str) -> None:
    photo = base64.b64decode(home.page.evaluate(SHEET, words))
    home.page.get_by_label("Kies een foto").set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo}
    )


def kept(side: Side) -> list[bytes]:
    """What is on the disk of this browser; empty of a page that is being made."""
    return [base64.b64decode(text) for text in side.page.evaluate(KEPT)]


def lay_longer(side: Side, minutes: int) -> None:
    """As if what is kept had been touched so much earlier."""
    side.page.evaluate(OLDER, minutes * 60_000)


def keeps_none(side: Side) -> None:
    """From its next page on."""
    side.context.add_init_script(REFUSES)


def on_desk(side: Side) -> list[str]:
    """How the pages look, in the order in which they lie; two at least."""
    row = side.page.locator(".pages__row img")
    row.first.wait_for()
    looks: list[str] = row.evaluate_all(SHOWN)
    return looks


def handed_in(home: Side, klas: Side, folder: Path) -> bytes:
    """The two pages on the desk are sent, and the class keeps their one file."""
    home.press("Stuur 2 bladen")
    home.reads("helemaal aangekomen")
    klas.page.get_by_role("button", name="Er is een blad van de leerling").click()
    card = klas.page.locator(".file", has_text="bladen.pdf")
    with klas.page.expect_download() as download:
        card.get_by_role("link", name="Bewaren").click()
    path = folder / "bladen.pdf"
    download.value.save_as(path)
    return path.read_bytes()
