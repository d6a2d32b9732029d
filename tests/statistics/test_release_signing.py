"""Signing: by a second person, once, and never changed from then on."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.utils import timezone

from sio.core.models import AccessRecord
from sio.lessons import demo
from sio.statistics import charts
from sio.statistics.actions.files import (
    files_of,
    keep_signed_files,
    make_missing_files,
    task_sign_files,
)
from sio.statistics.actions.published import load_table
from sio.statistics.actions.release import (
    back_to_draft,
    correct_release,
    drop_release,
)
from sio.statistics.actions.sign import sign_release
from sio.statistics.cells import HIDDEN
from sio.statistics.demo.release import want_releases
from sio.statistics.errors import (
    DifferencesUnread,
    FiguresNotAllowed,
    FiguresOvertaken,
    NotSigned,
    SignedByAnother,
    StageMoved,
)
from sio.statistics.models import (
    HistoryRow,
    Release,
)
from sio.statistics.published.reading import own_files, read_table
from sio.statistics.queries.document import change_rows, document_of, shown_cubes
from sio.statistics.queries.open import releases_visible_to_all
from tests.statistics.population import Traject, columns
from tests.statistics.releasing import (
    PUPILS,
    compute,
    computed,
    draft,
    pupils,
    put,
)
from tests.statistics.releasing import signed as sign

pytestmark = pytest.mark.django_db
YEAR = "2015-2016"
ALL_SHOWN = {"mode": "unsuppressed", "reason": "Zo gevraagd."}


def more(count, province="BE-VAN"):
    """So many pupils more than there were."""
    batch = HistoryRow.objects.first().batch
    HistoryRow.objects.bulk_create(
        HistoryRow(
            batch=batch,
            pupil=f"more{number}",
            **columns(Traject("2015-10", "2016-03", province=province)),
        )
        for number in range(count)
    )


def given(release, *read):
    return {"sha256": release.sha256, "read": [str(one) for one in read]}


# Who ----------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["pim", "cora", "pia"])
def test_a_second_person_signs_it_and_its_files_say_so(
    as_user, request, ready, commit, who
):
    signer = request.getfixturevalue(who)
    client, page = as_user(signer), f"/cijfers/{ready.number}/handtekening/"
    assert client.get(page).status_code == 200
    with commit(execute=True):
        assert client.post(page, given(ready)).status_code == 302
    ready.refresh_from_db()
    assert (ready.stage, ready.signed_by) == ("signed", signer)
    names = set(ready.files.values_list("name", flat=True))
    assert {f"uitgave-{ready.number}.{end}" for end in ("pdf", "csv", "json")} <= names
    made = bytes(ready.files.get(name__endswith=".docx").content)
    with ZipFile(io.BytesIO(made)) as word:
        assert signer.name in word.read("word/document.xml").decode()
    assert document_of(ready).signed_by == signer.name


def test_its_page_waits_for_the_files_and_shows_them_by_itself(
    as_user, polly, cora, ready
):
    read = range(len(ready.differences))
    sign_release(release=ready, sha256=ready.sha256, read=read, by=cora)
    client, page = as_user(polly), f"/cijfers/{ready.number}/"
    asks_again, name = f'hx-get="{page}voortgang/"', f"uitgave-{ready.number}.pdf"
    html = client.get(page).content.decode()
    assert "De bestanden worden gemaakt. Ze komen hier vanzelf." in html
    assert asks_again in html
    asked = {"headers": {"HX-Request": "true"}}
    part = client.get(f"{page}voortgang/", **asked).content.decode()
    assert asks_again in part
    assert name not in part
    task_sign_files.func(ready.pk)
    part = client.get(f"{page}voortgang/", **asked).content.decode()
    assert name in part
    assert "<html" not in part
    assert asks_again not in part
    assert asks_again not in client.get(page).content.decode()


def test_who_made_it_does_not_sign_it(as_user, polly, ready):
    page = f"/cijfers/{ready.number}/handtekening/"
    assert as_user(polly).get(page).status_code == 404
    response = as_user(polly).post(page, given(ready))
    assert response.status_code == 422
    assert SignedByAnother.code in response.content.decode()
    assert Release.objects.get().stage == "computed"


def test_who_computed_it_does_not_sign_it_either(polly, pim, commit):
    pupils(VAN=12)
    release = compute(draft(polly, PUPILS), pim, commit)
    for own in (polly, pim):
        with pytest.raises(SignedByAnother):
            sign_release(release=release, sha256=release.sha256, read=[], by=own)


@pytest.mark.parametrize("who", ["carla", "hans", "sofie", "paula"])
def test_nobody_else_signs(request, ready, who):
    other = request.getfixturevalue(who)
    with pytest.raises(FiguresNotAllowed):
        sign_release(release=ready, sha256=ready.sha256, read=[], by=other)


def test_with_all_numbers_the_coordinator_or_the_privacy_officer_signs(
    as_user, polly, pim, pia, commit
):
    pupils(VAN=12, BRU=3)
    release = computed(polly, commit, **ALL_SHOWN)
    page = f"/cijfers/{release.number}/handtekening/"
    assert as_user(pim).get(page).status_code == 404
    with pytest.raises(FiguresNotAllowed):
        sign_release(release=release, sha256=release.sha256, read=[], by=pim)
    html = as_user(pia).get(page).content.decode()
    assert "Zo gevraagd." in html
    sign(release, pia, commit)
    assert release.signed_by == pia


# Once ---------------------------------------------------------------------------------


def test_of_two_who_sign_one_did(ready, cora, pia, commit):
    stale = Release.objects.get()
    sign(ready, cora, commit)
    with pytest.raises(StageMoved):
        sign_release(release=stale, sha256=stale.sha256, read=[], by=pia)
    assert Release.objects.get().signed_by == cora


def test_what_was_computed_anew_meanwhile_is_not_signed_unread(
    as_user, polly, cora, ready, commit
):
    seen = given(ready)
    back_to_draft(release=ready, by=polly)
    put(ready, polly, "text", text="Nog iets.")
    compute(ready, polly, commit)
    page = f"/cijfers/{ready.number}/handtekening/"
    response = as_user(cora).post(page, seen)
    assert response.status_code == 422
    assert StageMoved.code in response.content.decode()
    assert Release.objects.get().stage == "computed"


def test_a_signed_one_goes_nowhere(polly, cora, ready, commit):
    sign(ready, cora, commit)
    for refused in (back_to_draft, drop_release):
        with pytest.raises(StageMoved):
            refused(release=ready, by=polly)
    assert Release.objects.get().stage == "signed"


def test_whoever_has_its_json_can_check_the_hash_on_the_others(ready, cora, commit):
    for release in (ready, sign(ready, cora, commit)):
        made = bytes(release.files.get(name__endswith=".json").content)
        assert hashlib.sha256(made).hexdigest() == release.sha256
        assert json.loads(made) == release.figures
        assert release.sha256 == document_of(release).sha256


def test_the_clock_makes_files_that_a_worker_did_not(ready, cora, commit):
    with commit():  # and the worker dies
        sign_release(release=ready, sha256=ready.sha256, read=[], by=cora)
    now = timezone.now()
    assert make_missing_files(now + timedelta(minutes=9)) == 0
    assert not ready.files.exists()
    assert make_missing_files(now + timedelta(minutes=11)) == 1
    ready.refresh_from_db()
    assert ready.files_at
    assert ready.files.filter(name__endswith=".pdf").exists()
    assert make_missing_files(now + timedelta(minutes=11)) == 0


def test_making_its_files_again_changes_none(ready, cora, commit):
    sign(ready, cora, commit)
    before = list(ready.files.values_list("pk", "name", "content"))
    task_sign_files.func(ready.pk)
    assert not keep_signed_files(
        release=ready, files=files_of(ready)
    )  # a second worker
    assert list(ready.files.values_list("pk", "name", "content")) == before


# Earlier releases ---------------------------------------------------------------------


def test_a_difference_with_an_earlier_one_is_named_and_ticked_off_first(
    as_user, polly, cora, pia, ready, commit
):
    sign(ready, cora, commit)
    more(2)
    later = computed(polly, commit)
    assert later.figures["compared_with"] == [ready.number]
    client, page = as_user(pia), f"/cijfers/{later.number}/handtekening/"
    html = client.get(page).content.decode()
    assert f"Verschilt zo weinig met uitgave {ready.number}" in html
    assert "Antwerpen" in html
    response = client.post(page, given(later))
    assert response.status_code == 422
    assert "Lees eerst elk verschil" in response.content.decode()
    assert Release.objects.get(pk=later.pk).stage == "computed"
    all_read = range(len(later.differences))
    assert client.post(page, given(later, *all_read)).status_code == 302
    assert Release.objects.get(pk=later.pk).stage == "signed"


def test_unread_differences_are_refused_by_the_action_too(
    polly, cora, pia, ready, commit
):
    sign(ready, cora, commit)
    more(2)
    later = computed(polly, commit)
    assert later.differences
    with pytest.raises(DifferencesUnread):
        sign_release(release=later, sha256=later.sha256, read=[], by=pia)


def test_what_is_signed_meanwhile_must_be_reckoned_with(
    as_user, polly, cora, pia, ready, commit
):
    other = computed(polly, commit)
    sign(ready, cora, commit)
    page = f"/cijfers/{other.number}/handtekening/"
    response = as_user(pia).post(page, given(other))
    assert response.status_code == 422
    assert "Bereken deze opnieuw" in response.content.decode()
    with pytest.raises(FiguresOvertaken):
        sign_release(release=other, sha256=other.sha256, read=[], by=pia)
    back_to_draft(release=other, by=polly)
    sign(compute(other, polly, commit), pia, commit)
    assert other.figures["compared_with"] == [ready.number]


# Corrections --------------------------------------------------------------------------


def test_a_correction_names_the_old_one_and_shows_each_cell_that_differs(
    as_user, polly, cora, pia, ready, commit
):
    sign(ready, cora, commit)
    more(6)
    response = as_user(polly).post(f"/cijfers/{ready.number}/verbetering/")
    correction = Release.objects.get(corrects=ready)
    assert response.headers["Location"] == f"/cijfers/{correction.number}/"
    compute(correction, polly, commit)
    rows = change_rows(correction.figures)
    assert {
        "figure": "Leerlingen",
        "place": f"{YEAR}, Antwerpen",
        "measure": "leerlingen",
        "old": "12",
        "new": "18",
    } in rows
    page = f"/cijfers/{correction.number}/"
    html = as_user(pia).get(f"{page}verschil/").content.decode()
    assert "Antwerpen" in html
    [*_blocks, last] = document_of(correction).blocks
    assert f"uitgave {ready.number}" in last.text
    assert f"- Leerlingen, {YEAR}, Antwerpen, leerlingen: 12 werd 18" in last.text
    sign(correction, pia, commit)
    assert document_of(correction).corrects == ready.number
    html = as_user(pia).get(f"/cijfers/{ready.number}/").content.decode()
    assert f'href="{page}"' in html
    assert Release.objects.get(pk=ready.pk).sha256 == ready.sha256


def test_a_correction_of_words_alone_says_so(polly, cora, ready, commit):
    sign(ready, cora, commit)
    correction = compute(correct_release(release=ready, by=polly), polly, commit)
    assert change_rows(correction.figures) == []
    assert "Alle cijfers zijn dezelfde" in document_of(correction).blocks[-1].text


def test_what_is_not_signed_is_not_corrected_but_changed(polly, ready):
    with pytest.raises(NotSigned):
        correct_release(release=ready, by=polly)
    assert Release.objects.count() == 1


# Files and looks ----------------------------------------------------------------------


def records():
    return list(
        AccessRecord.objects.order_by("sequence").values_list("what", "page", "why")
    )


def test_with_numbers_hidden_a_file_leaves_no_record(as_user, cora, ready):
    client = as_user(cora)
    name = f"uitgave-{ready.number}.csv"
    page = f"/cijfers/{ready.number}/bestanden/{name}"
    response = client.get(page)
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.content == bytes(ready.files.get(name=name).content)
    assert client.get(f"/cijfers/{ready.number}/document/").status_code == 200
    assert records() == []


def test_with_all_numbers_each_look_and_each_file_leaves_a_record(
    as_user, polly, cora, commit
):
    pupils(VAN=12, BRU=3)
    release = computed(polly, commit, **ALL_SHOWN)
    client, page = as_user(cora), f"/cijfers/{release.number}"
    client.get(f"{page}/document/")
    client.get(f"{page}/bestanden/uitgave-{release.number}.pdf")
    why = f"{release.number}"
    assert records() == [("viewed", "release", why), ("exported", "release", why)]


def test_the_document_reads_as_it_was_typed(as_user, polly, cora, commit):
    pupils(VAN=12, BRU=3)
    release = draft(polly)
    put(release, polly, "text", text="=1+1 <script>alert(1)</script>\n\n- een\n- twee")
    put(release, polly, "figure", cube=PUPILS, caption="<b>Bij</b>", chart="bars")
    compute(release, polly, commit)
    html = as_user(cora).get(f"/cijfers/{release.number}/document/").content.decode()
    assert "=1+1 &lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<li>een</li><li>twee</li>" in html
    assert "&lt;b&gt;Bij&lt;/b&gt;" in html
    assert HIDDEN in html
    name = charts.file_name(1, "nl-be")
    assert f'src="/cijfers/{release.number}/bestanden/{name}"' in html
    picture = as_user(cora).get(f"/cijfers/{release.number}/bestanden/{name}")
    assert picture.headers["Content-Type"] == "image/svg+xml"


def test_the_document_speaks_its_own_language(as_user, polly, cora, commit):
    pupils(VAN=12)
    release = computed(polly, commit, language="fr")
    html = as_user(cora).get(f"/cijfers/{release.number}/document/").content.decode()
    assert 'lang="fr"' in html
    assert "Anvers" in html
    assert "Antwerpen" not in html


@pytest.mark.parametrize("who", ["carla", "hans", "sofie", "paula"])
def test_outsiders_find_no_file_and_no_document(as_user, request, ready, who):
    client = as_user(request.getfixturevalue(who))
    for page in ("document/", f"bestanden/uitgave-{ready.number}.csv", "handtekening/"):
        assert client.get(f"/cijfers/{ready.number}/{page}").status_code == 404, page


# The demo -----------------------------------------------------------------------------


def test_the_demo_has_its_finished_releases_once(settings, commit):
    settings.SIO_DEMO = True
    demo.load_demo()
    pupils(VAN=12, BRU=3)
    for path in own_files():
        load_table(read_table(path))
    mask = [[PUPILS, f"{YEAR}|BE-VAN", "pupils"]]
    for _twice in range(2):
        with commit(execute=True):
            want_releases(mask)
    answer, figures = Release.objects.order_by("number")
    for one in (answer, figures):
        assert (one.stage, one.first_year, one.last_year) == ("signed", 2012, 2015)
        assert one.files.filter(name__endswith=".pdf").exists()
    cube = shown_cubes(answer.figures)[PUPILS]
    assert cube.at(YEAR, "BE-VAN").values == (None,)
    assert cube.at(YEAR, "BE-BRU").values == (3,)
    # What was printed then stands below what is computed, with its source.
    before = [one for one in shown_cubes(answer.figures).values() if one.source]
    assert [one.shape.name for one in before] == [PUPILS, PUPILS]
    assert before[0].at("2012-2013", "BE-VAN").values == (46,)
    assert not [one for one in shown_cubes(figures.figures).values() if one.source]
    texts = [one["text"] for one in answer.figures["blocks"] if "text" in one]
    assert not [text for text in texts if "Beschrijf hier" in text]
    assert releases_visible_to_all().get() == figures
