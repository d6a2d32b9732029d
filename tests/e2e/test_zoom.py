"""Each state of the room at 200 %: everything can still be pressed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sio.lessons.views.style import SCENES

REACH = Path(__file__).with_name("reach.js").read_text()
# A Chromebook of 1366x768, and a tablet of 1024x768, with everything twice as large.
HALVES = {"chromebook": (683, 384), "tablet": (512, 384)}
NOTHING: dict[str, list[str]] = {name: [] for name in HALVES}


@pytest.mark.parametrize("half", [0, 1])
def test_every_key_of_every_state_can_be_pressed(grown_up, half):
    page = grown_up().open("/stijl/")
    for scene in SCENES[half::2]:
        page.goto(f"/stijl/{scene}/")
        page.locator("main, .stage").first.wait_for()
        out_of_reach = {name: at(page, *size) for name, size in HALVES.items()}
        assert out_of_reach == NOTHING, scene


def at(page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    return page.evaluate(REACH)
