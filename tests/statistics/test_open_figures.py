from __future__ import annotations

import csv
import io
import json

import pytest
from django.test import Client

from sio.statistics.actions.files import task_sign_files
from sio.statistics.cells import HIDDEN
from sio.statistics.formats.plain import csv_of
from tests.statistics.documents import SCRIPT, document_of
from tests.statistics.releases import FIGURES, SECRET, TITLE, keep_chart, release_of

pytestmark = pytest.mark.django_db

LIST, PAGE = "/open-cijfers/", "/open-cijfers/7/"
FILES = ("cijfers.csv", "cijfers.json", "figuur-1.nl-be.svg")
CATALOGUES = ("catalogus.jsonld", "catalogus.ttl")


@pytest.fixture
def release(polly, cora):
    made = release_of(polly, cora)
    keep_chart(made, "figuur-1.nl-be.svg")
    keep_chart(made, "figuur-1.fr.svg")
    return made


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def everything(client):
    """All that is open of release 7."""
    pages = [LIST, PAGE, f"{PAGE}?taal=de"]
    pages += [PAGE + name for name in FILES]
    pages += [LIST + name for name in CATALOGUES]
    return "\n".join(read(client, page) for page in pages)


def test_stranger_reads_the_figures_of_a_signed_release(client, release):
    page = read(client, LIST)
    assert f'href="{PAGE}"' in page
    assert TITLE in page
    page = read(client, PAGE)
    for figure in FIGURES[:4]:
        assert figure.caption in page
    assert "1.339" in page  # a total
    assert HIDDEN in page
    assert "Van 1 september tot en met 31 augustus." in page
    assert "Alle scholen zijn meegeteld." in page
    assert release.sha256 in page


def test_the_list_says_what_is_there_and_what_is_not(client, release):
    page = read(client, LIST)
    assert "Dit zijn de cijfers die we bekendmaken." in page
    assert "waarin kleine aantallen te lezen zijn, staan hier niet" in page
    assert "aan het Vlaams Parlement gaven" not in page


def test_the_list_loads_no_figures_but_of_the_newest(
    client, polly, cora, release, django_assert_num_queries
):
    release_of(polly, cora, number=8, corrects=release)
    with django_assert_num_queries(3) as asked:
        read(client, LIST)
    loaded = [one["sql"] for one in asked if '"figures"' in one["sql"]]
    assert len(loaded) == 1
    assert "LIMIT 21" in loaded[0]  # of one row


def test_nothing_is_said_of_who_made_it_or_typed_what(client, release):
    told = everything(client)
    for word in ("Polly", "Cora", "polly", "cora", SECRET, "made_by", "signed_by"):
        assert word not in told
    assert "tweede persoon" in told


@pytest.mark.parametrize(
    "changes",
    [
        {"mode": "unsuppressed", "reason": "besluit"},
        {"stage": "draft"},
        {"stage": "computing"},
        {"stage": "computed"},
        {"stage": "dropped"},
    ],
)
def test_what_is_not_signed_or_hides_nothing_is_found_nowhere(
    client, polly, cora, changes
):
    closed = release_of(polly, cora, **changes)
    keep_chart(closed, "figuur-1.nl-be.svg")
    for address in (PAGE, *(PAGE + name for name in FILES)):
        assert client.get(address).status_code == 404, address
    for address in (LIST, *(LIST + name for name in CATALOGUES)):
        assert TITLE not in read(client, address)
        assert PAGE not in read(client, address)


def test_list_is_empty_at_first(client):
    assert "Er zijn nog geen open cijfers." in read(client, LIST)
    graph = json.loads(read(client, LIST + "catalogus.jsonld"))["@graph"]
    assert [one["@type"] for one in graph] == ["dcat:Catalog", "foaf:Agent"]


