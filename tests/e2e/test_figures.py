"""Figures for Parliament, from an outline to the page that everybody reads."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sio.statistics.models import Release, ReleaseFile
from tests.e2e.server import start_worker
from tests.e2e.sides import until
from tests.statistics.releasing import compute, pupils, put

OUTLINE = "De vraag van het Parlement over aantallen en duur"
TITLE = "Aantallen van 2015"
ANSWER = "Met een brief aan elke school."
PUPILS = "pupils_per_province_per_school_year"
WORK_MS = 40_000  # for all formats, on a machine that is busy
BEGINS = {"csv": b"figure,caption", "json": b"{", "xlsx": b"PK", "docx": b"PK"}
BEGINS["pdf"] = b"%PDF-"
MOST_TABS = 60


@pytest.fixture
def worker(folder):
    """Called, it starts one beside the server; it ends with the story."""
    started = []
    yield lambda: started.append(start_worker(folder))
    for one in started:
        one.terminate()
        _out, said = one.communicate(timeout=20)
        assert "Traceback" not in said


@pytest.fixture
def counted(db):
    """So few in Brussels that the number is hidden."""
    pupils(VAN=12, VLI=7, BRU=3)


def at_once(**_how):
    """No transaction is around a story: what waits for the commit does not wait."""
    return nullcontext()


def begins_release(office, **chosen):
    office.open("/cijfers/")
    office.follows("Nieuwe uitgave")
    for label in chosen.values():
        office.page.get_by_label(label).check()
    office.page.get_by_label("Titel").fill(TITLE)
    for label in ("Eerste schooljaar", "Laatste schooljaar"):
        office.page.get_by_label(label).select_option("2015")
    office.press("Ontwerp maken")


def tabs_to(office, name):
    """From the top of the page, by Tab alone, to what bears exactly this name."""
    for _press in range(MOST_TABS):
        office.page.keyboard.press("Tab")
        if office.page.evaluate("document.activeElement.innerText.trim()") == name:
            return
    raise AssertionError(f"no {name} within {MOST_TABS} presses")


def downloads(office, ending):
    """How the file begins that a press on its link gives."""
    link = office.page.get_by_role("link", name=f".{ending}")
    with office.page.expect_download() as waiting:
        link.click()
    return Path(waiting.value.path()).read_bytes()


def changes_and_computes(maker, worker):
    """An answer of the outline in its own words; then the bar is seen to go."""
    maker.follows("Wijzig antwoord 5")
    maker.page.get_by_label("Tekst").fill(ANSWER)
    maker.press("Bewaren")
    maker.reads(ANSWER)
    maker.press("Berekenen")
    busy = maker.page.get_by_role("progressbar", name="De cijfers worden berekend")
    expect(busy).to_have_attribute("value", "0")
    worker()
    ready = maker.page.get_by_text("klaar om te ondertekenen")
    expect(ready).to_be_visible(timeout=WORK_MS)  # without a press
    maker.reads("Iemand anders ondertekent")


def reads_and_signs(signer, release):
    """With the keyboard alone."""
    signer.open(f"/cijfers/{release.number}/document/")
    signer.reads(ANSWER)
    signer.reads(":c")
    tabs_to(signer, "Ondertekenen")
    signer.page.keyboard.press("Enter")
    signer.reads("Lees eerst het document")
    tabs_to(signer, "Ondertekenen")
    signer.page.keyboard.press("Enter")
    signer.reads("Ondertekend. Deze uitgave verandert niet meer.")


def finds_it_open(anybody):
    """As a chart and a table, with what is small hidden."""
    anybody.open("/open-cijfers/")
    anybody.follows(TITLE)
    chart = anybody.page.get_by_role("img").first
    until(lambda: chart.evaluate("(one) => one.complete && one.naturalWidth") > 0)
    table = anybody.page.get_by_role("region", name="Tabel 1.")
    expect(table.get_by_role("row", name="Antwerpen")).to_contain_text("12")
    expect(table.get_by_role("row", name="Brussel")).to_contain_text(":c")
    anybody.reads_no(ANSWER)


def test_from_an_outline_to_the_page_for_everybody(
    grown_up, polly, cora, counted, worker
):
    maker, signer, anybody = grown_up(polly), grown_up(cora), grown_up()
    begins_release(maker, outline=OUTLINE)
    changes_and_computes(maker, worker)
    release = Release.objects.get()
    reads_and_signs(signer, release)
    until(lambda: ReleaseFile.objects.filter(release=release).count() > len(BEGINS))
    signer.page.reload()
    for ending, first in BEGINS.items():
        assert downloads(signer, ending).startswith(first), ending
    finds_it_open(anybody)


def test_all_numbers_ask_a_reason_and_are_not_for_everybody(
    grown_up, polly, cora, counted
):
    maker = grown_up(polly)
    maker.allow("status of 422")
    begins_release(maker, mode="Tonen: dat vraagt een reden")
    maker.reads("Zeg waarom je alle aantallen toont, ook de kleine.")
    maker.page.get_by_label("Waarom alle aantallen tonen?").fill("Zo gevraagd.")
    maker.press("Ontwerp maken")
    maker.reads("getoond: Zo gevraagd.")
    release = Release.objects.get()
    put(release, polly, "figure", cube=PUPILS, caption="Leerlingen")
    compute(release, polly, at_once)

    signer = grown_up(cora)
    signer.open(f"/cijfers/{release.number}/document/")
    table = signer.page.get_by_role("region", name="Tabel 1.")
    expect(table.get_by_role("row", name="Brussel")).to_contain_text("3")
    signer.follows("Ondertekenen")
    signer.reads("De reden: Zo gevraagd.")
    signer.press("Ondertekenen")
    signer.reads("Ondertekend. Deze uitgave verandert niet meer.")

    anybody = grown_up()
    anybody.allow("status of 404")
    anybody.open("/open-cijfers/")
    anybody.reads("Er zijn nog geen open cijfers.")
    anybody.page.goto(f"/open-cijfers/{release.number}/")
    anybody.reads_no("Leerlingen")
    anybody.reads_no("Brussel")
