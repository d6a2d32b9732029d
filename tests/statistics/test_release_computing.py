"""Computing a release: once, with its progress, and the same hash ever after."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from uuid import UUID

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.core.serializers import serialize
from django.utils import timezone

from sio.casework.models import Round, RoundCall
from sio.statistics import cubes
from sio.statistics.actions import compute as computing
from sio.statistics.actions.blocks import mask_cells
from sio.statistics.actions.compute import Attempt, compute_release, start_computing
from sio.statistics.actions.release import back_to_draft
from sio.statistics.canonical import canonical, cube_as_json, cube_from_json, digest
from sio.statistics.cells import HIDDEN, TOTAL
from sio.statistics.cubes import FAMILIES
from sio.statistics.cubes.errors import YearsImpossible
from sio.statistics.errors import DraftMoved, NothingToCompute, StageMoved
from sio.statistics.models import (
    HistoryImport,
    HistoryRow,
    KeptRow,
    Release,
    ReleaseBlock,
    ReleaseFile,
    ReleaseRows,
)
from sio.statistics.queries.completeness import sentences_of
from sio.statistics.queries.document import document_of, shown_cubes
from sio.statistics.sealed import opened
from sio.trajects.actions import erase_file
from sio.trajects.models import HealthPart, PseudonymRow, Traject
from sio.trajects.workflow import State
from tests.statistics.documents import ALL_PUPILS
from tests.statistics.lines import at
from tests.statistics.population import Traject as Traject_
from tests.statistics.population import take_in
from tests.statistics.releasing import PUPILS, compute, computed, draft, pupils
from tests.statistics.releasing import signed as sign

pytestmark = pytest.mark.django_db
YEAR = "2015-2016"
NAME = re.compile("“(.*)”")


def shown(release, cube=PUPILS):
    return shown_cubes(release.figures)[cube]


# Canonical ----------------------------------------------------------------------------


def test_of_equal_contents_the_bytes_are_the_same():
    one = {"b": [1, 2.5, None, "é"], "a": {"d": 1, "c": True}}
    other = {"a": {"c": True, "d": 1}, "b": [1, 2.5, None, "é"]}
    assert canonical(one) == canonical(other)
    assert canonical(one) == '{"a":{"c":true,"d":1},"b":[1,2.5,null,"é"]}'.encode()
    assert digest(one) == hashlib.sha256(canonical(one)).hexdigest()


def test_a_cube_is_the_same_after_it_was_kept():
    kept = json.loads(canonical(cube_as_json(ALL_PUPILS)))
    assert cube_from_json(kept) == ALL_PUPILS


# Computing ----------------------------------------------------------------------------


def test_it_is_computed_with_small_numbers_hidden(polly, commit):
    pupils(VAN=12, VLI=7, BRU=3)
    release = computed(polly, commit)
    assert (release.stage, release.progress, release.failure) == ("computed", 100, "")
    cube = shown(release)
    assert cube.at(YEAR, "BE-VAN").values == (12,)
    assert cube.at(YEAR, "BE-BRU").values == (HIDDEN,)
    assert [PUPILS, f"{YEAR}|BE-BRU", "pupils"] in release.pattern
    assert release.computed_by == polly
    assert digest(release.figures) == release.sha256


def test_it_is_computed_with_all_numbers_for_a_reason(polly, commit):
    pupils(VAN=12, BRU=3)
    release = computed(polly, commit, mode="unsuppressed", reason="Zo gevraagd.")
    assert shown(release).at(YEAR, "BE-BRU").values == (3,)
    assert release.pattern == []
    assert document_of(release).reason == "Zo gevraagd."


def test_masked_cells_are_blank_and_zero_is_zero(polly, commit):
    pupils(VAN=12, VLI=7)
    release = draft(polly, PUPILS)
    cells = [(f"{YEAR}|BE-VAN", "pupils"), (f"{YEAR}|nergens", "pupils")]
    mask_cells(
        release=release, cube=PUPILS, cells=cells, seen=release.version, by=polly
    )
    cube = shown(compute(release, polly, commit))
    assert cube.at(YEAR, "BE-VAN").values == (None,)
    assert cube.at(YEAR, "BE-BRU").values == (0,)
    assert cube.at(YEAR, TOTAL).values == (19,)


def test_the_content_says_all_that_the_hash_is_about(polly, commit):
    pupils(VAN=12)
    release = computed(polly, commit, asked="Vraag nr. 5")
    content = release.figures
    assert content["number"] == release.number
    assert content["asked"] == "Vraag nr. 5"
    assert content["years"] == [2014, 2015]
    assert (content["mode"], content["k"]) == ("suppressed", 5)
    assert content["query_version"] == cubes.QUERY_VERSION
    assert content["cutoff"] == f"{release.cutoff_at:%Y-%m-%dT%H:%M:%SZ}"
    assert [one["kind"] for one in content["blocks"]] == [
        "question",
        "answer",
        "figure",
    ]
    assert {one["key"] for one in content["definitions"]} >= {"school_year", "pupil"}
    assert any("uittreksel" in one for one in content["completeness"])


def test_a_year_that_goes_on_is_said(polly, commit):
    this_year = cubes.school_year(computing.timezone.localdate())
    pupils(VAN=12)
    release = computed(polly, commit, last_year=this_year)
    [first, *_others] = document_of(release).completeness
    assert first.startswith(f"Het schooljaar {this_year}-{this_year + 1} is nog niet")


def test_a_year_that_did_not_begin_is_refused_with_a_code(polly, commit):
    this_year = cubes.school_year(computing.timezone.localdate())
    release = computed(polly, commit, last_year=this_year + 1)
    assert (release.stage, release.failure) == ("draft", YearsImpossible.code)


def test_the_document_has_what_the_draft_had(polly, commit):
    pupils(VAN=12)
    document = document_of(computed(polly, commit))
    question, answer, figure = document.blocks
    assert (question.number, answer.number, figure.number) == (1, 1, 1)
    assert question.text == "Hoeveel leerlingen?"
    assert figure.cube.at(YEAR, "BE-VAN").values == (12,)
    assert (document.made_by, document.signed_by, document.signed) == ("Polly", "", "")


# Pressing -----------------------------------------------------------------------------


def test_it_says_how_far_it_is_and_then_leads_on(as_user, polly, commit):
    release = draft(polly, PUPILS)
    client, page = as_user(polly), f"/cijfers/{release.number}/"
    asked = {"headers": {"HX-Request": "true"}}
    response = client.post(f"{page}berekening/", {"seen": str(release.version)})
    assert response.status_code == 302
    Release.objects.update(progress=35)
    part = client.get(f"{page}voortgang/", **asked).content.decode()
    assert 'value="35"' in part
    assert "<html" not in part
    assert client.get(f"{page}voortgang/").headers["Location"] == page
    release.refresh_from_db()
    with commit(execute=True):
        compute_release(Attempt(release.pk, release.version))
    response = client.get(f"{page}voortgang/", **asked)
    assert response.headers["HX-Refresh"] == "true"


def test_pressed_twice_it_is_computed_once(polly, pim, commit):
    pupils(VAN=12)
    release = draft(polly, PUPILS)
    stale = Release.objects.get()
    with commit(execute=True) as tasks:
        start_computing(release=release, seen=release.version, by=polly)
        with pytest.raises(StageMoved):
            start_computing(release=stale, seen=stale.version, by=pim)
    assert len([one for one in tasks if "start_computing" in repr(one)]) == 1
    release.refresh_from_db()
    assert (release.stage, release.computed_by) == ("computed", polly)
    compute_release(Attempt(release.pk, release.version))
    assert ReleaseRows.objects.count() == 2


def test_what_changed_since_the_page_is_not_computed(polly, pim, commit):
    release = draft(polly, PUPILS)
    with pytest.raises(DraftMoved):
        start_computing(release=release, seen=release.version - 1, by=pim)
    assert Release.objects.get().stage == "draft"


def test_without_figures_there_is_nothing_to_compute(as_user, polly):
    release = draft(polly)
    with pytest.raises(NothingToCompute):
        start_computing(release=release, seen=release.version, by=polly)
    page = f"/cijfers/{release.number}/berekening/"
    response = as_user(polly).post(page, {"seen": str(release.version)})
    assert response.status_code == 422
    assert NothingToCompute.code in response.content.decode()


def test_stopped_meanwhile_nothing_is_kept(polly, commit, monkeypatch):
    release = draft(polly, PUPILS)
    real = cubes.taken

    def stopping(*args):
        back_to_draft(release=Release.objects.get(), by=polly)
        return real(*args)

    monkeypatch.setattr(cubes, "taken", stopping)
    compute(release, polly, commit)
    release.refresh_from_db()
    assert (release.stage, release.failure, release.sha256) == ("draft", "", "")
    assert not ReleaseRows.objects.exists()


def test_stopped_at_the_very_end_nothing_is_kept_either(polly, commit, monkeypatch):
    release = draft(polly, PUPILS)
    real = computing.files_of

    def stopping(*args):
        files = real(*args)
        back_to_draft(release=Release.objects.get(), by=polly)
        return files

    monkeypatch.setattr(computing, "files_of", stopping)
    compute(release, polly, commit)
    release.refresh_from_db()
    assert (release.stage, release.failure, release.sha256) == ("draft", "", "")
    assert not ReleaseRows.objects.exists()
    assert not release.files.exists()


def test_what_can_be_signed_has_its_files(polly, commit, monkeypatch):
    release = draft(polly, PUPILS)

    def broken(**_kept):
        assert Release.objects.get().stage == "computed"
        raise OSError("disk")

    monkeypatch.setattr(computing, "keep_files", broken)
    compute(release, polly, commit)
    assert (release.stage, release.failure) == ("draft", "statistics.compute_failed")
    assert not ReleaseRows.objects.exists()


def test_what_was_not_foreseen_is_kept_as_a_code(polly, commit, monkeypatch, caplog):
    release = draft(polly, PUPILS)

    def broken(*_args):
        raise ZeroDivisionError("Tuur")

    monkeypatch.setattr(cubes, "taken", broken)
    compute(release, polly, commit)
    assert (release.stage, release.failure) == ("draft", "statistics.compute_failed")
    assert "task.failed task_compute" in caplog.text


def test_back_in_the_draft_it_keeps_no_rows_and_no_files(as_user, polly, commit):
    pupils(VAN=12)
    release = computed(polly, commit)
    assert release.rows.exists()
    assert release.files.exists()
    as_user(polly).post(f"/cijfers/{release.number}/opmaak/")
    release.refresh_from_db()
    assert (release.stage, release.sha256) == ("draft", "")
    assert not release.rows.exists()
    assert not release.files.exists()


# The same again -----------------------------------------------------------------------


def recompute(release, capsys):
    call_command("recompute_release", str(release.number))
    return capsys.readouterr().out


@pytest.mark.parametrize(
    "mode", [{}, {"mode": "unsuppressed", "reason": "Zo gevraagd."}]
)
def test_it_gives_the_same_hash_again(polly, cora, commit, capsys, mode):
    pupils(VAN=12, VLI=7, BRU=3)
    release = draft(polly, PUPILS, **mode)
    mask_cells(
        release=release,
        cube=PUPILS,
        cells=[(f"{YEAR}|BE-VAN", "pupils")],
        seen=release.version,
        by=polly,
    )
    release = sign(compute(release, polly, commit), cora, commit)
    HistoryRow.objects.all().delete()
    assert release.sha256 in recompute(release, capsys)


def test_the_rows_rest_encrypted_and_name_nobody(polly, commit):
    pupils(VAN=12)
    release = computed(polly, commit)
    rows = release.rows.get(family="pupils")
    text = opened(rows.content)
    assert rows.count == 12 == len(text.splitlines()) - 1
    assert "BE-VAN" in text
    assert not set(HistoryRow.objects.values_list("pupil", flat=True)) & set(
        text.replace("\n", "\t").split("\t")
    )
    raw = ReleaseRows.objects.extra(select={"raw": "content"}).values_list(
        "raw", flat=True
    )
    for one in raw:
        assert "BE-VAN" not in one
        assert rows.content not in one


def test_it_says_what_differs(polly, commit, capsys):
    pupils(VAN=12, VLI=7)
    release = computed(polly, commit)
    other = computed(polly, commit)
    HistoryRow.objects.filter(province="BE-VAN").first().delete()
    fewer = computed(polly, commit)
    [kept] = fewer.rows.filter(family="pupils").values("content", "sha256")
    release.rows.filter(family="pupils").update(**kept)
    assert other.sha256 in recompute(other, capsys)
    with pytest.raises(CommandError, match=r"BE-VAN: was \[12\], is nu \[11\]"):
        recompute(release, capsys)


def test_it_says_which_rows_or_words_are_not_what_they_were(polly, commit, capsys):
    pupils(VAN=12, VLI=7)
    release = computed(polly, commit)
    release.rows.filter(family="pupils").update(sha256="0" * 64)
    with pytest.raises(CommandError, match="De rijen pupils"):
        recompute(release, capsys)
    Release.objects.update(figures=release.figures | {"title": "Anders"})
    with pytest.raises(CommandError, match="ander controlegetal"):
        recompute(release, capsys)


def test_what_was_never_computed_is_said(polly, capsys):
    with pytest.raises(CommandError, match="no computed release"):
        recompute(draft(polly, PUPILS), capsys)


# Erasing a person ---------------------------------------------------------------------


def test_erasing_a_pupil_changes_nothing_and_nothing_of_it_is_kept(
    polly, cora, traject, commit, capsys
):
    traject.pupil.birth_date = date(2014, 3, 5)
    traject.pupil.save(update_fields=["birth_date"])
    Traject.objects.filter(pk=traject.pk).update(level="primary")
    key = PseudonymRow.objects.create(
        pupil=UUID(int=7), started="2015-10", province="BE-VAN", level="primary"
    ).key
    HealthPart.objects.create(
        traject=traject, pseudonym=str(key), pupil_pseudonym=str(UUID(int=7))
    )
    release = sign(computed(polly, commit), cora, commit)
    assert shown(release).at(YEAR, "BE-VAN").values == (HIDDEN,)
    Traject.objects.filter(pk=traject.pk).update(state=State.ENDED)
    traject.refresh_from_db()
    erase_file(traject)
    assert release.sha256 in recompute(release, capsys)
    rows = release.rows.get(family="pupils")
    kept_for_good = [
        *canonical(release.figures).decode().split('"'),
        *(word for one in release.rows.all() for word in opened(one.content).split()),
        *everything_readable(),
    ]
    words = {"Tuur", "Peeters", "2014-03-05", str(key), str(UUID(int=7))}
    assert not [word for word in words for text in kept_for_good if word in text]
    # One row, and no column of it is a number of a pupil or a file.
    heading = opened(rows.content).split("\n")[0].split("\t")
    assert heading == list(FAMILIES["pupils"].keys)
    assert not {"pupil", "traject", "key", "id"} & set(heading)


def everything_readable():
    """What the tables of releases hold, files included, as texts."""
    for model in (Release, ReleaseBlock, ReleaseFile):
        yield serialize("json", model.objects.all())
    for file in ReleaseFile.objects.all():
        yield bytes(file.content).decode("latin-1")


# How complete -------------------------------------------------------------------------


def told(polly, commit, **mode):
    release = computed(polly, commit, **mode)
    return [one for one in release.figures["completeness"] if "uittreksel" not in one]


def test_with_all_numbers_it_says_of_how_many_something_is_unknown(polly, commit):
    some = [Traject_("2015-10", whose=number, group="") for number in range(3)]
    take_in([*some, Traject_("2015-10", whose=9, province="", level="")])
    shown_all = {"mode": "unsuppressed", "reason": "Zo gevraagd."}
    assert told(polly, commit, **shown_all) == [
        "Van 1 leerling is de provincie van de school onbekend.",
        "Van 1 leerling is het onderwijsniveau onbekend.",
        "Van 3 leerlingen is de reden onbekend.",
    ]


@pytest.mark.parametrize("unknown", [0, 1, 4])
def test_with_numbers_hidden_a_few_unknown_read_like_none(polly, commit, unknown):
    take_in(
        Traject_(
            "2015-10", "2016-03", number, group="" if number < unknown else "blood"
        )
        for number in range(40)
    )
    [_province, _level, reason] = told(polly, commit)
    assert reason == "Van hoogstens 25 op de 100 leerlingen is de reden onbekend."


def test_an_extract_of_other_school_years_is_not_named(polly, commit):
    pupils(VAN=12)
    other = HistoryImport.objects.create(
        name="y", source="een ander", sha256="y", stage="done"
    )
    for started, ended in (("2013-11", "2014-08"), ("2016-09", "2016-10")):
        HistoryRow.objects.create(
            batch=other, pupil="p", province="BE-VLI", started=started, ended=ended
        )
    release = computed(polly, commit)
    said = [one for one in release.figures["completeness"] if "uittreksel" in one]
    assert said == ["Trajecten van voor dit systeem komen uit een uittreksel: x."]


def opened_round(name, moment, by, traject):
    """With one family on its list, that was not reached."""
    opened = Round.objects.create(
        name=name, why="x", made_by=by, opened_at=moment, opened_by=by
    )
    RoundCall.objects.create(round=opened, traject=traject)


def test_a_round_that_did_not_reach_all_is_said(polly, cora, traject):
    opened_round("Lente", at(date(2016, 5, 2), 9), cora, traject)
    release = Release(first_year=2014, last_year=2015, cutoff_at=timezone.now())
    said = list(sentences_of(release, ["contact_round_results"], {}))
    assert said == ["Bij de bevraging “Lente” is niet elk gezin bereikt."]
    RoundCall.objects.update(answers_given=1)
    assert list(sentences_of(release, ["contact_round_results"], {})) == []


def test_of_rounds_that_are_not_counted_nothing_is_said(cora, traject):
    for name, moment in {
        "Te vroeg": at(date(2014, 8, 31), 23, 59),
        "Eerste": at(date(2014, 9, 1), 0),
        "Laatste": at(date(2016, 8, 31), 23, 59),
        "Te laat": at(date(2016, 9, 1), 0),
    }.items():
        opened_round(name, moment, cora, traject)
    release = Release(first_year=2014, last_year=2015, cutoff_at=timezone.now())

    def told():
        said = sentences_of(release, ["contact_round_completeness"], {})
        return [name for one in said for name in NAME.findall(one)]

    assert told() == ["Eerste", "Laatste"]
    RoundCall.objects.update(answers_given=1)
    for year, name in ((2013, "Ervoor"), (2014, "Erin"), (2016, "Erna")):
        content = {"school_year": year, "round": name, "reached": "no", "number": 1}
        KeptRow.objects.create(family="reach", content=content)
    assert told() == ["Erin"]
    RoundCall.objects.update(answers_given=0)
    release.cutoff_at = at(date(2016, 8, 31), 12)
    assert told() == ["Eerste", "Erin"]
