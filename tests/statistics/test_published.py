"""Tables of before the system: their files, and how they stand next to our own."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sio.statistics.cells import ShownCell
from sio.statistics.cubes.errors import CubeUnknown
from sio.statistics.models import PublishedTable, PublishedValue
from sio.statistics.published.reading import (
    PublishedRefused,
    own_files,
    read_table,
    table_of,
)
from sio.statistics.queries.published import published_for, shown_of, tables
from tests.statistics.golden_tables import NAMES, golden_cells

HEAD = "# title: Tabel\n# source: Krant\n# published_on: 2016-12-15\n"
COLUMNS = "cube,school_year,province,measure,printed\n"
CUBE = "pupils_per_province_per_school_year"
PLACES = ("BE-VAN", "BE-VOV", "BE-VWV", "BE-VLI", "BE-VBR", "BE-BRU")


def content(*lines, head=HEAD + COLUMNS):
    return (head + "".join(f"{CUBE},2012-2013,{line}\n" for line in lines)).encode()


def whole(*numbers, total):
    parts = [f"{p},pupils,{n}" for p, n in zip(PLACES, numbers, strict=True)]
    return content(*parts, f"total,pupils,{total}")


def load(*arguments):
    out = StringIO()
    call_command("load_published", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_the_tables_of_the_answer_are_those_printed(name):
    load()
    first = published_for(name)[0]
    assert first.as_json()["cells"] == golden_cells(name)
    assert first.source.startswith("Vlaams Parlement, schriftelijke vraag")
    assert "antwoord" in first.source


@pytest.mark.django_db
def test_what_is_not_printed_is_blank_and_zero_stays_zero():
    load()
    (psychological,) = published_for("psychological_per_province_per_school_year")
    assert psychological.at("2012-2013", "BE-VAN").values == (None,)
    assert psychological.at("2015-2016", "BE-BRU").values == (0,)
    _answer, news = published_for(CUBE)
    assert news.cells == (
        ShownCell(("2016-2017", "BE-VAN"), (166,)),
        ShownCell(("2016-2017", "BE-VOV"), (None,)),
        ShownCell(("2016-2017", "BE-VWV"), (104,)),
        ShownCell(("2016-2017", "BE-VLI"), (None,)),
        ShownCell(("2016-2017", "BE-VBR"), (None,)),
        ShownCell(("2016-2017", "BE-BRU"), (15,)),
        ShownCell(("2016-2017", "total"), (551,)),
    )
    assert news.source.startswith("Bednet vzw")


@pytest.mark.django_db
def test_a_duration_has_no_place_where_the_source_has_none():
    load()
    (duration,) = published_for("psychological_duration_per_province_per_school_year")
    assert ("2015-2016", "BE-BRU") not in {cell.at for cell in duration.cells}
    assert duration.at("2015-2016", "BE-VWV").values == (2, 5, 8)
    assert duration.at("2015-2016", "total").values == (2, 5, "schooljaar")


@pytest.mark.django_db
def test_loading_twice_changes_nothing():
    assert load().count("loaded") == len(own_files()) == 5
    before = list(PublishedTable.objects.values()), PublishedValue.objects.count()
    assert load().count("stood there already") == 5
    assert (list(PublishedTable.objects.values()), PublishedValue.objects.count()) == (
        before
    )
    assert [table.years for table in tables() if "2017" in table.years] == ["2016-2017"]


@pytest.mark.django_db
def test_a_file_put_right_takes_the_place_of_the_one_before(tmp_path):
    path = tmp_path / "tabel.csv"
    path.write_bytes(content("BE-VAN,pupils,46"))
    load(path)
    path.write_bytes(content("BE-VAN,pupils,47"))
    load(path)
    (shown,) = published_for(CUBE)
    assert shown.cells == (ShownCell(("2012-2013", "BE-VAN"), (47,)),)


@pytest.mark.django_db
def test_a_table_of_no_cube_of_ours_stands_next_to_nothing():
    table = PublishedTable.objects.create(cube="news", title="x", source="y")
    with pytest.raises(CubeUnknown):
        shown_of(table)


def test_a_wrong_total_is_refused_with_its_line():
    assert table_of(whole(46, 48, 40, 28, 31, 6, total=199)).cells[-1].text == "199"
    with pytest.raises(PublishedRefused) as refused:
        table_of(whole(46, 48, 40, 28, 31, 6, total=200))
    assert str(refused.value) == (
        "line 11: the total says 200, but its parts are 199 together"
    )


def test_parts_that_are_more_than_their_total_are_refused_if_one_is_blank_too():
    assert table_of(whole(46, 48, "", 28, 31, 6, total=159)).cells[-1].text == "159"
    with pytest.raises(PublishedRefused) as refused:
        table_of(whole(46, 48, "", 28, 31, 6, total=158))
    assert str(refused.value) == (
        "line 11: the total says 158, but its parts are 159 together"
    )
    few = content("BE-VAN,pupils,46", "BE-VLI,pupils,28", "total,pupils,73")
    with pytest.raises(PublishedRefused, match="line 7: the total says 73, but "):
        table_of(few)


def test_a_total_is_not_held_against_parts_that_are_not_all_printed():
    assert table_of(whole(46, 48, "", 28, 31, 6, total=551)).cells[-1].text == "551"
    few = content("BE-VAN,pupils,46", "total,pupils,551")
    assert len(table_of(few).cells) == 2


@pytest.mark.parametrize(
    ("bytes_", "line"),
    [
        (b"", 1),
        (COLUMNS.encode(), 1),
        (HEAD.replace("source", "sauce").encode() + COLUMNS.encode(), 2),
        (HEAD.encode() + COLUMNS.encode(), None),
        (content("BE-VAN,pupils,1").replace(b"2016-12-15", b"ooit"), 3),
        (HEAD.encode() + b"cube,province\n", 4),
        (content("BE-VAN,pupils,46,x"), 5),
        (content("BE-VAN,pupils,veel"), 5),
        (content("BE-VAN,pupils,-1"), 5),
        (content("BE-VAN,pupils,=1"), 5),
        (content("BE-VAN,pupils,schooljaar", "total,pupils,1"), 5),
        (content("BE-XXX,pupils,1"), 5),
        (content("BE-VAN,,1"), 5),
        (content("BE-VAN,pupils,1", "BE-VAN,pupils,1"), 6),
        (content("BE-VAN,pupils,1").replace(b"2012-2013", b"2012-2014"), 5),
        (content("BE-VAN,pupils,1") + b"other,2012-2013,BE-VAN,pupils,1\n", 6),
        (content("BE-VAN,pupils,1").replace(b"Krant", b"Kr\xe9"), 2),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(bytes_, line):
    with pytest.raises(PublishedRefused) as refused:
        table_of(bytes_)
    said = str(refused.value)
    assert said.startswith(f"line {line}: ") if line else "no figure" in said


@pytest.mark.django_db
def test_of_several_files_none_is_loaded_if_one_is_refused(tmp_path):
    good, bad, big = (tmp_path / f"{name}.csv" for name in ("a", "b", "c"))
    good.write_bytes(content("BE-VAN,pupils,46"))
    bad.write_bytes(content("BE-VAN,pupils,x"))
    with pytest.raises(CommandError, match=r"b\.csv is refused, line 5"):
        load(good, bad)
    with big.open("wb") as file:
        file.truncate(2 * 1024**3)
    with pytest.raises(CommandError, match="larger than 1 MB"):
        load(big)
    with pytest.raises(CommandError, match="Can't be read"):
        load(tmp_path / "weg.csv")
    assert not PublishedTable.objects.exists()


def test_each_file_of_the_product_is_explained():
    page = (own_files()[0].parent / "README.md").read_text("utf-8")
    assert [path.name for path in own_files() if f"`{path.name}`" not in page] == []
    assert {read_table(path).published_on for path in own_files()} == {None}