def test_newest_comes_first_and_the_old_one_names_its_correction(
    client, release, polly, cora
):
    release_of(polly, cora, number=8, corrects=release)
    page = read(client, LIST)
    assert page.index("/open-cijfers/8/") < page.index(PAGE)
    assert page.count("verbeterd door uitgave 8") == 1
    old, new = read(client, PAGE), read(client, "/open-cijfers/8/")
    assert "Deze cijfers zijn later verbeterd." in old
    assert 'href="/open-cijfers/8/"' in old
    assert "Dit is een verbetering van uitgave 7." in new
    assert "later verbeterd" not in new
    assert json.loads(read(client, PAGE + "cijfers.json"))["corrected_by"] == [8]


def test_correction_that_is_not_for_everybody_is_told_without_its_number(
    client, release, polly, cora
):
    closed = {"mode": "unsuppressed", "reason": "besluit"}
    release_of(polly, cora, number=8, corrects=release, **closed)
    release_of(polly, cora, number=9, corrects=release, stage="computed")
    page = read(client, PAGE)
    assert "in een uitgave die niet openbaar is" in page
    assert "/open-cijfers/8/" not in page
    assert "/open-cijfers/9/" not in page
    assert json.loads(read(client, PAGE + "cijfers.json"))["corrected_by"] == []


def test_chart_is_shown_in_the_language_of_the_reader_or_of_the_release(
    client, release
):
    assert 'src="/open-cijfers/7/figuur-1.nl-be.svg"' in read(client, PAGE)
    assert 'src="/open-cijfers/7/figuur-1.fr.svg"' in read(client, PAGE + "?taal=fr")
    assert 'src="/open-cijfers/7/figuur-1.nl-be.svg"' in read(client, PAGE + "?taal=en")
    page = read(client, PAGE)
    assert 'alt="Lijngrafiek: leerlingen, van 2012-2013 tot 2015-2016.' in page
    assert "figuur-3" not in page  # one that was not drawn yet
    response = client.get(PAGE + "figuur-1.fr.svg")
    assert response["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize(
    ("mode", "languages"),
    [("suppressed", ("de", "en", "fr", "nl-be")), ("unsuppressed", ("nl-be",))],
)
def test_worker_draws_for_every_reader_what_everybody_may_read(
    polly, cora, mode, languages
):
    figures, reason = FIGURES[:1], "besluit" if mode == "unsuppressed" else ""
    release = release_of(polly, cora, figures=figures, mode=mode, reason=reason)
    task_sign_files.func(release.pk)
    charts = release.files.filter(media_type="image/svg+xml").order_by("name")
    assert [one.name for one in charts] == [
        f"figuur-1.{language}.svg" for language in languages
    ]
    assert all(b"<svg" in bytes(one.content) for one in charts)


def test_no_other_file_of_a_release_is_open(client, release):
    release.files.create(
        name="uitgave-7.pdf", media_type="application/pdf", content=b""
    )
    for name in ("uitgave-7.pdf", "uitgave-7.csv", "figuur-9.nl-be.svg"):
        assert client.get(PAGE + name).status_code == 404


@pytest.mark.parametrize(
    ("language", "title", "number"),
    [
        ("", "Open cijfers", "1.339"),
        ("fr", "Chiffres ouverts", "1\N{NARROW NO-BREAK SPACE}339"),
        ("en", "Open figures", "1,339"),
        ("de", "Offene Zahlen", "1.339"),
        ("xx", "Open cijfers", "1.339"),
    ],
)
def test_pages_speak_four_languages_by_their_address(release, language, title, number):
    # What the browser would rather have is no matter: a cache gives all the same.
    client = Client(headers={"Accept-Language": "de", "Cookie": "sio_language=de"})
    suffix = f"?taal={language}" if language else ""
    response = client.get(LIST + suffix)
    assert f"<h1>{title}</h1>" in response.content.decode()
    assert response["Content-Language"] == (
        language if language in ("fr", "en", "de") else "nl-be"
    )
    page = read(client, PAGE + suffix)
    assert number in page
    if language == "fr":
        assert f'href="{LIST}?taal=fr"' in page
        assert f'<h1 lang="nl-be">{TITLE}</h1>' in page


