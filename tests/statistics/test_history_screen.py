"""The policy officer hands in an extract, looks, confirms and withdraws."""

from __future__ import annotations

import csv
import io
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sio.statistics.actions.published import load_table
from sio.statistics.demo.population import extract, records
from sio.statistics.models import HistoryImport, HistoryRow
from sio.statistics.published.reading import own_files, read_table

pytestmark = pytest.mark.django_db
LIST = "/cijfers/geschiedenis/"
NEW = f"{LIST}nieuw/"
HEAD = "leerling;provincie;niveau;redengroep;begonnen op;geëindigd op;onderbroken"
ONE = "a1;BE-VAN;secondary;cancer;2015-09-02;2016-01-15;"


def form(content=f"{HEAD}\n{ONE}", **other):
    raw = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("oud.csv", raw, "text/csv")
    return {"name": "Oud", "source": "Bednet", "as_of": "", "file": file} | other


@pytest.fixture
def post(django_capture_on_commit_callbacks):
    """POST, and let the worker do what follows."""

    def run(client, address, data=None, **more):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, data or {}, **more)

    return run


@pytest.fixture
def taken_in(as_user, polly, post):
    client = as_user(polly)
    post(client, NEW, form())
    history = HistoryImport.objects.get()
    post(client, f"{LIST}{history.pk}/invoer/")
    history.refresh_from_db()
    return history


def test_first_what_would_count_then_it_counts(as_user, polly, post):
    client = as_user(polly)
    assert "Er is nog geen uittreksel ingevoerd" in client.get(LIST).content.decode()
    assert "<code>geëindigd op</code>" in client.get(NEW).content.decode()
    response = post(client, NEW, form(extract()))
    history = HistoryImport.objects.get()
    own = f"{LIST}{history.pk}/"
    assert response.headers["Location"] == own
    page = client.get(own).content.decode()
    assert "nagekeken, wacht op jou" in page
    for place, numbers in {
        "Antwerpen": (46, 55, 62, 101),
        "Brussel": (6, 7, 5, 10),
        "Totaal": (199, 223, 233, 339),
    }.items():
        cells = "".join(f'<td class="number">{number}</td>' for number in numbers)
        row = page.partition(f'<th scope="row">{place}</th>')[2].partition("</tr>")[0]
        assert "".join(row.split()) == "".join(cells.split())
    assert not HistoryRow.objects.exists()
    assert post(client, f"{own}invoer/").headers["Location"] == own
    done = client.get(own).content.decode()
    assert '<span class="badge" role="status">ingevoerd</span>' in done
    assert "Wat er zou meetellen" not in done
    assert HistoryRow.objects.count() == len(records())
    assert f'<td class="number" data-label="Trajecten">{len(records())}</td>' in (
        client.get(LIST).content.decode()
    )


