"""Every way out of a strict network, and the ways from one network to another.

Server and relay, home, class and the school's office are each in a network of their
own (`net.py`); what lies between them is made and broken as the story goes.
"""

from __future__ import annotations

import os
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.browsers import launch
from tests.e2e.checking import skip_to_line, start, verdict, ways
from tests.e2e.far import SECURE, FarServer, FarTurn
from tests.e2e.net import MOBILE, PLACES, RELAY, Net, chromium_in
from tests.e2e.sides import ClassWindow, until

FALLING = ("relay-udp", "relay-tcp", "relay-tls")
ONE_WAY_OUT = {
    "relay-udp": "relay-udp",
    "no-tls": "relay-tcp",
    "relay-tls": "relay-tls",
}
THIN_KBPS = 100  # sound and a photo, and no moving letters
DOWN_MS, UP_MS = 60_000, 60_000  # three seconds a step down, fifteen a step up
HELD_BACK = "Let op Deze omweg wordt tegengehouden."
WORKS = "In orde Deze omweg werkt."


@pytest.fixture(scope="module")
def far_net():
    if os.geteuid() != 0:
        pytest.fail("These stories make networks of their own: run them as root.")
    net = Net().build()
    yield net
    net.clear()


@pytest.fixture
def net(far_net):
    """As it was built, also after a story that changed it."""
    yield far_net
    far_net.wall("open")
    far_net.narrow(0)


@pytest.fixture(scope="module")
def turn(far_net, tmp_path_factory):
    turn = FarTurn(tmp_path_factory.mktemp("turn")).start()
    yield turn
    turn.stop()


@pytest.fixture
def server(net, turn, folder):
    server = FarServer(folder, **turn.settings).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def browsers(far_net, playwright, tmp_path_factory):
    """One in each place; the relay's own certificate is taken."""
    folder = tmp_path_factory.mktemp("browsers")
    flags = (SECURE, "--ignore-certificate-errors")
    browsers = {
        place: launch(playwright, *flags, program=chromium_in(place, folder))
        for place in PLACES
    }
    yield browsers
    for browser in browsers.values():
        browser.close()


@pytest.fixture(scope="module")
def home_browser(browsers):
    return browsers["home"]


@pytest.fixture(scope="module")
def class_browser(browsers):
    return browsers["class"]


@pytest.fixture
def office(open_window, browsers, server, class_device):
    """The class's set, at the desk of the ICT coordinator."""
    window = open_window(ClassWindow, browsers["office"], server.url)
    window.is_device(class_device)
    return window


def goes_by(way, home, klas):
    """Home sees the board, both hear the other, and this is how."""
    for side in (home, klas):
        until(lambda side=side: side.ask("route()") == way)
    goes_on(home, klas)


def goes_on(home, klas):
    """The face at home is the first thing that a weak line, or machine, gives up."""
    home.sees_and_hears()
    klas.hears()


def test_a_lesson_finds_the_next_way_out_each_time(lesson, home, klas, net):
    goes_by("direct", home, klas)
    home.press("Hand opsteken")
    klas.reads("Tuur steekt de hand op")
    for wall, way in ONE_WAY_OUT.items():
        net.wall(wall)
        goes_by(way, home, klas)
    klas.comes_back()
    goes_by("relay-tls", home, klas)
    klas.reads("Tuur steekt de hand op")


def test_the_device_check_proves_each_way_out(home, klas, office, net, shot):
    windows = dict(zip(FALLING, (home, klas, office), strict=True))
    net.walls({"home": "relay-udp", "class": "relay-tcp", "office": "relay-tls"})
    for window in windows.values():
        start(window)
        skip_to_line(window)
    for window in windows.values():
        verdict(window)
    found = {way: outcomes(window) for way, window in windows.items()}
    shot(office.page, "check-only-443")
    assert found == {
        "relay-udp": [WORKS, HELD_BACK, WORKS],
        "relay-tcp": [HELD_BACK, WORKS, WORKS],
        "relay-tls": [HELD_BACK, HELD_BACK, WORKS],
    }
    office.page.emulate_media(media="print")
    paper = office.page.locator(".check-sheet")
    expect(paper).to_contain_text("Te vragen: laat dit door")
    asked = paper.get_by_role("listitem").all_inner_texts()
    assert asked[:2] == [f"{RELAY} UDP 3478", f"{RELAY} TCP 3478"]
    expect(office.page.locator(".check__verdict")).to_be_hidden()
    shot(office.page, "check-on-paper")


def outcomes(window):
    """Of the detours, without their figures."""
    return [
        re.sub(r"^Omweg over \w+ | [\d,]+ .*", "", line) for line in ways(window)[1:]
    ]


def test_the_class_goes_to_another_network_in_the_middle_of_a_lesson(
    lesson, home, klas, net
):
    number = PLACES["class"]
    net.connect("class", number + MOBILE)
    net.disconnect("class", number)
    goes_on(home, klas)
    net.disconnect("class", number + MOBILE)
    net.connect("class", number)
    goes_on(home, klas)


def test_the_board_becomes_a_photo_on_a_thin_line_and_moves_again(
    lesson, home, klas, net, shot
):
    home.press("Hand opsteken")
    klas.reads("Tuur steekt de hand op")
    net.narrow(THIN_KBPS)
    photo = home.page.locator(".board-photo__picture")
    expect(photo).to_be_visible(timeout=DOWN_MS)
    shot(home.page, "home-photo-of-a-thin-line")
    home.hears()
    net.narrow(0)
    expect(photo).to_be_hidden(timeout=UP_MS)
    goes_on(home, klas)
    klas.press("Gezien")
    home.reads("De klas heeft je hand gezien")
