"""The answer of 2016 as a release: computed, signed, read back from each of its files.

The figures and the rows behind them have one hash, whatever the database.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from hashlib import sha256
from io import StringIO
from itertools import chain

import pytest
from django.core.management import call_command

from sio.statistics import labels
from sio.statistics.actions.history import Extract, import_history
from sio.statistics.actions.release import make_release
from sio.statistics.canonical import digest
from sio.statistics.demo.mask_of_2016 import mask_of_2016
from sio.statistics.demo.population import extract
from sio.statistics.models import Release
from sio.statistics.outlines import NUMBERS_AND_DURATION
from sio.statistics.queries.document import shown_cubes
from sio.statistics.sealed import opened
from sio.statistics.workflow import Mode
from tests.statistics.golden_tables import NAMES, golden_cells, printed_cells
from tests.statistics.readers import paper_of, rows_of, sheets_of, table_texts
from tests.statistics.releasing import compute, details, signed

pytestmark = pytest.mark.django_db
# They change with the outline, the population, or what a cube counts; then look first.
FIGURES_HASH = "edc36b66af9d1c64410f349e8a027575cb8896c9a0af65095335ae48416b5f93"
ROWS_HASH = "8b93380f5053a4803f82d1a64a043f5c18d2525a05326f4ab221655d675aa221"


@pytest.fixture
def answer(polly, cora, django_capture_on_commit_callbacks):
    history = Extract(extract().encode(), "Bevolking", "gemaakt")
    import_history(extract=history, dry_run=False)
    given = details(
        first_year=2012, mode=Mode.UNSUPPRESSED, reason="Zo stond het er in 2016."
    )
    release = make_release(details=given, outline=NUMBERS_AND_DURATION, by=polly)
    Release.objects.filter(pk=release.pk).update(mask=mask_of_2016())
    compute(release, polly, django_capture_on_commit_callbacks)
    return signed(release, cora, django_capture_on_commit_callbacks)


def file_of(release, ending):
    return bytes(release.files.get(name__endswith=ending).content)


def test_its_files_have_the_published_tables_cell_by_cell(answer):
    content = json.loads(file_of(answer, ".json"))
    assert set(content["cubes"]) == set(NAMES)
    lines = list(csv.DictReader(StringIO(file_of(answer, ".csv").decode())))
    for name in NAMES:
        golden = printed_cells(golden_cells(name))
        assert printed_cells(content["cubes"][name]["cells"]) == golden
        found = {}
        for line in lines:
            if line["cube"] == name and line["value"]:
                place = line["school_year"], line["province"]
                found.setdefault(place, {})[line["measure"]] = line["value"]
        assert found == {
            place: {key: str(v) for key, v in cell.items() if v is not None}
            for place, cell in golden.items()
        }


def test_its_office_files_have_each_published_number_in_its_table(answer):
    sheets = sheets_of(file_of(answer, ".xlsx"))
    tables = paper_of(file_of(answer, ".docx")).tables
    for number, name in enumerate(NAMES):
        shape = shown_cubes(answer.figures)[name].shape
        values = [
            (cell[measure.key], labels.shown_text(cell[measure.key], measure))
            for cell in golden_cells(name)
            for measure in shape.measures
            if cell[measure.key] is not None
        ]
        in_workbook = Counter(chain(*rows_of(sheets[f"Tabel {number + 1}"])))
        assert Counter(value for value, _text in values) <= in_workbook
        in_word = Counter(chain(*table_texts(tables[number])))
        assert Counter(text for _value, text in values) <= in_word


def test_its_figures_and_rows_have_one_hash_whatever_the_database(answer):
    assert digest(answer.figures["cubes"]) == FIGURES_HASH
    rows = opened(answer.rows.get(family="pupils").content)
    assert sha256(rows.encode()).hexdigest() == ROWS_HASH
    out = StringIO()
    call_command("recompute_release", str(answer.number), stdout=out)
    assert answer.sha256 in out.getvalue()
