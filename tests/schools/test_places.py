from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sio.schools.models import Municipality, Place
from sio.schools.places.reading import (
    MUNICIPALITIES,
    OWN_COUNTS,
    POSTCODES,
    PlaceRow,
    PlacesRefused,
    municipalities_told,
    read_rows,
)
from sio.schools.provinces import SCHOOL_PROVINCES, Province
from sio.schools.queries import (
    places_matching,
    province_of_postcode,
    provinces_of_postcodes,
)

pytestmark = pytest.mark.usefixtures("places")


def load(*arguments):
    out = StringIO()
    call_command("load_places", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def newer(tmp_path):
    """Writes a list of postcodes: ours, changed by the test."""

    def write(change, name="new.csv"):
        with POSTCODES.open(encoding="utf-8") as file:
            lines = list(csv.reader(file))
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([lines[0], *change(lines[1:])])
        return path

    return write


def test_all_of_the_lists_is_loaded_and_nothing_else():
    assert (Place.objects.count(), Municipality.objects.count()) == (2721, 581)
    assert Place.objects.values("postcode").distinct().count() == 1146
    by_province = Counter(Place.objects.values_list("province", flat=True))
    assert by_province == {
        "BE-VAN": 159,
        "BE-VLI": 213,
        "BE-VOV": 300,
        "BE-VBR": 236,
        "BE-VWV": 247,
        "BE-BRU": 22,
        "BE-WBR": 114,
        "BE-WHT": 457,
        "BE-WLG": 368,
        "BE-WLX": 235,
        "BE-WNA": 370,
    }
    assert set(Place.objects.values_list("state", "valid_from", "valid_until")) == {
        ("2021", None, None)
    }
    brussels = Municipality.objects.filter(province=Province.BRUSSELS)
    assert brussels.count() == 19


def test_letters_that_the_source_had_encoded_twice_are_right():
    assert Place.objects.filter(name_nl="Piétrebais").count() == 1
    assert not Place.objects.filter(name_nl__contains="Ã").exists()


def test_a_municipality_is_only_there_where_the_lists_tell_it():
    told = Place.objects.exclude(municipality=None)
    assert told.count() == 517
    for place in told.select_related("municipality"):
        assert place.municipality.province == place.province
    # Halle in the province of Antwerp is not the town of Halle in Flemish Brabant.
    towns = dict(
        Place.objects.filter(name_nl="Halle").values_list(
            "postcode", "municipality__nis"
        )
    )
    assert towns == {"1500": "23027", "2980": None}
    # Antwerpen bears seven postcodes: which of them is the town is not told.
    assert set(
        Place.objects.filter(name_nl="Antwerpen").values_list("municipality", flat=True)
    ) == {None}


def test_equal_names_in_one_province_tell_nothing():
    twice = [
        PlaceRow(code, "Aartselaar", "", Province.ANTWERP) for code in ("1111", "2222")
    ]
    towns = read_rows(MUNICIPALITIES)
    assert municipalities_told(twice, towns) == {}
    assert list(municipalities_told(twice[:1], towns)) == twice[:1]


@pytest.mark.parametrize(
    ("postcode", "province"),
    [
        ("1000", Province.BRUSSELS),
        ("1500", Province.FLEMISH_BRABANT),
        ("2000", Province.ANTWERP),
        ("3000", Province.FLEMISH_BRABANT),
        ("3500", Province.LIMBURG),
        ("8000", Province.WEST_FLANDERS),
        ("9000", Province.EAST_FLANDERS),
        ("1300", Province.WALLOON_BRABANT),
        ("4000", Province.LIEGE),
        ("5000", Province.NAMUR),
        ("6700", Province.LUXEMBOURG),
        ("7000", Province.HAINAUT),
        ("0000", None),
        ("", None),
        ("9999", None),
        ("3000 ", None),
    ],
)
def test_a_postcode_tells_its_province(postcode, province):
    assert province_of_postcode(postcode) == province


def test_provinces_of_many_postcodes_take_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert provinces_of_postcodes("1000", "x", "9000") == {
            "1000": Province.BRUSSELS,
            "9000": Province.EAST_FLANDERS,
        }
    with django_assert_num_queries(1):
        assert len(provinces_of_postcodes()) == 1146


def test_the_five_flemish_provinces_and_brussels():
    assert [one.label for one in SCHOOL_PROVINCES] == [
        "Antwerpen",
        "Limburg",
        "Oost-Vlaanderen",
        "Vlaams-Brabant",
        "West-Vlaanderen",
        "Brussel",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3000", ["3000 Leuven"]),
        ("leuv", ["3000 Leuven"]),
        ("LOUVAIN la", ["1348 Louvain-La-Neuve"]),
        ("piètreb", ["1315 Piétrebais"]),
        ("bruxelles 1000", ["1000 Brussel"]),
        ("geraards 9500", ["9500 Geraardsbergen"]),
        ("", []),
        ("%", []),
        ("xyz", []),
    ],
)
def test_a_place_is_found_by_what_it_begins_with(text, found):
    assert [str(place) for place in places_matching(text)] == found


def test_no_more_are_found_than_asked():
    assert len(places_matching("sint")) == 20
    assert len(places_matching("sint", 3)) == 3


# A newer list ----------------------------------------------------------------------


