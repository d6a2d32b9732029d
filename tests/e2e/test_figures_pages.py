"""Every page of the figures: axe finds nothing, all fits and can be pressed."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from sio.core.time import this_school_year
from sio.statistics.actions.history import Extract, hand_in
from sio.statistics.actions.published import load_table
from sio.statistics.actions.release import correct_release
from sio.statistics.demo.population import extract
from sio.statistics.models import HistoryImport, HistoryRow, Release
from sio.statistics.published.reading import own_files, read_table
from tests.e2e.axe import violations
from tests.e2e.test_figures import at_once
from tests.statistics.population import Traject, columns, month
from tests.statistics.releases import keep_chart, release_of
from tests.statistics.releasing import PUPILS, compute, draft, put, signed

REACH = Path(__file__).with_name("reach.js").read_text()
TABLET, PHONE = (1024, 768), (390, 844)
HALVES = ((683, 384), (512, 384))  # a laptop and the tablet, at 200 %
TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"
FIRST = (this_school_year() - 4) * 12 + 8  # a September
MONTHS = 40


def holds_up(window, path):
    """On a tablet, a telephone, and at twice the size."""
    window.page.goto(path) if window.context.pages else window.open(path)
    size(window, TABLET)
    assert violations(window.page) == [], path
    wide = {}
    for one in (TABLET, PHONE, *HALVES):
        size(window, one)
        wide[one] = window.page.evaluate(TOO_WIDE)
    assert not any(width > 0 for width in wide.values()), (path, wide)
    for one in HALVES:
        size(window, one)
        assert window.page.evaluate(REACH) == [], (path, one)


def size(window, width_and_height):
    width, height = width_and_height
    window.page.set_viewport_size({"width": width, "height": height})


@pytest.fixture
def batch(db):
    return HistoryImport.objects.create(name="Oud", source="Bednet", sha256="x")


def adds(batch, count, province):
    """So many pupils of before the system, spread over some years."""
    there = HistoryRow.objects.count()
    HistoryRow.objects.bulk_create(
        HistoryRow(
            batch=batch,
            pupil=f"{there + number:032x}",
            **columns(
                Traject(
                    started=month(FIRST + number % MONTHS),
                    ended=month(FIRST + number % MONTHS + 7),
                    province=province,
                )
            ),
        )
        for number in range(count)
    )


@pytest.fixture
def correction(batch, polly, cora):
    """Computed: it names what became of an earlier one, and waits for a signature."""
    for province, count in (("BE-VAN", 200), ("BE-VLI", 90), ("BE-BRU", 9)):
        adds(batch, count, province)
    years = {"first_year": this_school_year() - 4, "last_year": this_school_year() - 1}
    old = draft(polly, **years)
    put(old, polly, "figure", cube=PUPILS, caption="Leerlingen", chart="line")
    compute(old, polly, at_once)
    signed(old, cora, at_once)
    adds(batch, 2, "BE-VLI")
    return compute(correct_release(release=old, by=polly), polly, at_once)


def test_a_draft(grown_up, polly, db):
    release = draft(polly)
    text = put(release, polly, "text", text="Lang " * 90)
    figure = put(release, polly, "figure", cube=PUPILS, caption="Leerlingen")
    maker = grown_up(polly)
    own = f"/cijfers/{release.number}/"
    for path in (
        *["/cijfers/", "/cijfers/nieuw/", own, f"{own}gegevens/", f"{own}cijfers/"],
        *[f"{own}stukken/{block.pk}/" for block in (text, figure)],
        *[f"{own}stukken/answer/", f"{own}stukken/{figure.pk}/leeg/"],
    ):
        holds_up(maker, path)
    now = timezone.now()
    computing = {"stage": "computing", "progress": 40, "cutoff_at": now}
    Release.objects.update(**computing, computed_by=polly)
    holds_up(maker, own)


def test_what_is_read_and_signed(grown_up, cora, correction):
    assert correction.differences
    signer = grown_up(cora)
    own = f"/cijfers/{correction.number}/"
    for path in ("", "document/", "verschil/", "handtekening/"):
        holds_up(signer, own + path)
    holds_up(signer, f"/cijfers/{correction.corrects.number}/")
    holds_up(signer, "/cijfers/")


def test_what_is_there_besides_releases(grown_up, polly, batch):
    adds(batch, 200, "BE-VAN")
    handed = Extract(content=extract().encode(), name="Later", source="Bednet")
    checked = hand_in(extract=handed, by=polly)
    wrong = Extract(content=b"leerling;provincie\nx;y\n", name="Fout", source="x")
    refused = hand_in(extract=wrong, by=polly)
    officer = grown_up(polly)
    for path in own_files():
        load_table(read_table(path))
    for path in (
        *[
            "begrippen/",
            "geschiedenis/",
            "geschiedenis/nieuw/",
            "geschiedenis/tabellen/",
        ],
        *[f"geschiedenis/{one.pk}/" for one in (checked, refused, batch)],
        *["bord/", "vooruitblik/"],
    ):
        holds_up(officer, f"/cijfers/{path}")
    officer.page.goto("/cijfers/vooruitblik/")
    officer.reads("De komende zes maanden")


def test_the_open_pages(grown_up, polly, cora, db):
    anybody = grown_up()
    holds_up(anybody, "/open-cijfers/")
    old = release_of(polly, cora)
    keep_chart(old, "figuur-1.nl-be.svg")
    release_of(polly, cora, number=8, corrects=old)
    for path in ("", "7/", "8/", "7/?taal=fr"):
        holds_up(anybody, f"/open-cijfers/{path}")
