"""A release keeps the names of its time: a new name changes nothing."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command
from django.utils import translation

from sio.statistics import labels
from sio.statistics.actions.files import files_of
from sio.statistics.canonical import digest
from sio.statistics.charts import sentence_of
from sio.statistics.content import Told, content_of
from sio.statistics.document import Figure
from sio.statistics.formats.layout import table_of
from sio.statistics.models import Release
from sio.statistics.queries.document import change_rows, document_of
from sio.statistics.queries.open import open_document
from sio.trajects.models import ReasonGroup
from tests.statistics.documents import PUPILS, cube_of
from tests.statistics.population import Traject, take_in
from tests.statistics.releasing import compute, draft
from tests.statistics.releasing import signed as sign

pytestmark = pytest.mark.django_db
CUBE = "reasons_per_school_year"


@pytest.fixture
def reason():
    return ReasonGroup.objects.get(code="blood")


@pytest.fixture
def release(polly, cora, django_capture_on_commit_callbacks):
    commit = django_capture_on_commit_callbacks
    take_in(Traject("2015-10", "2016-03", whose=number) for number in range(12))
    made = draft(polly, CUBE)
    made.blocks.filter(kind="figure").update(chart="bars")
    return sign(compute(made, polly, commit), cora, commit)


def rename(reason):
    for language in ("nl", "fr", "en", "de"):
        setattr(reason, f"name_{language}", f"hernoemd {language}")
    reason.save()


def heads_of(document):
    [figure] = [one for one in document.blocks if isinstance(one, Figure)]
    rows = table_of(figure, document).rows
    words = {head for row in rows for head in row.heads}
    return words | {sentence_of(figure, translation.get_language())}


def test_a_new_name_of_a_reason_changes_no_page_and_no_file(release, reason):
    before = {}
    for language in ("nl-be", "fr", "en", "de"):
        with translation.override(language):
            before[language] = heads_of(open_document(release))
    assert reason.name_nl in before["nl-be"]
    assert reason.name_fr in before["fr"]
    files = files_of(release)

    rename(reason)

    release = Release.objects.get(pk=release.pk)
    for language, words in before.items():
        with translation.override(language):
            assert heads_of(open_document(release)) == words
    assert files_of(release) == files
    assert "hernoemd" not in json.dumps(release.content)


def test_its_hash_is_about_the_names_too(release, reason, capsys):
    assert digest(release.content) == release.sha256
    rename(reason)
    call_command("recompute_release", release.number)
    assert release.sha256 in capsys.readouterr().out


def test_pages_of_it_ask_nobody_for_names(release, django_assert_num_queries):
    document = document_of(release)
    with django_assert_num_queries(0):
        heads_of(document)


def test_rules_are_kept_as_they_were_told(release, monkeypatch):
    """Those that the release tells of, also what a correction says of before."""
    monkeypatch.setitem(labels._KEPT, "rule", lambda: {"a": "Een", "b": "Twee"})
    cube = cube_of("refusals", ("rule",), (PUPILS,), {("a",): (12,)})
    told = Told({"refusals": cube}, (), (), ())
    content = content_of(release, [], told)
    assert content["words"]["rule"]["nl"] == [["a", "Een"]]

    monkeypatch.setitem(labels._KEPT, "rule", dict)
    frozen = content["words"]
    assert labels.value_name("rule", "a", frozen) == "Een"
    assert labels.value_name("rule", "a") == "a"


def test_a_correction_keeps_the_names_of_what_changed(release, monkeypatch):
    monkeypatch.setitem(labels._KEPT, "rule", lambda: {"a": "Een", "b": "Twee"})
    cube = cube_of("refusals", ("rule",), (PUPILS,), {("a",): (12,)})
    changes = (("refusals", "b", "pupils", 7, None),)
    content = content_of(release, [], Told({"refusals": cube}, (), (), (), changes))
    content["blocks"] = [{"kind": "figure", "cube": "refusals", "caption": "Nee"}]
    monkeypatch.setitem(labels._KEPT, "rule", dict)
    [row] = change_rows(content)
    assert row["place"] == "Twee"
