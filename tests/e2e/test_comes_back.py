"""Who is away for a while, in whatever way, is back in the lesson without a press."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.e2e.browsers import Profile
from tests.e2e.server import free_port
from tests.e2e.sides import ClassWindow, meet, together, until
from tests.e2e.turn import Turn

TEN_MINUTES = "10:00"
DAY_S = 86_400
ON_DISK_MS = 7_000  # so long Chromium may wait before it writes down what a page kept


class Crashing(Profile):
    """Its browser can be killed, and started again with what it kept."""

    def kill(self) -> None:
        """As at a power cut: nobody says goodbye."""
        for process in self.processes():
            os.kill(process, signal.SIGKILL)

    def processes(self) -> list[int]:
        """Those that were started with this folder, and with no other."""
        mark = f"--user-data-dir={self.folder}".encode()
        return [
            int(path.parent.name)
            for path in Path("/proc").glob("[0-9]*/cmdline")
            if mark in read(path).split(b"\0")
        ]


def read(path: Path) -> bytes:
    """Empty if the process has gone meanwhile."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.fixture
def profile(playwright, tmp_path):
    return Crashing(playwright, tmp_path / "profile")


@pytest.fixture
def crashing_class(open_window, profile, server, class_device):
    """The class's browser, paired some days ago: its cookie is on the disk."""
    pairing = open_window(ClassWindow, profile, server.url)
    pairing.is_device(class_device, expires=time.time() + DAY_S)
    pairing.close()
    return open_window(ClassWindow, profile, server.url)


def test_after_a_crash_of_the_browser(
    agreed, open_window, home, crashing_class, profile, server
):
    meet(home, crashing_class)
    home.writes("Ben je er nog?")
    crashing_class.reads("Ben je er nog?")
    crashing_class.page.wait_for_timeout(ON_DISK_MS)
    profile.kill()
    home.reads("De klas heeft even geen internet.")
    back = open_window(ClassWindow, profile, server.url)
    back.open()
    together(back, home)
    back.press("Schrijven")
    until(lambda: back.written() == ["Ben je er nog?"])


def test_after_ten_minutes_in_the_background(agreed, home, klas):
    home.context.clock.install()
    meet(home, klas)
    browser = home.context.new_cdp_session(home.page)
    browser.send("Page.setWebLifecycleState", {"state": "frozen"})
    klas.page.wait_for_timeout(2_000)
    browser.send("Page.setWebLifecycleState", {"state": "active"})
    home.context.clock.fast_forward(TEN_MINUTES)
    together(home, klas)
    home.press("Hand opsteken")
    klas.reads("Tuur steekt de hand op")


class TestRelayDies:
    @pytest.fixture
    def second(self, tmp_path):
        folder = tmp_path / "second"
        folder.mkdir()
        turn = Turn(folder, free_port()).start()
        yield turn
        turn.stop()

    @pytest.fixture
    def settings_of_server(self, turn, second):
        urls = [one.settings["SIO_TURN_URLS"] for one in (turn, second)]
        return turn.settings | {"SIO_TURN_URLS": ",".join(urls)}

    def test_the_other_takes_over_and_the_last_one_is_waited_for(
        self, lesson, home, klas, turn, second
    ):
        turn.stop()
        together(home, klas)
        second.stop()
        home.reads("De lijn met de klas is even weg.")
        klas.reads("De lijn met Tuur is even weg.")
        second.start()
        together(home, klas)
