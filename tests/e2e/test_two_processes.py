"""Home is on one web process, the class on another; Redis and PostgreSQL join them."""

from __future__ import annotations

import json
import subprocess
import sys

import psycopg
import pytest
from playwright.sync_api import expect

from tests.crowd.machines import Redis
from tests.e2e.server import ROOT, NoStart, Server, environment, manage
from tests.e2e.sides import ClassWindow, GrownUp, meet, together, until
from tests.e2e.test_help import opens_a_question, sent_by

TWICE_MS = 4_500  # a browser sends figures every two seconds


@pytest.fixture(scope="module")
def shared(tmp_path_factory, postgres):
    """The environment of both: one PostgreSQL, one Redis."""
    database = postgres.cluster.url(postgres.copy("shared"))
    redis = Redis(tmp_path_factory.mktemp("shared"))
    redis.start()
    yield {"DATABASE_URL": database, "REDIS_URL": redis.url}
    redis.stop()


@pytest.fixture
def session(as_user, carla):
    """The consultant is logged in."""
    return as_user(carla).cookies["__Host-sio_session"].value


@pytest.fixture
def desk_session(as_user, hans):
    """So is somebody of the helpdesk."""
    return as_user(hans).cookies["__Host-sio_session"].value


@pytest.fixture
def story(folder, shared, agreed, home_device, class_device, session, desk_session):
    """What the cast wrote into SQLite, moved to PostgreSQL."""
    rows = folder / "rows.json"
    kept = ["--exclude=contenttypes", "--exclude=auth.permission", "--exclude=core"]
    manage(folder, "dumpdata", *kept, f"--output={rows}", "--verbosity=0")
    empty(shared["DATABASE_URL"])
    manage(folder, "loaddata", str(rows), "--verbosity=0", **shared)
    return folder


def empty(url):
    """Every table, past the guards of the access log; Django's own flush can't."""
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            " AND tablename NOT IN"
            " ('django_migrations', 'django_content_type', 'auth_permission')"
        )
        names = ", ".join(f'"{name}"' for (name,) in tables)
        connection.execute(f"TRUNCATE {names} RESTART IDENTITY")


@pytest.fixture
def server(story, shared):
    """The first process, with the second beside it."""
    server = Server(story, **shared).start()
    server.second = Server(story, **shared).start()
    yield server
    server.second.stop()
    server.stop()


@pytest.fixture
def klas(open_window, class_browser, server, class_device):
    window = open_window(ClassWindow, class_browser, server.second.url)
    window.is_device(class_device)
    return window


@pytest.fixture
def uses(story, shared):
    """The rows of use in PostgreSQL."""

    def uses():
        command = [sys.executable, str(ROOT / "manage.py"), "dumpdata", "lessons.use"]
        said = subprocess.check_output(command, env=environment(story, **shared))
        return json.loads(said)

    return uses


def test_two_processes_share_a_lesson(home, klas, server, uses):
    meet(home, klas)
    home.press("Hand opsteken")
    klas.press("Gezien")
    home.reads("De klas heeft je hand gezien")
    klas.comes_back()
    together(home, klas)
    for side in (home, klas):
        side.allow("WebSocket connection to")
    server.second.restart()
    together(home, klas)
    home.press("Stoppen")
    klas.reads("Tuur is uit de les gegaan")
    until(uses)
    assert len(uses()) == 1


def test_a_right_that_ends_on_one_process_cuts_the_line_of_the_other(
    home, klas, open_window, home_browser, server, traject, session
):
    meet(home, klas)
    office = open_window(GrownUp, home_browser, server.url)
    office.cookie("sio_session", session)
    office.open(f"/trajecten/{traject.pk}/")
    office.press("Ontkoppel Klasset")
    for side in (home, klas):
        side.ask("ended()")
    klas.reads("mag niet meer")


@pytest.fixture
def desk(open_window, home_browser, server, desk_session):
    """The helpdesk, on the process of home."""
    desk = open_window(GrownUp, home_browser, server.url)
    desk.cookie("sio_session", desk_session)
    return desk


def test_figures_and_their_end_cross_from_one_process_to_the_other(
    home, klas, desk, traject
):
    sent = [sent_by(side) for side in (home, klas)]
    meet(home, klas)
    opens_a_question(desk, traject)
    flowing = desk.page.locator(".desk__side").get_by_text("de lijn loopt")
    expect(flowing).to_have_count(2)
    klas.press("Helpdesk kijkt mee")
    klas.press("Stop het meekijken")
    desk.reads("De klas heeft het meekijken gestopt.")
    home.reads_no("Helpdesk kijkt mee")
    opens_a_question(desk, traject)
    for side in (home, klas):
        side.reads("Helpdesk kijkt mee")
    desk.press("Sluit de vraag")
    for side in (home, klas):
        side.reads_no("Helpdesk kijkt mee")
    counts = [len(moments) for moments in sent]
    klas.page.wait_for_timeout(TWICE_MS)
    assert [len(moments) for moments in sent] == counts
    assert all(counts)


def test_a_second_process_without_redis_is_refused(folder):
    first = Server(folder).start()
    try:
        with pytest.raises(NoStart, match="More than one process needs REDIS_URL"):
            Server(folder).start()
    finally:
        first.stop()
