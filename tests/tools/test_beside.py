"""What runs beside something else: at the same time, and heard afterwards."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "beside.py"


def begin(*commands, folder):
    return subprocess.Popen(
        [sys.executable, TOOL, *commands],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def beside(*commands, folder):
    process = begin(*commands, folder=folder)
    said, _ = process.communicate(timeout=30)
    return process.returncode, said


def test_they_run_at_the_same_time_and_are_heard_afterwards(tmp_path):
    wait = "until test -e {}; do sleep 0.01; done"
    first = f"echo first; touch a; {wait.format('b')}; echo still first"
    other = f"{wait.format('a')}; echo other; touch b"
    assert beside(first, other, folder=tmp_path) == (0, "first\nstill first\nother\n")


def test_the_others_give_way(tmp_path):
    _, said = beside("nice", "nice", folder=tmp_path)
    first, other = map(int, said.split())
    assert other > first or first == 19  # there is no more


@pytest.mark.parametrize(
    ("commands", "code"),
    [
        (["exit 3", "true"], 3),
        (["true", "sh -c 'exit 4'", "true"], 4),
        (["true", "true", "sh -c 'exit 5'"], 5),
    ],
)
def test_one_that_fails_fails_all_and_stops_none(tmp_path, commands, code):
    assert beside(*commands, "echo last", folder=tmp_path) == (code, "last\n")


@pytest.mark.parametrize("background", [False, True])
def test_who_stops_it_stops_all(tmp_path, background):
    """Also where a shell has started it in the background: Ctrl-C is ignored there."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if background else None
    process = begin("echo begun; sleep 1", "sleep 60; touch late", folder=tmp_path)
    if background:
        signal.signal(signal.SIGINT, before)
    assert process.stdout.readline() == "begun\n"
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == 143
    assert not (tmp_path / "late").exists()


def test_who_missed_it_is_told_again(tmp_path):
    ready = "until test -e ready; do sleep 0.01; done; echo begun; sleep 1"
    deaf = "trap 'trap - INT' INT; touch ready; while :; do sleep 0.1; done"
    process = begin(ready, deaf, folder=tmp_path)
    assert process.stdout.readline() == "begun\n"
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == 143
