from __future__ import annotations

import hashlib
import json
import re

import pytest

from sio.statistics.rdf import PREFIXES, Ref, Thing, Words, json_ld_of, turtle_of
from tests.statistics.releases import TITLE, release_of

pytestmark = pytest.mark.django_db

SITE = "http://testserver/open-cijfers/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"


@pytest.fixture
def graph(client, polly, cora):
    """All things of the catalogue by their address, with a correction among them."""
    old = release_of(polly, cora)
    release_of(polly, cora, number=8, corrects=old, language="fr")
    response = client.get("/open-cijfers/catalogus.jsonld")
    assert response["Content-Type"] == "application/ld+json"
    content = json.loads(response.content)
    assert content["@context"] == PREFIXES
    return {one["@id"]: one for one in content["@graph"]}


def test_catalogue_says_what_dcat_ap_asks_for(graph):
    catalogue = graph[SITE + "#catalogus"]
    titles = {one["@language"]: one["@value"] for one in catalogue["dct:title"]}
    assert titles["nl"] == "Open cijfers over synchroon internetonderwijs"
    assert set(titles) == {"nl", "fr", "en", "de"}
    assert len(catalogue["dct:description"]) == 4
    assert catalogue["dct:publisher"] == [{"@id": SITE + "#uitgever"}]
    assert graph[SITE + "#uitgever"]["foaf:name"] == [{"@value": "sio"}]
    assert catalogue["dcat:dataset"] == [{"@id": SITE + "8/"}, {"@id": SITE + "7/"}]


def test_each_release_is_a_dataset_with_its_files(client, graph):
    dataset = graph[SITE + "7/"]
    assert dataset["@type"] == "dcat:Dataset"
    assert dataset["dct:title"] == [{"@value": TITLE, "@language": "nl"}]
    assert "2012-2013 tot 2015-2016" in dataset["dct:description"][0]["@value"]
    assert dataset["dct:accessRights"] == [{"@id": AUTHORITY + "access-right/PUBLIC"}]
    assert dataset["dct:language"] == [{"@id": AUTHORITY + "language/NLD"}]
    assert dataset["dcat:theme"] == [{"@id": AUTHORITY + "data-theme/EDUC"}]
    assert dataset["dct:issued"] == [
        {"@value": "2016-12-02T10:00:00+00:00", "@type": "xsd:dateTime"}
    ]
    period = graph[SITE + "7/#periode"]
    assert period["dcat:startDate"] == [{"@value": "2012-09-01", "@type": "xsd:date"}]
    assert period["dcat:endDate"] == [{"@value": "2016-08-31", "@type": "xsd:date"}]
    for name, kind in (("csv", "text/csv"), ("json", "application/json")):
        file = graph[f"{SITE}7/cijfers.{name}#bestand"]
        content = client.get(f"/open-cijfers/7/cijfers.{name}").content
        assert file["dcat:downloadURL"] == [{"@id": f"{SITE}7/cijfers.{name}"}]
        assert file["dcat:mediaType"][0]["@id"].endswith(kind)
        assert file["dct:format"] == [{"@id": f"{AUTHORITY}file-type/{name.upper()}"}]
        assert file["dcat:byteSize"][0]["@value"] == str(len(content))
        sums = graph[file["spdx:checksum"][0]["@id"]]
        digest = hashlib.sha256(content).hexdigest()
        assert sums["spdx:checksumValue"][0]["@value"] == digest


def test_correction_and_corrected_name_each_other(graph):
    assert graph[SITE + "7/"]["dct:isReplacedBy"] == [{"@id": SITE + "8/"}]
    assert graph[SITE + "8/"]["dct:replaces"] == [{"@id": SITE + "7/"}]
    assert "années scolaires" in graph[SITE + "8/"]["dct:description"][0]["@value"]


def test_everything_that_is_named_in_it_is_told(graph):
    named = {
        value["@id"]
        for thing in graph.values()
        for values in thing.values()
        if isinstance(values, list)
        for value in values
        if value.get("@id", "").startswith(SITE)
    }
    files = {f"{SITE}{n}/cijfers.{kind}" for n in (7, 8) for kind in ("csv", "json")}
    assert named - files - {SITE} <= set(graph)


def test_licence_publisher_and_contact_are_settings(client, graph, settings):
    settings.OPEN_LICENCE = "cc0-1.0"
    settings.ORGANISATION = "Bednet"
    settings.HELPDESK_EMAIL = "help@sio.example"
    settings.PUBLIC_URL = "https://sio.example"
    content = json.loads(client.get("/open-cijfers/catalogus.jsonld").content)
    told = {one["@id"]: one for one in content["@graph"]}
    home = "https://sio.example/open-cijfers/"
    zero = "https://creativecommons.org/publicdomain/zero/1.0/"
    assert told[home + "7/"]["dct:license"] == [{"@id": zero}]
    assert told[home + "#uitgever"]["foaf:name"] == [{"@value": "Bednet"}]
    assert told[home + "7/"]["dcat:contactPoint"] == [{"@id": home + "#contact"}]
    mail = [{"@id": "mailto:help@sio.example"}]
    assert told[home + "#contact"]["vcard:hasEmail"] == mail
    assert "CC0 1.0" in client.get("/open-cijfers/").content.decode()


def test_turtle_tells_the_same(client, graph):
    response = client.get("/open-cijfers/catalogus.ttl")
    assert response["Content-Type"] == "text/turtle; charset=utf-8"
    text = response.content.decode()
    assert set(re.findall(r"^<([^>]+)> a ", text, re.M)) == set(graph)
    assert f'  dct:title "{TITLE}"@nl' in text
    used = {name for thing in graph.values() for name in thing if ":" in name}
    assert all(f"  {name} " in text for name in used)


def test_no_text_gets_out_of_its_quotes():
    nasty = 'a "b" \\ c\r\nd> <x'
    thing = Thing("http://x/<a b>", "dcat:Dataset", [("dct:title", Words(nasty, "nl"))])
    told = turtle_of([thing]).decode()
    assert '"a \\"b\\" \\\\ c\\r\\nd> <x"@nl' in told
    assert "<http://x/%3Ca%20b%3E> a dcat:Dataset ;" in told
    graph = json.loads(json_ld_of([thing]))["@graph"]
    assert graph[0]["dct:title"] == [{"@value": nasty, "@language": "nl"}]
    both = Thing("http://x/", "dcat:Catalog", [("dct:a", Ref("http://y/"))] * 2)
    assert "  dct:a <http://y/>, <http://y/> ." in turtle_of([both]).decode()
