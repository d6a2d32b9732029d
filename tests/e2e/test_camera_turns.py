"""The class lets the board's camera turn, with one press; a no changes nothing."""

from __future__ import annotations

import pytest

from benchmarks.reading import read
from tests.e2e.axe import violations
from tests.e2e.browsers import FOLDER
from tests.e2e.sides import meet, together, until

KEY = "Laat de camera draaien"
# What stands in the room of head.js.
BOARD, BESIDE = "bord", "vergrootglas"
# What comes in, as a PNG.
PICTURE = """() => {
  const video = document.querySelector("sio-picture video");
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1280, 720];
  canvas.getContext("2d").drawImage(video, 0, 0, 1280, 720);
  return canvas.toDataURL("image/png").split(",")[1];
}"""


@pytest.fixture
def choosing(home, klas, agreed):
    """In a lesson with a camera that could turn, somebody looks at the cameras."""
    klas.context.add_init_script(path=FOLDER / "head.js")
    meet(home, klas)
    klas.press("Instellingen")
    klas.reads(KEY)


def look_closer(home):
    field = home.page.get_by_role("application")
    field.press("+")
    field.press("+")


def is_cut_instead(home, klas):
    """The pupil looks closer, and the camera itself stays as it is."""
    klas.press("Klaar")
    together(home, klas)
    look_closer(home)
    klas.reads("Tuur kijkt hier")
    assert klas.page.evaluate("() => head.zoom()") is None


def test_one_press_and_the_pupil_turns_the_camera(choosing, home, klas, shot):
    klas.press(KEY)
    klas.reads("Deze camera kan nu draaien en inzoomen.")
    klas.reads_no(KEY)
    assert violations(klas.page) == []
    shot(klas.page, "class-camera-turns")
    klas.press("Klaar")
    together(home, klas)
    look_closer(home)
    until(lambda: (klas.page.evaluate("() => head.zoom()") or 0) > 100)
    home.sees()


def test_a_refusal_is_said_and_changes_nothing(choosing, home, klas, shot):
    klas.page.evaluate("() => { head.answer = 'denied'; }")
    klas.press(KEY)
    klas.reads("De camera blijft gewoon staan. De les gaat door.")
    klas.reads_no(KEY)
    shot(klas.page, "class-camera-stays")
    is_cut_instead(home, klas)


@pytest.fixture
def head_without_lens(choosing, klas):
    klas.page.evaluate("() => { head.hasLens = false; }")


def test_the_pupil_turns_a_head_without_a_lens_and_reads_what_is_beside(
    head_without_lens, home, klas, shot
):
    klas.press(KEY)
    klas.reads("Deze camera kan nu draaien.")
    klas.reads_no(KEY)
    assert violations(klas.page) == []
    shot(klas.page, "class-camera-no-lens")
    klas.press("Klaar")
    together(home, klas)
    until(lambda: BOARD in reads(home))
    turn_until(home, "Naar rechts", lambda: BESIDE in reads(home))
    klas.reads("Tuur draaide de camera")
    assert violations(home.page) == []
    shot(home.page, "home-camera-turned")
    shot(klas.page, "class-camera-turned")
    klas.press("Zet vast")
    home.reads("De klas houdt het beeld even stil")
    klas.press("Maak los")
    # Back to where the class had aimed it.
    home.page.get_by_role("application").press("0")
    until(lambda: BOARD in reads(home) and BESIDE not in reads(home))
    klas.reads_no("Tuur draaide de camera")


def test_a_part_of_its_picture_is_cut_without_turning(head_without_lens, home, klas):
    klas.press(KEY)
    is_cut_instead(home, klas)


def turn_until(home, key, condition):
    home.page.get_by_role("application").focus()
    for _ in range(7):
        home.press(key)
        home.page.wait_for_timeout(300)
        if condition():
            return
    until(condition)


def reads(home):
    return read(home.page.evaluate(PICTURE))
