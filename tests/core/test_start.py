"""What a server refuses to start without, and how it says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "0123456789abcdef" * 3 + "ghijklmnopqrstuvwxyz"
ASK = "from sio import settings; print(settings.SECRET_KEY, settings.TURN_SECRET)"


def environment(**variables):
    """That of a fresh machine: nothing of ours is set but these."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | variables


def python(*arguments, **variables):
    """What it says, in one text, and how it ends."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


DATA = {"SIO_DATA_KEYS": "t1:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI="}


@pytest.fixture
def var(tmp_path):
    return {"SIO_VAR_DIR": str(tmp_path / "var")}


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({}, "SIO_SECRET_KEY"),
        ({"SIO_SECRET_KEY": ""}, "SIO_SECRET_KEY"),
        ({"SIO_SECRET_KEY": KEY}, "SIO_DATA_KEYS"),
        (
            DATA | {"SIO_SECRET_KEY": KEY, "SIO_TURN_URLS": "turn:t:3478"},
            "SIO_TURN_SECRET",
        ),
    ],
)
def test_a_missing_secret_stops_the_start_with_one_sentence(var, variables, name):
    code, said = python("-c", ASK, **var, **variables)
    assert code == 1
    last = said.strip().splitlines()[-1]
    assert last.endswith(f"{name} is not set: the server does not start without it.")


def test_a_licence_that_nobody_knows_stops_the_start(var):
    ask = "from sio import settings; print(settings.OPEN_LICENCE)"
    code, said = python("-c", ask, SIO_DEMO="1", SIO_OPEN_LICENCE="mine", **var)
    assert code == 1
    assert "SIO_OPEN_LICENCE is none of: modellicentie-gratis" in said
    code, said = python("-c", ask, SIO_DEMO="1", SIO_OPEN_LICENCE="cc0-1.0", **var)
    assert (code, said) == (0, "cc0-1.0\n")


@pytest.mark.parametrize("threshold", ["-1", "2", "101"])
def test_a_threshold_that_hides_too_little_or_all_stops_the_start(var, threshold):
    ask = "from sio import settings; print(settings.SMALL_CELLS)"
    code, said = python("-c", ask, SIO_DEMO="1", SIO_SMALL_CELLS=threshold, **var)
    assert code == 1
    assert said.strip().endswith("SIO_SMALL_CELLS is not from 3 to 100.")


def test_the_smallest_and_the_largest_threshold_start(var):
    ask = "from sio import settings; print(settings.SMALL_CELLS)"
    for threshold in ("3", "100"):
        started = python("-c", ask, SIO_DEMO="1", SIO_SMALL_CELLS=threshold, **var)
        assert started == (0, f"{threshold}\n")


def test_the_demo_starts_without_any(var):
    code, said = python("-c", ASK, SIO_DEMO="1", SIO_TURN_URLS="turn:t:3478", **var)
    assert code == 0, said


def test_a_secret_may_come_from_a_file(var, tmp_path):
    (tmp_path / "key").write_text(f"{KEY}\n")  # as `openssl rand` and editors do
    ask = "from sio import settings; print(repr(settings.SECRET_KEY))"
    code, said = python(
        "-c", ask, SIO_SECRET_KEY_FILE=str(tmp_path / "key"), **var, **DATA
    )
    assert (code, said) == (0, f"{KEY!r}\n")


def test_strict_mode_has_no_warning_of_django(var):
    command = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    code, said = python(*command, SIO_SECRET_KEY=KEY, **var, **DATA)
    assert code == 0, said
    assert "no issues" in said


def test_the_check_would_warn_about_the_demo(var):
    # Proof that the test above would notice.
    command = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    code, said = python(*command, SIO_DEMO="1", SIO_SECRET_KEY=KEY, **var)
    assert code == 1
    assert "security.W008" in said  # pages over http


def test_a_server_that_stands_is_not_looked_through_by_the_collector(var):
    """A look at all that is loaded takes 0.1 s and more, in somebody's time."""
    ask = "import gc, sio.asgi; print(gc.get_freeze_count(), len(gc.get_objects()))"
    code, said = python("-c", ask, SIO_DEMO="1", **var)
    assert code == 0, said
    frozen, looked_at = map(int, said.split())
    assert frozen > 100 * looked_at


@pytest.mark.parametrize(
    ("told", "minutes"), [({}, "30"), ({"SIO_HALF_DAY_MINUTES": "45"}, "45")]
)
def test_minutes_of_a_half_day_are_set_by_the_environment(told, minutes):
    ask = "from sio import settings; print(settings.HALF_DAY_MINUTES)"
    code, said = python("-c", ask, SIO_DEMO="1", **told)
    assert (code, said.strip()) == (0, minutes)
