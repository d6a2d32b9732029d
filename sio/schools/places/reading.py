"""Reads lists of postcodes and municipalities; refuses a list that is not whole."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sio.schools.provinces import Province
from sio.schools.searching import searchable

FOLDER = Path(__file__).parent
POSTCODES = FOLDER / "postcodes.csv"
MUNICIPALITIES = FOLDER / "municipalities_2020.csv"
OWN_STATES = {POSTCODES: "2021", MUNICIPALITIES: "2020"}
OWN_COUNTS = {POSTCODES: 2721, MUNICIPALITIES: 581}

POSTCODE_COLUMNS = {"postcode", "place_nl", "place_fr", "province_iso3166"}
MUNICIPALITY_COLUMNS = {
    "nis",
    "name_nl",
    "name_fr",
    "arrondissement_nl",
    "province_nl",
    "region_nl",
}
IS_POSTCODE = re.compile(r"[1-9][0-9]{3}")
IS_NIS = re.compile(r"[0-9]{5}")
BRUSSELS_REGION = "Brussels Hoofdstedelijk Gewest"
PROVINCE_NAMES = {
    "Antwerpen": Province.ANTWERP,
    "Limburg": Province.LIMBURG,
    "Oost-Vlaanderen": Province.EAST_FLANDERS,
    "Vlaams-Brabant": Province.FLEMISH_BRABANT,
    "West-Vlaanderen": Province.WEST_FLANDERS,
    "Waals-Brabant": Province.WALLOON_BRABANT,
    "Henegouwen": Province.HAINAUT,
    "Luik": Province.LIEGE,
    "Luxemburg": Province.LUXEMBOURG,
    "Namen": Province.NAMUR,
}
# UTF-8 that was read as Latin-1 and encoded once more: "é" became "Ã©".
ENCODED_TWICE = re.compile("[\u00c2-\u00c5\u00e2][\u0080-\u00bf\u20ac\u201a-\u2122]")


class PlacesRefused(ValueError):
    """The list is not loaded, and nothing was changed; the message says why."""


@dataclass(frozen=True)
class MunicipalityRow:
    """One municipality, as its list has it."""

    nis: str
    name_nl: str
    name_fr: str
    arrondissement: str
    province: Province
    region: str


@dataclass(frozen=True)
class PlaceRow:
    """One place name under its postcode."""

    postcode: str
    name_nl: str
    name_fr: str
    province: Province


def is_encoded_twice(text: str) -> bool:
    """True for letters such as "Ã©", which stand for "é" encoded two times."""
    return ENCODED_TWICE.search(text) is not None


def read_rows(path: Path) -> list[MunicipalityRow] | list[PlaceRow]:
    """The rows of a list of either kind, told by its columns; in its own order.

    Raises PlacesRefused for an unreadable, incomplete or doubtful list.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PlacesRefused(f"{path.name} can't be read as UTF-8: {error}") from error
    if is_encoded_twice(text):
        raise PlacesRefused(f"{path.name} was encoded twice: it has letters like Ã©.")
    lines = csv.DictReader(text.splitlines())
    columns = set(lines.fieldnames or ())
    rows: list[MunicipalityRow] | list[PlaceRow]
    if columns >= POSTCODE_COLUMNS:
        rows = [_place(line, lines.line_num) for line in lines]
    elif columns >= MUNICIPALITY_COLUMNS:
        rows = [_municipality(line, lines.line_num) for line in lines]
    else:
        raise PlacesRefused(
            f"{path.name} lacks columns: it needs {_named(POSTCODE_COLUMNS)}, "
            f"or {_named(MUNICIPALITY_COLUMNS)}."
        )
    _check_whole(path, rows)
    return rows


def municipalities_told(
    places: list[PlaceRow], municipalities: list[MunicipalityRow]
) -> dict[PlaceRow, MunicipalityRow]:
    """Which municipality a place is in, for those places of which the lists tell it.

    That is: its name is that of one municipality in its province, and no other place
    of that province bears it. Of all others nothing is said.
    """
    by_name: dict[tuple[str, Province], list[MunicipalityRow]] = {}
    for one in municipalities:
        for name in {searchable(one.name_nl), searchable(one.name_fr)}:
            by_name.setdefault((name, one.province), []).append(one)
    times = Counter((searchable(place.name_nl), place.province) for place in places)
    told = {}
    for place in places:
        key = (searchable(place.name_nl), place.province)
        found = by_name.get(key, [])
        if len(found) == 1 and times[key] == 1:
            told[place] = found[0]
    return told


def _place(line: dict[str, str], number: int) -> PlaceRow:
    postcode = (line["postcode"] or "").strip()
    province = line["province_iso3166"] or ""
    if not IS_POSTCODE.fullmatch(postcode):
        raise PlacesRefused(f"Line {number}: {postcode!r} is no postcode.")
    if province not in Province.values:
        raise PlacesRefused(f"Line {number}: {province!r} is no province.")
    name_nl, name_fr = _text(line, "place_nl"), _text(line, "place_fr")
    if not name_nl and not name_fr:
        raise PlacesRefused(f"Line {number}: no name.")
    return PlaceRow(
        postcode, name_nl or name_fr, name_fr or name_nl, Province(province)
    )


def _municipality(line: dict[str, str], number: int) -> MunicipalityRow:
    nis, region = _text(line, "nis"), _text(line, "region_nl")
    province = PROVINCE_NAMES.get(_text(line, "province_nl"))
    if region == BRUSSELS_REGION:
        province = Province.BRUSSELS
    if not IS_NIS.fullmatch(nis):
        raise PlacesRefused(f"Line {number}: {nis!r} is no NIS code.")
    if province is None:
        raise PlacesRefused(f"Line {number}: {line['province_nl']!r} is no province.")
    return MunicipalityRow(
        nis,
        _text(line, "name_nl"),
        _text(line, "name_fr"),
        _text(line, "arrondissement_nl"),
        province,
        region,
    )


def _text(line: dict[str, str], column: str) -> str:
    return " ".join((line[column] or "").split())


def _check_whole(path: Path, rows: list[MunicipalityRow] | list[PlaceRow]) -> None:
    if not rows:
        raise PlacesRefused(f"{path.name} has no rows.")
    if len(set(rows)) != len(rows):
        raise PlacesRefused(f"{path.name} has a row twice.")
    expected = OWN_COUNTS.get(path, len(rows))
    if len(rows) != expected:
        raise PlacesRefused(f"{path.name} has {len(rows)} rows, not {expected}.")


def _named(columns: set[str]) -> str:
    return ", ".join(sorted(columns))
