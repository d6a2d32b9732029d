"""The pupil looks around in the class's picture, and the class keeps the say."""

from __future__ import annotations

from benchmarks.reading import read
from tests.e2e.axe import violations
from tests.e2e.browsers import FOLDER
from tests.e2e.sides import meet, until

# The lower right part of what came in, twice as large, as a PNG.
CORNER = """() => {
  const video = document.querySelector("sio-picture video");
  const { videoWidth: wide, videoHeight: high } = video;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [960, 540];
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(video, 0, 0, wide, high, 0, 0, 960, 540);
  return canvas.toDataURL("image/png").split(",")[1];
}"""
WORD = "vergrootglas"


def reads_on_board(home):
    return WORD in read(home.page.evaluate(CORNER))


def zoom_into_corner(home, field):
    box = field.bounding_box()
    # Black stands around it.
    width = min(box["width"], box["height"] * 16 / 9)
    height = width * 9 / 16
    right = box["x"] + (box["width"] + width) / 2
    bottom = box["y"] + (box["height"] + height) / 2
    home.page.mouse.move(right - 4, bottom - 4)
    for _ in range(6):
        home.page.mouse.wheel(0, -100)


def keeps_the_board(klas, shot):
    """Where the pupil looks now, behind the key with the three dots."""
    klas.press("Wat de camera toont")
    klas.press("Onthoud dit beeld als: Bord")
    klas.button("Toon: Bord").wait_for()
    shot(klas.page, "class-spots")
    assert violations(klas.page) == []
    klas.press("Klaar")


def test_the_pupil_reads_a_word_in_the_corner_and_the_class_locks_it(
    home, klas, agreed, shot
):
    klas.context.add_init_script(path=FOLDER / "big_board.js")
    meet(home, klas)
    field = home.page.get_by_role("application")
    field.wait_for()
    assert not reads_on_board(home)
    zoom_into_corner(home, field)
    until(lambda: reads_on_board(home))
    klas.reads("Tuur kijkt hier")
    shot(home.page, "home-steered")
    shot(klas.page, "class-steered")
    keeps_the_board(klas, shot)
    klas.press("Zet vast")
    home.reads("De klas houdt het beeld even stil")
    field.press("0")
    home.page.wait_for_timeout(500)
    assert reads_on_board(home)
    klas.press("Maak los")
    home.reads_no("De klas houdt het beeld even stil")
    field.press("0")
    klas.reads_no("Tuur kijkt hier")


def shown(home):
    """How many pictures of the class were shown."""
    video = 'document.querySelector("sio-picture video")'
    return home.page.evaluate(f"{video}.getVideoPlaybackQuality().totalVideoFrames")


def test_a_camera_that_gives_no_new_picture_is_not_waited_for(home, klas, agreed):
    klas.context.add_init_script(path=FOLDER / "standing.js")
    meet(home, klas)
    field = home.page.get_by_role("application")
    field.wait_for()
    zoom_into_corner(home, field)
    klas.reads("Tuur kijkt hier")
    home.page.wait_for_timeout(2000)
    klas.page.evaluate("cameraStands()")
    home.page.wait_for_timeout(1000)
    before = shown(home)
    home.page.wait_for_timeout(1000)
    assert shown(home) == before
    field.press("ArrowLeft")
    until(lambda: shown(home) > before)
