"""A list that was saved in letters of another kind is told of, not read wrongly."""

from __future__ import annotations

import pytest

from sio.schools.actions import import_schools
from sio.schools.errors import SchoolListRefused
from tests.schools.test_school_list import listed

pytestmark = pytest.mark.usefixtures("places")


def three_in(encoding, name):
    lines = [f"0543{number:02};{name};;;;3000;Leuven;;;;;;;" for number in range(3)]
    return listed(*lines).decode().encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp850", ["Café Zonnebloem", "Sint-Aloïs", "Hôtelschool", "Genève", "Isaías"]),
        ("cp437", ["Café Zonnebloem", "Sint-Aloïs", "Hôtelschool", "François"]),
        ("mac_roman", ["Café Bloem", "De Reünie", "Sint-Aloïs", "D’Hondt", "Köln"]),
    ],
)
def test_letters_of_another_kind_are_told_once(encoding, names):
    for name in names:
        content = three_in(encoding, name)
        report = import_schools(content=content, by=None, dry_run=True)
        (told,) = report.remarks
        assert (told.line, told.reason.startswith("Op 3 regels")) == (2, True), name
        assert "Bewaar de lijst als CSV UTF-8" in told.reason


def test_letters_that_are_none_at_all_are_refused():
    with pytest.raises(SchoolListRefused, match="Bewaar het als CSV UTF-8"):
        import_schools(content=three_in("cp850", "Reünie"), by=None, dry_run=True)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize(
    "name",
    [
        "Sint-Jozef’s „De Brug“",
        "‘t Kompas",
        "’s Gravenwezel €",
        "École Œuvre – cœur naïf",
        "“De Appel”… en “Peer”",
        "L’Été à Liège (ñ, ü, ß)",
        "Žižek • Smart™",
    ],
)
def test_letters_of_our_own_are_no_matter(encoding, name):
    content = listed(f"054321;{name};;;;3000;Leuven;;;;;;;").decode().encode(encoding)
    report = import_schools(content=content, by=None, dry_run=True)
    assert [one.reason for one in report.remarks if "letters" in one.reason] == []
