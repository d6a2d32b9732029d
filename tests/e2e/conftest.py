"""The stages of the stories: browsers, a server over its own database, a relay.

The cast of tests/conftest.py is written into the very file that the server reads: `db`
means that file here. Whoever stands in a story thus stands in the server.
"""

from __future__ import annotations

import os

import psycopg
import pytest
from django.db import connection
from playwright.sync_api import sync_playwright

from tests.e2e.browsers import Window, launch
from tests.e2e.server import ROOT, Server, free_port, manage, prepare, story_folder
from tests.e2e.sides import ClassWindow, GrownUp, HomeWindow, meet
from tests.e2e.turn import Turn
from tests.e2e.zygote import ForkedServer, Zygote
from tools.with_postgres import running

SHOTS = ROOT / "test-results"
# Who asks for one of these lays a line, or hangs on the clock in another way.
OF_LINES = {"klas", "class_browser", "machine", "turn", "postgres"}


def pytest_collection_modifyitems(items):
    for item in items:
        if not OF_LINES.isdisjoint(item.fixturenames):
            item.add_marker("line")


@pytest.fixture(scope="package")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def home_browser(playwright):
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def class_browser(playwright):
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def prepared(tmp_path_factory):
    """Migrated and collected, once."""
    return prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="package")
def zygote(prepared, tmp_path_factory):
    """Knows the server by heart, and forks one for a story."""
    zygote = Zygote(prepared, tmp_path_factory.mktemp("zygote") / "stage")
    yield zygote
    zygote.end()


class Postgres:
    """One cluster for all stories, with a database that was migrated once."""

    def __init__(self, cluster, folder):
        self.cluster = cluster
        self.run("CREATE DATABASE migrated")
        url = {"DATABASE_URL": cluster.url("migrated")}
        manage(folder, "migrate", "--verbosity=0", "--no-input", **url)

    def run(self, statement):
        with psycopg.connect(self.cluster.url(), autocommit=True) as connection:
            connection.execute(statement)

    def copy(self, name):
        """A database of that name, for one story."""
        self.run(f"CREATE DATABASE {name} TEMPLATE migrated")
        return name


@pytest.fixture(scope="package")
def postgres(prepared):
    with running(synchronous_commit="on") as cluster:
        yield Postgres(cluster, prepared)


@pytest.fixture
def folder(prepared, tmp_path):
    """All that the server of this story keeps."""
    return story_folder(prepared, tmp_path)


@pytest.fixture
def db(folder, django_db_blocker, monkeypatch):
    """The server's own database, and no transaction around the story."""
    # Playwright has a loop in this thread; nothing else runs in it while we look.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    connection.close()
    monkeypatch.setitem(
        connection.settings_dict, "NAME", os.fspath(folder / "sio.sqlite3")
    )
    with django_db_blocker.unblock():
        yield
        connection.close()


@pytest.fixture
def settings_of_server():
    """A story that needs more of the environment overrides this."""
    return {}


@pytest.fixture
def server(folder, settings_of_server, zygote):
    own = settings_of_server  # read while it is imported: then it can't be forked
    server = Server(folder, **own) if own else ForkedServer(folder, zygote)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def turn(tmp_path):
    """A relay; give `turn.settings` to the server to have lessons go through it."""
    turn = Turn(tmp_path, free_port()).start()
    yield turn
    turn.stop()


@pytest.fixture
def windows(server):
    """Every window of the story: closed before the server, without a complaint."""
    windows: list[Window] = []
    yield windows
    for window in windows:
        window.close()
    complaints = [text for window in windows for text in window.unexpected()]
    assert complaints == []


@pytest.fixture
def open_window(windows):
    """Opens a window of the given kind; the story's end closes it."""

    def open_window(kind, browser, url, **options):
        window = kind(browser, url, **options)
        windows.append(window)
        return window

    return open_window


@pytest.fixture
def home(open_window, home_browser, server, home_device):
    """The browser of Tuur's tablet, before its page is opened."""
    window = open_window(HomeWindow, home_browser, server.url)
    window.is_device(home_device)
    return window


@pytest.fixture
def klas(open_window, class_browser, server, class_device):
    """The browser of the class's set, before its page is opened."""
    window = open_window(ClassWindow, class_browser, server.url)
    window.is_device(class_device)
    return window


@pytest.fixture
def lesson(home, klas, agreed):
    """Both sides agreed, pressed, and see and hear each other."""
    meet(home, klas)


@pytest.fixture
def grown_up(open_window, home_browser, server, as_user):
    """A grown-up's browser, logged in: `grown_up(carla)`."""

    def grown_up(user=None):
        window = open_window(GrownUp, home_browser, server.url)
        if user:
            session = as_user(user).cookies["__Host-sio_session"].value
            window.cookie("sio_session", session)
        return window

    return grown_up


@pytest.fixture
def shot(request):
    """Writes a screenshot into test-results/, which is not in git."""

    def shot(page, name):
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png")

    return shot


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """What each window of a failed story showed, into test-results/."""
    report = yield
    if call.when == "call" and report.failed:
        SHOTS.mkdir(exist_ok=True)
        for number, window in enumerate(item.funcargs.get("windows", [])):
            window.shoot(SHOTS / f"failed-{item.name}-{number}")
    return report
