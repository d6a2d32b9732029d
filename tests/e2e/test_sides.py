"""A story finds a key by the whole words at the beginning of its name."""

from __future__ import annotations

from playwright.sync_api import expect

KEYS = "".join(
    f"<button>{name}</button>"
    for name in ("Oké", "Okéetje", "Caf", "Café au lait", "Klaar? K", "Bord")
)


def test_a_key_is_found_by_whole_words_also_with_an_accent(home):
    home.page = home.context.new_page()
    home.page.set_content(KEYS)
    for name, found in {
        "Oké": ["Oké"],
        "Caf": ["Caf"],
        "Café": ["Café au lait"],
        "Klaar?": ["Klaar? K"],
        "Bor": [],
    }.items():
        expect(home.button(name)).to_have_text(found)
