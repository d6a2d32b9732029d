"""`make demo` from its last step on: server, links, and what it refuses."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.e2e.sides import until

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(
    r"(class|pupil|consultant|policy): (http://127\.0\.0\.1:\d+/demo/\w+/)\n"
)


def environment(folder, port, **more):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return (
        kept | {"SIO_DEMO": "1", "SIO_VAR_DIR": str(folder), "PORT": str(port)} | more
    )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command(folder, port, **more):
    return {
        "args": [sys.executable, "-u", "manage.py", "demo"],
        "cwd": ROOT,
        "env": environment(folder, port, **more),
        "text": True,
    }


@contextmanager
def demo(folder, **more):
    """Gives the links by name; a server that ends says in the failure what it said."""
    server = subprocess.Popen(
        **command(folder, free_port(), **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        links, said = {}, ""
        while len(links) < 4:
            line = server.stdout.readline()
            assert line, said
            said += line
            links |= dict(LINK.findall(line))
        yield links
    finally:
        server.terminate()
        server.communicate(timeout=20)


def refused(folder, port, **more):
    done = subprocess.run(
        **command(folder, port, **more), capture_output=True, check=False
    )
    assert done.returncode == 1
    return done.stderr.strip()


def open_door(address):
    """The page behind the link, in a browser without a past; follows the redirect."""
    with build_opener(HTTPCookieProcessor(CookieJar())).open(
        address, timeout=30
    ) as page:
        return page.status, page.url, page.read().decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


def test_links_work_and_a_second_run_keeps_the_data(folder):
    with demo(folder) as links:
        first = {name: open_door(link) for name, link in links.items()}
        again = open_door(links["pupil"])
    database = folder / "sio.sqlite3"
    size = database.stat().st_size
    with demo(folder) as links:
        second = open_door(links["pupil"])

    assert [status for status, _url, _text in first.values()] == [200] * 4
    assert first["pupil"][1].endswith("/thuis/")
    assert "/klas/" in first["class"][1]
    assert first["policy"][1].endswith("/cijfers/")
    assert "Nieuwe uitgave" in first["policy"][2]
    assert "Naar de klas" in first["pupil"][2]
    assert "Naar de klas" in again[2]
    assert "Naar de klas" in second[2]
    assert database.stat().st_size >= size


def test_the_demo_sends_the_mails_of_other_commands(folder):
    letters = folder / "mail"
    mails = {"SIO_EMAIL_URL": f"filemail:///{letters}"}
    with demo(folder, **mails):
        subprocess.run(
            [sys.executable, "manage.py", "invite_staff", "cora@example.org", "Cora"],
            cwd=ROOT,
            env=environment(folder, 8000, **mails),
            check=True,
            capture_output=True,
        )
        [letter] = until(lambda: [*letters.glob("*.log")])
        assert until(lambda: "To: cora@example.org" in letter.read_text())


def test_port_that_is_taken_is_told_in_one_sentence(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert refused(folder, port) == (
            f"CommandError: Port {port} can't be used (Address already in use): "
            "stop the other program, or choose another port, "
            f"such as make demo PORT={port + 1}."
        )


def test_demo_refuses_to_start_outside_demo_mode(folder):
    message = refused(
        folder, free_port(), SIO_DEMO="0", SIO_SECRET_KEY="s" * 50, SIO_DATA_KEYS="x:y"
    )

    assert (
        message
        == "CommandError: The demo opens doors without a key: it needs SIO_DEMO=1."
    )
