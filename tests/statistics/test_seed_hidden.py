"""The answer of 2016 as a release with small numbers hidden, where nothing was before.

It is signed, and each of its files is read back: ":c" stands where the tests of the
seed say it must, and nowhere else. What it hides leaves no trace in any file.
"""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, datetime
from io import StringIO

import pytest
import time_machine

from sio.statistics import labels
from sio.statistics.actions.history import Extract, import_history
from sio.statistics.actions.release import back_to_draft, make_release
from sio.statistics.cells import HIDDEN, TOTAL
from sio.statistics.demo.population import extract
from sio.statistics.models import HistoryRow, PublishedTable, Release
from sio.statistics.outlines import NUMBERS_AND_DURATION
from sio.statistics.queries.recompute import kept_truth
from tests.statistics.golden_tables import EVERYBODY, NAMES, PSYCHOLOGICAL
from tests.statistics.readers import (
    paper_of,
    parts_of_archive,
    pdf_texts,
    rows_of,
    sheets_of,
    table_texts,
)
from tests.statistics.releasing import compute, details, signed

pytestmark = pytest.mark.django_db
AFTER = datetime(2016, 9, 30, 12, tzinfo=UTC)
YEARS = [f"{year}-{year + 1}" for year in range(2012, 2016)]
EXTREMES, MEAN = ("min", "max"), "mean"
K, FEWEST_FOR_EXTREMES = 5, 10
PLACES = {"Totaal": TOTAL, "Algemeen": TOTAL} | {
    labels.value_name("province", code): code for code in EVERYBODY
}


@pytest.fixture
def draft(polly):
    """Of the four cubes, in a database that never published them."""
    history = Extract(extract().encode(), "Bevolking", "gemaakt")
    import_history(extract=history, dry_run=False)
    assert not PublishedTable.objects.exists()
    assert not Release.objects.exists()
    given = details(first_year=2012)
    return make_release(details=given, outline=NUMBERS_AND_DURATION, by=polly)


@pytest.fixture
def answer(draft, polly, cora, commit):
    return signed(compute(draft, polly, commit), cora, commit)


def files_of(release):
    """By what their names end in."""
    return {
        one.name.partition(".")[2]: bytes(one.content) for one in release.files.all()
    }


# What must be hidden ------------------------------------------------------------------


def people():
    """How many are behind each place of each table, as Parliament was told."""
    for name in NAMES:
        told = PSYCHOLOGICAL if "psychological" in name else EVERYBODY
        for column, year in enumerate(YEARS):
            counts = {code: told[code][column] for code in told}
            for code, count in (counts | {TOTAL: sum(counts.values())}).items():
                yield name, year, code, count


def must_hide():
    found = set()
    for name, year, code, count in people():
        if "duration" in name:
            if 0 < count < FEWEST_FOR_EXTREMES:
                found |= {(name, year, code, key) for key in EXTREMES}
            if 0 < count < K:
                found.add((name, year, code, MEAN))
        elif 0 < count < K:
            found.add((name, year, code, "pupils"))
    return found


# Readers: what stands at each place, as a word; blanks are left out -------------------


def read_json(content):
    return {
        (name, cell["school_year"], cell["province"], measure["key"]): word
        for name, cube in json.loads(content)["cubes"].items()
        for measure in cube["measures"]
        for cell in cube["cells"]
        if (word := word_of(cell[measure["key"]]))
    }


def read_csv(content):
    return {
        (one["cube"], one["school_year"], one["province"], one["measure"]): one["value"]
        for one in csv.DictReader(StringIO(content.decode()))
        if one["value"]
    }


def read_workbook(content):
    sheets = sheets_of(content)
    tables = [rows_of(sheets[f"Tabel {n}"])[2:] for n in range(1, len(NAMES) + 1)]
    return read_tables(tables)


def read_word(content):
    return read_tables(map(table_texts, paper_of(content).tables[: len(NAMES)]))


