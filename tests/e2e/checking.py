"""What is pressed and read in the device check on /test/."""

from __future__ import annotations

import re

from playwright.sync_api import expect

LINE_MS = 60_000  # four ways, at most ten seconds each


def start(window):
    window.open("/test/")
    window.press("Start de test")


def skip_to_line(window):
    """Camera, microphone and loudspeaker are another story's."""
    for step in ("Camera", "Microfoon", "Geluid"):
        expect(window.page.get_by_role("heading", name=step)).to_be_visible()
        window.page.get_by_role(
            "button", name=re.compile("Overslaan|Volgende|Ga toch verder")
        ).click()


def verdict(window):
    """The sentence on top of the result."""
    sentence = window.page.locator(".check__verdict")
    expect(sentence).to_be_visible(timeout=LINE_MS)
    return sentence.inner_text()


def ways(window):
    """What stands behind each way out."""
    window.page.get_by_text("Meer over de verbinding").click()
    lines = window.page.locator("details .way")
    expect(lines).to_have_count(4)
    return [" ".join(line.split()) for line in lines.all_inner_texts()]
