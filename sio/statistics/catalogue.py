"""The open figures as a catalogue for portals of open data (DCAT-AP 3)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from sio.statistics.licences import licence
from sio.statistics.models import Release
from sio.statistics.queries.open import open_corrections
from sio.statistics.rdf import Ref, Thing, Value, Words

_AUTHORITY = "http://publications.europa.eu/resource/authority/"
LANGUAGES = {"nl-be": "NLD", "fr": "FRA", "en": "ENG", "de": "DEU"}
PUBLIC = Ref(f"{_AUTHORITY}access-right/PUBLIC")
EDUCATION = Ref(f"{_AUTHORITY}data-theme/EDUC")
# The Flemish region and that of Brussels, where Flemish schools stand.
PLACES = (
    Ref("http://data.europa.eu/nuts/code/BE2"),
    Ref("http://data.europa.eu/nuts/code/BE1"),
)
SHA256 = Ref("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")
_TYPES = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True)
class OpenFile:
    """One form in which the figures of a release may be fetched."""

    address: str
    name: str  # of the authority: CSV, JSON
    media_type: str
    content: bytes


def catalogue_of(
    site: str, releases: Iterable[tuple[Release, list[OpenFile]]]
) -> Iterator[Thing]:
    """The catalogue, who publishes it, and a dataset for each release with its files.

    `site` is the address of our site, without a slash at its end. Words stand in the
    language of the release and, of the catalogue, in all four.
    """
    found = list(releases)
    home = site + reverse("statistics:open")
    publisher = f"{home}#uitgever"
    yield _catalogue(home, publisher, site, [release for release, _files in found])
    yield Thing(publisher, "foaf:Agent", [("foaf:name", Words(settings.ORGANISATION))])
    if settings.HELPDESK_EMAIL:
        yield Thing(
            f"{home}#contact",
            "vcard:Kind",
            [
                ("vcard:fn", Words(settings.ORGANISATION)),
                ("vcard:hasEmail", Ref(f"mailto:{settings.HELPDESK_EMAIL}")),
            ],
        )
    for release, files in found:
        yield from _dataset(release, site, files, publisher)


def _catalogue(home: str, publisher: str, site: str, releases: list[Release]) -> Thing:
    facts: list[tuple[str, Value]] = []
    for code in LANGUAGES:
        with override(code):
            title = _("Open cijfers over synchroon internetonderwijs")
            told = _(
                "Cijfers van ondertekende uitgaven, met kleine aantallen verborgen."
            )
        facts += [
            ("dct:title", Words(title, language=_tag(code))),
            ("dct:description", Words(told, language=_tag(code))),
            ("dct:language", _language(code)),
        ]
    facts += [
        ("dct:publisher", Ref(publisher)),
        ("dct:license", Ref(licence().uri)),
        ("foaf:homepage", Ref(home)),
        ("dcat:themeTaxonomy", Ref(f"{_AUTHORITY}data-theme")),
        *(("dct:spatial", place) for place in PLACES),
        *(("dcat:dataset", Ref(_address(site, one))) for one in releases),
    ]
    signed = [one.signed_at for one in releases if one.signed_at]
    if signed:
        facts.append(("dct:issued", _moment(min(signed))))
        facts.append(("dct:modified", _moment(max(signed))))
    return Thing(f"{home}#catalogus", "dcat:Catalog", facts)


def _dataset(
    release: Release, site: str, files: list[OpenFile], publisher: str
) -> Iterator[Thing]:
    address = _address(site, release)
    period = f"{address}#periode"
    yield Thing(address, "dcat:Dataset", [*_facts(release, site, files, publisher)])
    yield Thing(
        period,
        "dct:PeriodOfTime",
        [
            ("dcat:startDate", Words(f"{release.first_year}-09-01", kind="xsd:date")),
            ("dcat:endDate", Words(f"{release.last_year + 1}-08-31", kind="xsd:date")),
        ],
    )
    for file in files:
        yield from _distribution(file, address)


def _facts(
    release: Release, site: str, files: list[OpenFile], publisher: str
) -> Iterator[tuple[str, Value]]:
    address, language = _address(site, release), _tag(release.language)
    with override(release.language):
        told = _(
            "Uitgave %(number)s, schooljaren %(first)s tot %(last)s. "
            "Kleine aantallen (minder dan %(k)s) zijn verborgen."
        ) % {
            "number": release.number,
            "first": f"{release.first_year}-{release.first_year + 1}",
            "last": f"{release.last_year}-{release.last_year + 1}",
            "k": release.k,
        }
    yield "dct:title", Words(release.title, language=language)
    yield "dct:description", Words(told, language=language)
    yield "dct:identifier", Words(address)
    yield "dct:publisher", Ref(publisher)
    yield "dct:license", Ref(licence().uri)
    yield "dct:accessRights", PUBLIC
    yield "dct:language", _language(release.language)
    yield "dct:temporal", Ref(f"{address}#periode")
    yield "dcat:landingPage", Ref(address)
    yield "dcat:theme", EDUCATION
    yield "dcat:version", Words(str(release.number))
    for place in PLACES:
        yield "dct:spatial", place
    if release.signed_at:
        yield "dct:issued", _moment(release.signed_at)
    if settings.HELPDESK_EMAIL:
        home = site + reverse("statistics:open")
        yield "dcat:contactPoint", Ref(f"{home}#contact")
    for file in files:
        yield "dcat:distribution", Ref(f"{file.address}#bestand")
    if release.corrects and release.corrects.mode == Release.Mode.SUPPRESSED:
        yield "dct:replaces", Ref(_address(site, release.corrects))
    for number in open_corrections(release):
        newer = site + reverse("statistics:open_release", args=[number])
        yield "dct:isReplacedBy", Ref(newer)


def _distribution(file: OpenFile, page: str) -> Iterator[Thing]:
    this, sums = f"{file.address}#bestand", f"{file.address}#controlegetal"
    digest = hashlib.sha256(file.content).hexdigest()
    yield Thing(
        this,
        "dcat:Distribution",
        [
            ("dct:title", Words(file.name)),
            ("dct:license", Ref(licence().uri)),
            ("dcat:accessURL", Ref(page)),
            ("dcat:downloadURL", Ref(file.address)),
            ("dcat:mediaType", Ref(_TYPES + file.media_type)),
            ("dct:format", Ref(f"{_AUTHORITY}file-type/{file.name}")),
            ("dcat:byteSize", Words(str(len(file.content)), kind="xsd:decimal")),
            ("spdx:checksum", Ref(sums)),
        ],
    )
    yield Thing(
        sums,
        "spdx:Checksum",
        [
            ("spdx:algorithm", SHA256),
            ("spdx:checksumValue", Words(digest, kind="xsd:hexBinary")),
        ],
    )


def _address(site: str, release: Release) -> str:
    return site + reverse("statistics:open_release", args=[release.number])


def _language(code: str) -> Ref:
    return Ref(f"{_AUTHORITY}language/{LANGUAGES[code]}")


def _tag(code: str) -> str:
    """As catalogues write it: "nl"."""
    return code[:2]


def _moment(moment: datetime) -> Words:
    return Words(moment.isoformat(timespec="seconds"), kind="xsd:dateTime")