def read_tables(tables):
    found = {}
    for name, (heads, *lines) in zip(NAMES, tables, strict=True):
        for line in lines:
            if line[0] in PLACES:
                at = [(year, PLACES[line[0]], "pupils") for year in heads[1:]]
                found |= told(name, at, line[1:])
            elif line[0] in YEARS:
                keys = ("min", MEAN, "max")
                at = [(line[0], PLACES[line[1]], key) for key in keys]
                found |= told(name, at, line[2:])
    return found


def read_paper(content):
    """A line with its head and all of its values; of a blank one there are none."""
    words, found = " ".join(pdf_texts(content)), {}
    place, value = "|".join(PLACES), r"(:c|schooljaar|\d+(?: maand(?:en)?)?)"
    for number, name in enumerate(NAMES, 1):
        table = words.partition(f"Tabel {number}. ")[2].partition("Zo geteld")[0]
        if "duration" in name:
            line = rf"(\d{{4}}-\d{{4}}) ({place}) {value} {value} {value}"
            for year, head, *values in re.findall(line, table):
                at = [(year, PLACES[head], key) for key in ("min", MEAN, "max")]
                found |= told(name, at, values)
        else:
            for head, *values in re.findall(rf"({place})" + f" {value}" * 4, table):
                found |= told(
                    name, [(year, PLACES[head], "pupils") for year in YEARS], values
                )
    return found


def told(name, at, values):
    words = zip(at, map(word_of, values), strict=True)
    return {(name, *place): word for place, word in words if word}


def word_of(value):
    return "" if value is None else str(value).split(" maand")[0]


READERS = {
    "json": read_json,
    "csv": read_csv,
    "xlsx": read_workbook,
    "docx": read_word,
    "pdf": read_paper,
}


def test_each_format_hides_just_what_it_must_and_shows_all_else(answer):
    files = files_of(answer)
    found = {ending: read(files[ending]) for ending, read in READERS.items()}
    counts = {
        (name, year, code, "pupils"): HIDDEN if 0 < count < K else str(count)
        for name, year, code, count in people()
        if "duration" not in name
    }
    with_somebody = [
        (name, year, code, key)
        for name, year, code, count in people()
        for key in ("min", MEAN, "max")
        if "duration" in name and count
    ]
    assert len(must_hide()) == 62
    for ending, words in found.items():
        hidden = {place for place, word in words.items() if word == HIDDEN}
        assert hidden == must_hide(), ending
        assert words.keys() == {*counts, *with_somebody}, ending
        assert counts.items() <= words.items(), ending
        assert words == found["json"], ending


def test_what_is_hidden_changes_no_letter_of_any_file(draft, polly, commit):
    with time_machine.travel(AFTER, tick=False):
        compute(draft, polly, commit)
        before, true = contents_of(draft), kept_truth(draft)
        back_to_draft(release=draft, by=polly)
        swap_reasons()
        compute(draft, polly, commit)
    at = [("2013-2014", code) for code in ("BE-VOV", "BE-VWV")]
    psychological = NAMES.index("psychological_per_province_per_school_year")
    now = kept_truth(draft)
    assert [true[psychological].at(*one).n for one in at] == [2, 1]
    assert [now[psychological].at(*one).n for one in at] == [1, 2]
    assert contents_of(draft) == before
    assert {name.rpartition(".")[2] for name in before} == {*READERS, "svg"}


def swap_reasons():
    """Of two pupils with the same months, each in a province of its own."""
    months = {"started": "2013-09", "ended": "2014-06", "suspended": ""}
    of_months = HistoryRow.objects.filter(**months).order_by("pk")
    one = of_months.filter(province="BE-VOV", main="psychological")[0]
    other = of_months.filter(province="BE-VWV", main="physical")[0]
    one.main, other.main = other.main, one.main
    one.group, other.group = other.group, one.group
    HistoryRow.objects.bulk_update([one, other], ["main", "group"])


def contents_of(release):
    """All that is in each file: of archives each part, of a PDF its words."""
    return {
        name: parts_of_archive(content)
        if name in ("docx", "xlsx")
        else pdf_texts(content)
        if name == "pdf"
        else content
        for name, content in files_of(release).items()
    }