def test_everybody_gets_the_same_and_caches_may_keep_it(release, as_user, polly):
    stranger, member = Client(), as_user(polly)
    for address in (LIST, PAGE, *(PAGE + name for name in FILES)):
        one, other = stranger.get(address), member.get(address)
        assert one.content == other.content
        assert one["Cache-Control"] == "public, max-age=300"
        assert one["ETag"] == other["ETag"]
        assert "Cookie" not in one["Vary"]
        assert not one.cookies
        assert not other.cookies
        again = stranger.get(address, headers={"If-None-Match": one["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["Cache-Control"] == "public, max-age=300"
    assert stranger.get("/open-cijfers/99/")["Cache-Control"] == "no-store, private"


def test_etag_changes_with_what_is_told(client, release, polly, cora):
    before = client.get(PAGE)["ETag"]
    release_of(polly, cora, number=8, corrects=release)
    response = client.get(PAGE, headers={"If-None-Match": before})
    assert response.status_code == 200
    assert response["ETag"] != before


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_taken_in(client, release, method):
    for address in (LIST, PAGE, PAGE + "cijfers.csv", LIST + "catalogus.ttl"):
        assert getattr(client, method)(address).status_code == 405
    assert client.head(PAGE).status_code == 200


def test_csv_has_the_numbers_of_all_figures(client, release):
    response = client.get(PAGE + "cijfers.csv")
    assert response["Content-Type"].startswith("text/csv")
    assert response["Content-Disposition"] == (
        'attachment; filename="open-cijfers-7.csv"'
    )
    assert response["Access-Control-Allow-Origin"] == "*"
    expected = csv_of(document_of(blocks=FIGURES)).decode()
    rows = csv.DictReader(io.StringIO(response.content.decode()))
    assert list(rows) == list(csv.DictReader(io.StringIO(expected)))


def test_json_has_the_figures_with_what_they_mean(client, release):
    response = client.get(PAGE + "cijfers.json")
    assert response["Access-Control-Allow-Origin"] == "*"
    found = json.loads(response.content)
    assert found["number"] == 7
    assert found["sha256"] == release.sha256
    assert found["licence"].endswith("/modellicentie-gratis-hergebruik/v1.0")
    assert [one["caption"] for one in found["figures"]] == [
        one.caption for one in FIGURES
    ]
    first = found["figures"][0]["figures"]
    assert first == FIGURES[0].cube.as_json()
    hidden = {"school_year": "2014-2015", "province": "BE-BRU", "pupils": HIDDEN}
    assert hidden in first["cells"]
    assert [one["key"] for one in found["definitions"]][:2] == ["school_year", "pupil"]


def test_officer_can_type_no_markup_into_it(client, polly, cora):
    release_of(polly, cora, title=SCRIPT)
    told = "".join(
        read(client, page) for page in (LIST, PAGE, LIST + "catalogus.jsonld")
    )
    assert "&lt;script&gt;" in told
    assert "<h1>Open cijfers</h1>" in told
    assert (
        SCRIPT
        in json.loads(read(client, LIST + "catalogus.jsonld"))["@graph"][2][
            "dct:title"
        ][0]["@value"]
    )


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_database_no_more_for_more(
    client, polly, cora, count, django_assert_num_queries
):
    for number in range(7, 7 + count):
        release_of(polly, cora, number=number)
    with django_assert_num_queries(3):  # one for what the words of the newest mean
        client.get(LIST)
    with django_assert_num_queries(3):
        client.get(PAGE)
    with django_assert_num_queries(2):
        client.get(LIST + "catalogus.ttl")


def test_footer_leads_there(client):
    assert 'href="/open-cijfers/"' in read(client, "/")
    client.cookies["__Host-sio_language"] = "fr"
    page = Client(headers={"Accept-Language": "fr"}).get("/").content.decode()
    assert 'href="/open-cijfers/?taal=fr"' in page