def test_loading_the_own_lists_again_changes_nothing():
    assert load().splitlines() == [
        "municipalities_2020.csv: 581 rows; added 0, changed 0, ended 0",
        "postcodes.csv: 2721 rows; added 0, changed 0, ended 0",
    ]


def test_the_own_lists_fill_an_empty_table():
    Place.objects.all().delete()
    Municipality.objects.all().delete()
    assert "2721 rows; added 2721" in load()
    assert Place.objects.exclude(municipality=None).count() == 517


def test_a_newer_list_adds_and_ends_and_deletes_nothing(newer):
    path = newer(
        lambda lines: [
            *(line for line in lines if line[1] != "Laken"),
            ["9998", "Nieuwdorp", "", "BE-VOV"],
        ]
    )
    said = load(path, "--state", "2025", "--from", "2025-01-01")
    assert said == "new.csv: 2721 rows; added 1, changed 2720, ended 1\n"
    old = Place.objects.get(name_nl="Laken")
    assert (old.state, old.valid_until) == ("2021", date(2025, 1, 1))
    new = Place.objects.get(name_nl="Nieuwdorp")
    assert (new.state, new.valid_from, new.name_fr) == (
        "2025",
        date(2025, 1, 1),
        "Nieuwdorp",
    )
    assert [str(place) for place in places_matching("nieuwd")] == ["9998 Nieuwdorp"]
    assert places_matching("laken") == []
    assert province_of_postcode("1020") == Province.BRUSSELS  # it still was there
    again = load(path, "--state", "2025", "--from", "2025-01-01")
    assert again == "new.csv: 2721 rows; added 0, changed 0, ended 0\n"


def test_a_place_that_comes_back_holds_again(newer):
    without = newer(lambda lines: [line for line in lines if line[1] != "Laken"])
    load(without, "--state", "2025", "--from", "2025-01-01")
    load(newer(lambda lines: lines, "b.csv"), "--state", "2026", "--from", "2026-01-01")
    assert Place.objects.get(name_nl="Laken").valid_until is None


def test_a_municipality_that_goes_leaves_its_places_without(tmp_path):
    lines = MUNICIPALITIES.read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "towns.csv"
    path.write_text("".join(one for one in lines if not one.startswith("11001,")))
    load(path, "--state", "2025", "--from", "2025-01-01")
    assert Municipality.objects.get(nis="11001").valid_until == date(2025, 1, 1)
    assert Place.objects.get(name_nl="Aartselaar").municipality is None


def test_the_old_lists_do_not_take_the_place_of_a_newer_one(newer):
    path = newer(lambda lines: lines)
    load(path, "--state", "2025", "--from", "2025-01-01")
    with pytest.raises(CommandError, match="another list is in place"):
        load()
    assert Place.objects.filter(state="2025").count() == 2721


def test_a_torn_list_is_refused_unless_its_length_is_told(newer):
    path = newer(lambda lines: lines[:10])
    wanted = [path, "--state", "2025", "--from", "2025-01-01"]
    with pytest.raises(CommandError, match="10 rows, and the table 2721"):
        load(*wanted)
    with pytest.raises(CommandError, match="10 rows, not 11"):
        load(*wanted, "--expect", 11)
    assert not Place.objects.filter(state="2025").exists()
    assert "ended 2711" in load(*wanted, "--expect", 10)


def test_a_newer_list_needs_its_date(newer):
    with pytest.raises(CommandError, match="--state and --from"):
        load(newer(lambda lines: lines))


TOWNS = "nis,name_nl,name_fr,arrondissement_nl,province_nl,region_nl\n"
HEAD = "postcode,place_nl,place_fr,province_iso3166\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "lacks columns"),
        (b"postcode,place\n1000,x\n", "lacks columns"),
        (HEAD.encode(), "no rows"),
        ((HEAD + "100,x,x,BE-VAN\n").encode(), "no postcode"),
        ((HEAD + "1000,x,x,BE-XXX\n").encode(), "no province"),
        ((HEAD + "1000,,,BE-VAN\n").encode(), "no name"),
        ((HEAD + "1000,x,x,BE-VAN\n" * 2).encode(), "a row twice"),
        ((HEAD + "1000,Pi\u00c3\u00a9,x,BE-VAN\n").encode(), "encoded twice"),
        ((HEAD + "1000,Pi\u00e9,x,BE-VAN\n").encode("latin-1"), "UTF-8"),
        (
            b"nis,name_nl,name_fr,arrondissement_nl,province_nl,region_nl\n1,a,a,a,Namen,W\n",
            "NIS",
        ),
        (
            b"nis,name_nl,name_fr,arrondissement_nl,province_nl,region_nl\n11111,a,a,a,X,W\n",
            "no province",
        ),
    ],
)
def test_a_doubtful_list_is_refused(tmp_path, content, reason):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(PlacesRefused, match=reason):
        read_rows(path)


def test_a_list_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="can't be read"):
        load(tmp_path / "none.csv", "--state", "2025", "--from", "2025-01-01")


def test_our_own_lists_are_counted(monkeypatch):
    monkeypatch.setitem(OWN_COUNTS, POSTCODES, 2722)
    with pytest.raises(PlacesRefused, match="2721 rows, not 2722"):
        read_rows(POSTCODES)
