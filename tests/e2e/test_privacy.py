"""After a lesson with a hand and a chat, nothing of it is anywhere but its duration."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest

from sio.lessons.models import Use
from tests.e2e.browsers import Profile
from tests.e2e.sides import ClassWindow, HomeWindow, meet, until

SAID_AT_HOME = "pannenkoekenplantage"
SAID_IN_CLASS = "zonnebloemolifant"


@pytest.fixture
def settings_of_server(turn):
    return turn.settings


@pytest.fixture
def home(playwright, open_window, server, home_device, tmp_path):
    """A browser that keeps what it keeps, in a folder that can be searched."""
    browser = Profile(playwright, tmp_path / "profile-home")
    window = open_window(HomeWindow, browser, server.url)
    window.is_device(home_device)
    return window


@pytest.fixture
def klas(playwright, open_window, server, class_device, tmp_path):
    browser = Profile(playwright, tmp_path / "profile-class")
    window = open_window(ClassWindow, browser, server.url)
    window.is_device(class_device)
    return window


def forms(word):
    """As the word may stand in a file: one byte or two for a letter."""
    return word.encode(), word.encode("utf-16-le")


def found_in(path, words):
    content = path.read_bytes()
    return [word for word in words if any(form in content for form in forms(word))]


def found_under(folder, words):
    """Which of the words stand in which file, whatever the file is."""
    return {
        str(path.relative_to(folder)): found
        for path in folder.rglob("*")
        if path.is_file() and (found := found_in(path, words))
    }


def secrets_of(side):
    """Words of the descriptions and candidates that this browser made or got."""
    sdp = side.page.evaluate(
        """() => window.story.peers.flatMap((peer) =>
            [peer.localDescription.sdp, peer.remoteDescription.sdp]).join("\\n")"""
    )
    words = re.findall(r"a=ice-(?:ufrag|pwd):(\S+)|a=fingerprint:\S+ (\S+)", sdp)
    return {word for pair in words for word in pair if word}


def tables(path):
    """Every row of every table, as text."""
    with closing(sqlite3.connect(path)) as database:
        return "\n".join(database.iterdump())


def have_a_lesson(home, klas, server):
    """With all that is said in one, and a crash of the server in its midst."""
    meet(home, klas)
    home.press("Hand opsteken")
    klas.press("Gezien")
    home.writes(SAID_AT_HOME)
    klas.reads(SAID_AT_HOME)
    klas.writes(SAID_IN_CLASS)
    home.reads(SAID_IN_CLASS)
    secrets = secrets_of(home) | secrets_of(klas)
    for side in (home, klas):
        side.allow("WebSocket connection to")
    server.restart(kill=True)
    home.press("Stoppen")
    klas.reads("Tuur is uit de les gegaan")
    until(lambda: Use.objects.exists())
    for side in (home, klas):
        side.close()
    server.stop()
    return {SAID_AT_HOME, SAID_IN_CLASS, *secrets}


def test_only_the_duration_is_kept(home, klas, agreed, server, turn, folder, prepared):
    before = tables(folder / "sio.sqlite3")
    words = have_a_lesson(home, klas, server)
    assert len(words) >= 8
    turn.stop()
    # Four random letters may stand in the name of a town, before any lesson.
    of_towns = found_in(prepared / "sio.sqlite3", words)
    assert found_under(folder, words - set(of_towns)) == {}
    added = set(tables(folder / "sio.sqlite3").splitlines()) - set(before.splitlines())
    kept = {re.match(r'INSERT INTO "(\w+)"', line)[1] for line in added}
    assert kept - {"sqlite_sequence"} == {"lessons_use"}


def test_the_logs_say_nothing_of_anybody(home, klas, agreed, server, turn):
    words = have_a_lesson(home, klas, server)
    said = server.log.read_text().replace(server.url, "")
    for never in (*words, "Tuur", "Peeters", "candidate", "ice-ufrag", "127.0.0.1"):
        assert never not in said
    turn.stop()
    assert re.findall(r"\d+\.\d+\.\d+\.\d+|usage", turn.log.read_text()) == []
