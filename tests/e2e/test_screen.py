"""The class shares a tab in the place of its board, and the pupil reads it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.browsers import launch
from tests.e2e.sides import ClassWindow, meet

LESSON = """<!doctype html><title>Les over vulkanen</title>
<body style="margin:0;background:rgb(230,80,0);color:#fff;font:bold 90px sans-serif">
<p>Vulkanen</p><p id="n"></p>
<script>
let n = 0;
setInterval(() => { document.getElementById("n").textContent = n++; }, 100);
</script>"""
# The colour in the middle of the right edge of what the pupil sees large.
COLOUR = """() => {
  const video = document.querySelector("sio-picture video");
  const pen = Object.assign(document.createElement("canvas"), { width: 64, height: 36 })
    .getContext("2d");
  pen.drawImage(video, 0, 0, 64, 36);
  return Array.from(pen.getImageData(60, 18, 1, 1).data.slice(0, 3));
}"""
IS_ORANGE = f"""() => {{
  const [red, green, blue] = ({COLOUR})();
  return red > 180 && green < 130 && blue < 90;
}}"""
IS_NOT = f"() => !({IS_ORANGE})()"


@pytest.fixture(scope="module")
def sharing_browser(playwright):
    browser = launch(
        playwright,
        "--auto-select-tab-capture-source-by-title=Les over vulkanen",
    )
    yield browser
    browser.close()


@pytest.fixture
def klas(open_window, sharing_browser, server, class_device):
    window = open_window(ClassWindow, sharing_browser, server.url)
    window.is_device(class_device)
    return window


@pytest.fixture
def tab(klas):
    """What the teacher has open beside the lesson."""
    page = klas.context.new_page()
    page.set_content(LESSON)
    return page


def share(home, klas):
    klas.page.bring_to_front()
    klas.press_more("Scherm delen")
    home.reads("Je ziet het scherm van de klas")
    home.page.wait_for_function(IS_ORANGE)


def test_a_tab_is_shown_in_the_place_of_the_board(home, klas, agreed, tab, shot):
    meet(home, klas)
    share(home, klas)
    klas.reads("Tuur ziet je scherm")
    klas.sends("audio", "video")
    home.sees()
    for side, name in ((home, "home-screen"), (klas, "class-screen")):
        shot(side.page, name)
        assert violations(side.page) == []
    klas.press("Stop delen")
    home.reads_no("Je ziet het scherm van de klas")
    home.page.wait_for_function(IS_NOT)
    home.sees()


def test_it_ends_with_the_tab_and_with_a_pause(home, klas, agreed, tab):
    meet(home, klas)
    share(home, klas)
    klas.press("Pauze")
    home.reads("De klas heeft even pauze")
    klas.sends()
    klas.page.keyboard.press("p")
    home.page.wait_for_function(IS_NOT)
    share(home, klas)
    tab.close()
    klas.reads("Het delen is gestopt. Het bord is weer te zien.")
    home.page.wait_for_function(IS_NOT)
    home.sees()


def test_a_device_that_cannot_says_so(home, klas, agreed):
    klas.context.add_init_script(
        "delete globalThis.MediaDevices?.prototype.getDisplayMedia"
    )
    meet(home, klas)
    klas.press_more("Scherm delen")
    klas.reads("Dit toestel kan zijn scherm niet delen.")
    home.sees()
    klas.press("Meer")
    expect(klas.button("Scherm delen")).to_be_visible()
