"""Home is on one web process, the class on another; Redis and PostgreSQL join them."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager

import psycopg
import pytest

from tests.e2e.server import ROOT, NoStart, Server, environment, free_port, manage
from tests.e2e.sides import ClassWindow, GrownUp, meet, together, until
from tools.with_postgres import cluster


@contextmanager
def real_redis(folder):
    """Gives its URL, once it accepts connections."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1"]
    command += ["--save", "", "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as redis:
        assert any("accept connections" in line for line in redis.stdout)
        yield f"redis://127.0.0.1:{port}/0"
        redis.terminate()


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """The environment of both: one PostgreSQL, one Redis."""
    folder = tmp_path_factory.mktemp("shared")
    with cluster() as database, real_redis(folder) as redis:
        yield {"DATABASE_URL": database, "REDIS_URL": redis}


@pytest.fixture
def session(as_user, carla):
    """The consultant is logged in."""
    return as_user(carla).cookies["__Host-sio_session"].value


@pytest.fixture
def story(folder, shared, agreed, home_device, class_device, session):
    """What the cast wrote into SQLite, moved to PostgreSQL."""
    rows = folder / "rows.json"
    kept = ["--exclude=contenttypes", "--exclude=auth.permission", "--exclude=core"]
    manage(folder, "dumpdata", *kept, f"--output={rows}", "--verbosity=0")
    manage(folder, "migrate", "--verbosity=0", "--no-input", **shared)
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


def test_a_second_process_without_redis_is_refused(folder):
    first = Server(folder).start()
    try:
        with pytest.raises(NoStart, match="More than one process needs REDIS_URL"):
            Server(folder).start()
    finally:
        first.stop()
