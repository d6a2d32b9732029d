from __future__ import annotations

import os
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.urls import resolve
from starlette.testclient import TestClient

from benchmarks import peer_measures
from benchmarks.__main__ import SCRIPTS
from benchmarks.camera_film import FRAMES, HEIGHT, PLAYS, WIDTH, film
from benchmarks.controls import CONTROLS, verdicts
from benchmarks.delay_line import Way
from benchmarks.figure import figure
from benchmarks.figures_open import publish
from benchmarks.figures_turns import BOARDS, FORECASTS, OTHERS
from benchmarks.glass_to_glass import ages
from benchmarks.history_import import listed as extract_of
from benchmarks.office_pages import PAGES
from benchmarks.peer_measures import Step, one_by_one
from benchmarks.peer_site import app
from benchmarks.peer_table import table
from benchmarks.school_list import listed
from sio.accounts.models import Role
from sio.schools.actions import import_schools
from sio.statistics.actions.history import Extract, import_history
from tests.statistics.releasing import pupils


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_page_that_is_measured_is_there(page):
    assert page.who in {"nobody", *Role.Kind.values}
    for path in page.paths:
        resolve(
            path.format(file=1, person=1, round=1, day="2026-11-27").partition("?")[0]
        )


@pytest.mark.parametrize("path", [*BOARDS, *FORECASTS])
def test_each_page_of_figures_that_is_measured_is_there(as_user, cora, path):
    assert as_user(cora).get(path).status_code == 200


def test_each_page_that_memory_is_measured_on_is_there_once_a_release_is_open(
    as_user, polly, cora
):
    pupils(VAN=12)
    publish()
    for path in OTHERS:
        assert as_user(cora).get(path).status_code == 200


def test_no_figure_has_the_name_of_another():
    assert max(Counter(page.name for page in PAGES).values()) == 1


def test_a_figure_says_of_which_percentile_its_limit_is():
    found = figure("x_ms", range(1, 101), "ms", 200, of="p95")
    assert (found.n, found.p50, found.p95, found.limit_of) == (100, 50, 95, "p95")
    with pytest.raises(ValueError, match="nothing was measured"):
        figure("x_ms", [], "ms", 200)


def test_each_control_and_what_it_is_of_are_figures():
    names = {name for script in SCRIPTS for name in script.NAMES}
    assert {*CONTROLS, *CONTROLS.values()} <= names


def test_a_control_says_on_which_side_of_the_limit_it_is():
    found = [
        figure("roam_ms", [400], "ms", 1500),
        figure("roam_held_ms", [1501], "ms", None),
        figure("hands_seen", [1], "", 1, more=True),
        figure("hands_seen_said_once", [1], "", None, more=True),
        figure("reload_ms", [400], "ms", 2500),
    ]
    assert list(verdicts(found)) == [
        "control roam_held_ms: 1501, outside the 1500 ms of roam_ms",
        "control hands_seen_said_once: 1, INSIDE the 1 of hands_seen",
    ]


@pytest.mark.django_db
def test_the_list_that_is_measured_is_taken_in():
    report = import_schools(content=listed(3), by=None, dry_run=True)
    assert (len(report.added), report.refused, report.remarks) == (3, [], [])


@pytest.mark.django_db
def test_the_extract_that_is_measured_can_be_taken_in():
    extract = Extract(extract_of(50), "x", "x")
    report = import_history(extract=extract, dry_run=True)
    assert (report.count, report.pupils, report.refused) == (50, 17, [])


def test_a_long_cable_keeps_each_packet_for_its_time():
    (source, sent), (taken, target) = os.pipe(), os.pipe()
    way = Way(source, target, delay_s=0.05)
    for at, packet in ((10.0, b"one"), (10.02, b"two")):
        os.write(sent, packet)
        way.take(at)
    way.give(10.049)
    assert (way.wait_s(10.049), way.wait_s(11)) == (pytest.approx(0.001), 0)
    way.give(10.05)
    assert os.read(taken, 100) == b"one"
    way.give(10.07)
    assert os.read(taken, 100) == b"two"
    assert way.wait_s(10.07) == 1
    for end in (source, sent, taken, target):
        os.close(end)


def test_a_frame_is_as_old_as_when_its_number_was_last_taken():
    taken = [(0, 1000.0), (1, 1033.0), (0, 3133.0)]
    assert ages(taken, [(0, 1050.0), (1, 1070.0), (0, 3200.0)]) == [50, 37, 67]


def test_a_frame_that_was_not_read_or_is_of_an_earlier_round_has_no_age():
    assert (
        ages([(0, 1000.0), (-1, 1033.0)], [(-1, 1050.0), (0, 9000.0), (5, 9001.0)])
        == []
    )


def test_the_film_is_as_long_as_its_numbers_reach():
    with film() as flag:
        path = Path(flag.removeprefix(PLAYS))
        header, _, rest = path.read_bytes().partition(b"\n")
    assert header.startswith(b"YUV4MPEG2 W1280 H720 F30:1")
    assert len(rest) == FRAMES * (len(b"FRAME\n") + WIDTH * HEIGHT * 3 // 2)
    assert not path.exists()


def test_the_table_says_where_a_peer_is_ahead():
    figures = [
        figure(f"peer_{name}", [value], "ms", None)
        for name, value in {
            "join_ms_ours": 250,
            "join_ms_plain": 200,
            "join_ms_janus": 300,
            "join_warm_ms_ours": 100,
            "board_100kbps_pct_ours": 100,
            "board_100kbps_pct_plain": 70,
            "concealed_loss20_pct_ours": 2,
            "concealed_loss20_pct_plain": 2,
        }.items()
    ]
    rows = [row.strip("| ").split(" | ") for row in table(figures).splitlines()]
    ahead = {row[0].strip("`"): row[-1] for row in rows[2:]}
    assert ahead["join_ms"] == "plain browser"
    assert ahead["join_warm_ms"] == "–"
    assert ahead["board_100kbps_pct"] == "ours"
    assert ahead["concealed_loss20_pct"] == "ours, plain browser"
    assert {len(row) for row in rows} == {6}


class Stub:
    """A product of which each pair of pages has a number."""

    name = "stub"

    def __init__(self):
        self.opened = 0

    @contextmanager
    def pages(self, klas, home):
        self.opened += 1
        yield self.opened, self.opened


def test_what_does_not_come_leaves_the_rest_on_new_pages(monkeypatch, capsys):
    for name in ("shape", "lose"):
        monkeypatch.setattr(peer_measures, name, lambda _: None)

    def fine(_product, pages, _):
        yield "fine", [pages]

    def broken(_product, pages, _):
        yield "half", [pages]
        raise TimeoutError("not within 30 s")

    steps = [
        Step(("fine",), fine),
        Step(("half", "none"), broken),
        Step(("fine",), fine),
    ]
    found = list(one_by_one(Stub(), steps, [], []))
    assert found == [("fine", [1]), ("half", [1]), ("none", []), ("fine", [2])]
    assert capsys.readouterr().err == "stub: not within 30 s\n"


def test_the_words_of_one_side_reach_the_other():
    with TestClient(app) as client:
        assert client.get("/plain/peer_plain.html").status_code == 200
        with (
            client.websocket_connect("/between/klas") as klas,
            client.websocket_connect("/between/thuis") as home,
        ):
            home.send_text("offer")
            assert klas.receive_text() == "offer"
            klas.send_text("answer")
            assert home.receive_text() == "answer"
