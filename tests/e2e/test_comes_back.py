"""Who is away for a while, in whatever way, is back in the lesson without a press."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.e2e.browsers import Profile
from tests.e2e.server import free_port
from tests.e2e.sides import ClassWindow, HomeWindow, meet, together, until
from tests.e2e.turn import Turn

TEN_MINUTES = "10:00"
DAY_S = 86_400
LID_CLOSED_MS = 6_000


class Machine(Profile):
    """Its browser can be killed and started again, or be put to sleep."""

    def kill(self) -> None:
        """As at a power cut: nobody says goodbye."""
        self.all(signal.SIGKILL)

    def sleep(self) -> None:
        """The lid is closed: nothing of it runs."""
        self.all(signal.SIGSTOP)

    def wake(self) -> None:
        self.all(signal.SIGCONT)

    def all(self, what: signal.Signals) -> None:
        for process in self.processes():
            os.kill(process, what)

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
def machine(playwright, tmp_path):
    return Machine(playwright, tmp_path / "profile")


@pytest.fixture
def paired(open_window, machine, server):
    """A window on this machine, paired some days ago: its cookie is on the disk."""

    def paired(kind, device):
        pairing = open_window(kind, machine, server.url)
        pairing.is_device(device, expires=time.time() + DAY_S)
        pairing.close()
        return open_window(kind, machine, server.url)

    return paired


def test_after_a_crash_of_the_class_in_the_first_seconds(
    agreed, open_window, home, class_device, paired, machine, server
):
    klas = paired(ClassWindow, class_device)
    meet(home, klas)
    machine.kill()
    home.writes("Ben je er nog?")
    home.reads("De klas heeft even geen internet.")
    back = open_window(ClassWindow, machine, server.url)
    back.open()
    together(back, home)
    back.press("Schrijven")
    until(lambda: back.written() == ["Ben je er nog?"])


def test_after_a_crash_at_home_the_camera_stays_as_it_was(
    agreed, open_window, klas, home_device, paired, machine, server
):
    home = paired(HomeWindow, home_device)
    meet(home, klas)
    home.press("Camera is aan")
    home.sends("audio")
    machine.kill()
    klas.reads("Tuur heeft even geen internet.")
    back = open_window(HomeWindow, machine, server.url)
    back.open()
    back.sees_and_hears()
    klas.hears()
    back.sends("audio")


def test_the_lid_is_closed_and_opened_and_the_server_was_away_meanwhile(
    agreed, klas, home_device, paired, machine, server
):
    home = paired(HomeWindow, home_device)
    meet(home, klas)
    for side in (home, klas):
        side.allow("WebSocket connection to")
    machine.sleep()
    try:
        server.restart(kill=True)
        klas.reads("Tuur is even weg")
        klas.page.wait_for_timeout(LID_CLOSED_MS)
    finally:
        machine.wake()
    together(home, klas)
    home.press("Hand opsteken")
    klas.reads("Tuur steekt de hand op")


def test_after_ten_minutes_in_the_background(
    agreed, klas, home_device, paired, machine
):
    home = paired(HomeWindow, home_device)
    for side in (home, klas):
        side.context.clock.install()
    meet(home, klas)
    for side in (home, klas):
        side.page.evaluate("window.isOfBefore = true")
    machine.sleep()
    try:
        klas.reads("Tuur is even weg")
        klas.context.clock.fast_forward(TEN_MINUTES)
    finally:
        machine.wake()
    home.context.clock.fast_forward(TEN_MINUTES)
    together(home, klas)
    for side in (home, klas):
        assert side.page.evaluate("window.isOfBefore")
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