def test_refused_lines_are_named_and_there_to_download(as_user, polly, post):
    client = as_user(polly)
    bad = [f"b{n};=cmd;;;2015-09-02;2016-01-15;" for n in range(120)]
    post(client, NEW, form("\n".join([HEAD, ONE, *bad])))
    own = f"{LIST}{HistoryImport.objects.get().pk}/"
    page = client.get(own).content.decode()
    assert "Aantal fouten: 120." in page
    assert "<strong>Regel 3</strong>, provincie: Dit vak begint als een formule" in page
    assert "history.formula" in page
    assert "<strong>Regel 102</strong>" in page
    assert "<strong>Regel 103</strong>" not in page
    assert "En meer" in page
    assert "Voer dit uittreksel in" not in page
    answer = client.get(f"{own}geweigerd.csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    lines = list(csv.reader(io.StringIO(answer.content.decode()), delimiter=";"))
    assert len(lines) == 121
    assert lines[120][:3] == ["122", "provincie", "history.formula"]
    assert client.post(f"{own}invoer/").status_code == 422


def test_while_a_worker_is_at_it_the_page_asks_again(as_user, polly):
    client = as_user(polly)
    client.post(NEW, form())  # the worker has not come yet
    history = HistoryImport.objects.get()
    HistoryImport.objects.update(progress=37)
    own = f"{LIST}{history.pk}/"
    page = client.get(own).content.decode()
    assert f'hx-get="{own}" hx-trigger="every 2s"' in page
    assert 'value="37"' in page
    part = client.get(own, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div class="stack" id="state"')
    HistoryImport.objects.update(stage="broken")
    part = client.get(own, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in part
    assert "Er ging bij ons iets mis" in part


def test_a_file_is_thrown_away(as_user, polly, post):
    client = as_user(polly)
    post(client, NEW, form())
    own = f"{LIST}{HistoryImport.objects.get().pk}/"
    assert client.get(f"{own}weg/").status_code == 405
    page = client.post(f"{own}weg/", follow=True).content.decode()
    assert "Er is niets veranderd" in page
    assert client.post(f"{own}weg/").status_code == 404


def test_an_import_is_withdrawn_with_a_reason(as_user, polly, taken_in):
    client, own = as_user(polly), f"{LIST}{taken_in.pk}/"
    without = client.post(f"{own}intrekking/", {"why": ""})
    assert without.status_code == 422
    assert 'class="card" open' in without.content.decode()
    assert HistoryRow.objects.count() == 1
    done = client.post(f"{own}intrekking/", {"why": "Dubbel"}, follow=True)
    assert "Trajecten die niet meer meetellen: 1." in done.content.decode()
    assert not HistoryRow.objects.exists()
    assert "Dubbel" in client.get(own).content.decode()
    second = client.post(f"{own}intrekking/", {"why": "Nog eens"})
    assert second.status_code == 422
    assert "Iemand anders was je voor" in second.content.decode()


@pytest.mark.parametrize(
    ("content", "other", "words"),
    [
        (b"", {}, "Dit bestand is leeg"),
        (b"\xff\xfeab", {}, "Bewaar het bestand als CSV UTF-8"),
        (b"x" * (10 * 1024 * 1024 + 1), {}, "groter dan 10 MB"),
        (ONE, {"as_of": "2999-01-01"}, "Die dag moet nog komen"),
        (ONE, {"as_of": "ooit"}, "geldige datum"),
        (ONE, {"name": ""}, "verplicht"),
        (ONE, {"source": "x" * 301}, "300 tekens"),
        (ONE, {"file": ""}, "verplicht"),
    ],
)
def test_what_can_not_be_an_extract_is_refused_at_once(
    as_user, polly, content, other, words
):
    response = as_user(polly).post(NEW, form(content, **other))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not HistoryImport.objects.exists()


def test_the_same_file_again_is_refused_with_its_code(as_user, polly, taken_in):
    response = as_user(polly).post(NEW, form())
    assert response.status_code == 422
    assert "statistics.history_already_in" in response.content.decode()
    assert HistoryImport.objects.get() == taken_in


def test_published_tables_are_listed_with_their_source(as_user, polly):
    for path in own_files():
        load_table(read_table(path))
    page = as_user(polly).get(LIST).content.decode()
    assert page.count("Vlaams Parlement, schriftelijke vraag") == 4
    assert "2012-2013, 2013-2014, 2014-2015, 2015-2016" in page


@pytest.mark.parametrize("who", ["cora", "pia"])
def test_who_may_sign_reads_what_was_taken_in(request, as_user, post, taken_in, who):
    waiting = HistoryImport.objects.create(name="Wacht", stage="checked")
    client = as_user(request.getfixturevalue(who))
    page = client.get(LIST).content.decode()
    assert "Oud" in page
    assert "Wacht" not in page
    assert "Uittreksel invoeren" not in page
    own = client.get(f"{LIST}{taken_in.pk}/").content.decode()
    assert "Bednet" in own
    assert "intrekking" not in own
    assert client.get(f"{LIST}{waiting.pk}/").status_code == 404
    assert client.get(NEW).status_code == 404
    assert client.post(NEW, form()).status_code == 404
    withdrawn = client.post(f"{LIST}{taken_in.pk}/intrekking/", {"why": "x"})
    assert withdrawn.status_code == 422
    assert "statistics.history_not_allowed" in withdrawn.content.decode()
    assert HistoryRow.objects.count() == 1


@pytest.mark.parametrize("who", ["carla", "hans", "sofie", "paula"])
def test_others_do_not_find_it(request, as_user, taken_in, who):
    client = as_user(request.getfixturevalue(who))
    own = f"{LIST}{taken_in.pk}/"
    for address in (LIST, NEW, own, f"{own}geweigerd.csv"):
        assert client.get(address).status_code == 404
    for address in ("invoer/", "weg/", "intrekking/"):
        assert client.post(own + address, {"why": "x"}).status_code == 404
    assert HistoryRow.objects.count() == 1


def test_the_list_asks_as_often_for_three_as_for_one(as_user, polly, taken_in):
    client = as_user(polly)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        return len(captured)

    client.get(LIST)
    one = asked()
    for name in ("Twee", "Drie"):
        HistoryImport.objects.create(name=name, stage="done", by=polly, sha256=name)
    assert asked() == one


def test_published_tables_are_there_to_be_read(as_user, polly, cora, hans):
    call_command("load_published", stdout=StringIO())
    page = as_user(polly).get("/cijfers/geschiedenis/tabellen/").content.decode()
    assert page.count("<caption>") == 5
    assert page.count("vroeger gepubliceerd") == 5
    assert ">339<" in page
    assert as_user(cora).get("/cijfers/geschiedenis/tabellen/").status_code == 200
    assert as_user(hans).get("/cijfers/geschiedenis/tabellen/").status_code == 404
