"""Taking in a list of schools, by the command and the action."""

from __future__ import annotations

import contextlib
import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sio.schools.actions import SchoolNotAllowed, delete_old_uploads, import_schools
from sio.schools.actions.school_list import ImportReport
from sio.schools.models import Location, School, SchoolListUpload
from sio.schools.queries import schools_matching
from sio.schools.school_list import reading
from sio.schools.school_list.columns import (
    COLUMNS,
    SchoolListRefused,
    places_of,
    read_mapping,
)
from sio.schools.school_list.rows import LineRefused, number_in
from sio.schools.school_list.words import date_in, funded_in, levels_in, network_in

pytestmark = pytest.mark.usefixtures("places")
HEAD = (
    "Instellingsnummer;Naam;Straat;Huisnummer;Bus;Postcode;Gemeente;Niveau;Net;"
    "Telefoon;E-mail;Website;Gesubsidieerd;Gesloten sinds"
)
FIRST = (
    "12345;École De Brug;Kaai;1;2;9000;Gent;Kleuter, lager;Vrij;"
    "09 225 00 00;brug@example.org;brug.example;ja;"
)
SECOND = "054321;Het Kompas;Laan;3;;3000;Leuven;311;1;;;;;"
# With this the numbers of the report are compared.
NOTHING = ImportReport(lines=0, encoding="UTF-8", delimiter=";")


def listed(*lines, head=HEAD):
    return "\n".join([head, *lines]).encode()


def take_in(*lines, head=HEAD, dry_run=False, **options):
    content = listed(*lines, head=head)
    return import_schools(content=content, by=None, dry_run=dry_run, **options)


def numbers(report):
    return {
        name: len(value) if isinstance(value, list) else value
        for name, value in vars(report).items()
        if value and value != getattr(NOTHING, name)
    }


def test_all_facts_of_a_line_are_taken_in():
    report = take_in(FIRST, SECOND)
    assert numbers(report) == {"lines": 2, "added": 2}
    school = School.objects.get(institution_number="012345")
    assert {
        name: getattr(school, name)
        for name in ("name", "street", "postcode", "municipality", "province", "levels")
    } == {
        "name": "École De Brug",
        "street": "Kaai 1 bus 2",
        "postcode": "9000",
        "municipality": "Gent",
        "province": "BE-VOV",
        "levels": ["nursery", "primary"],
    }
    assert (school.network, school.phone, school.email) == (
        "free",
        "+3292250000",
        "brug@example.org",
    )
    assert (school.website, school.funded) == ("https://brug.example", True)
    assert schools_matching("ecole gent") == [school]
    other = School.objects.get(institution_number="054321")
    assert (other.levels, other.network, other.phone) == (["secondary"], "go", "")


def test_a_second_time_changes_nothing_and_says_so(tmp_path):
    take_in(FIRST, SECOND)
    before = list(School.objects.values())
    report = take_in(FIRST, SECOND)
    assert numbers(report) == {"lines": 2, "unchanged": 2}
    assert report.changes_nothing
    assert list(School.objects.values()) == before


def test_a_dry_run_tells_the_same_and_writes_nothing(school):
    lines = (FIRST, SECOND, "x;y;z")
    report = take_in(*lines, dry_run=True)
    assert [one.name for one in School.objects.all()] == [school.name]
    assert report == take_in(*lines)
    assert numbers(report) == {"lines": 3, "added": 1, "changed": 1, "refused": 1}
    assert School.objects.count() == 2


def test_changes_and_closings_are_told_and_nothing_is_deleted(school, traject):
    take_in(FIRST, SECOND)
    kept = School.objects.get(institution_number="054321")
    School.objects.filter(pk=kept.pk).update(morning_starts="08:00")
    report = take_in(
        FIRST.replace("De Brug", "De Tunnel").replace("9000;Gent", "8000;Brugge"),
        SECOND + "31/08/2025",
    )
    assert [(one.number, one.labels) for one in report.changed] == [
        ("012345", ["postcode", "gemeente", "naam", "provincie"])
    ]
    assert [one.number for one in report.closed] == ["054321"]
    # Ours that the list does not have: named, and left as it is.
    assert [(one.number, one.name) for one in report.missing] == []
    kept.refresh_from_db()
    assert kept.closed_on == date(2025, 8, 31)
    assert f"{kept.morning_starts:%H:%M}" == "08:00"
    moved = School.objects.get(institution_number="012345")
    assert (moved.province, schools_matching("tunnel")) == ("BE-VWV", [moved])
    assert schools_matching("brug") == [moved]  # Brugge
    only = take_in(FIRST)
    assert only.missing == []  # the other one has closed
    traject.refresh_from_db()
    assert traject.school_class.school == school


def test_ours_that_the_list_does_not_have_stay(other_school):
    report = take_in(FIRST)
    assert [one.name for one in report.missing] == ["Het Kompas"]
    other_school.refresh_from_db()
    assert other_school.closed_on is None


def test_what_has_no_column_stays():
    take_in(FIRST)
    short = "instellingsnummer,naam,postcode,gemeente"
    report = take_in("012345,École De Brug,9000,Gent", head=short)
    assert numbers(report) == {"lines": 1, "unchanged": 1, "delimiter": ","}
    assert School.objects.get().phone == "+3292250000"


def test_an_empty_cell_empties_but_for_the_subsidy():
    take_in(FIRST.replace(";ja;", ";nee;"))
    take_in("12345;École De Brug;;;;9000;Gent;;;;;;;")
    school = School.objects.get()
    assert (school.phone, school.levels, school.network) == ("", [], "")
    assert not school.funded


@pytest.mark.parametrize(
    ("line", "number", "reason"),
    [
        (";De Brug;;;;9000;Gent", "", "geen instellingsnummer"),
        ("12a;De Brug;;;;9000;Gent", "12a", "geen instellingsnummer"),
        ("123456789;De Brug;;;;9000;Gent", "123456789", "geen instellingsnummer"),
        ("12345;;;;;9000;Gent", "12345", "geen naam"),
        ("12345;De Brug;;;;0999;Gent", "12345", "geen Belgische postcode"),
        ("12345;De Brug;;;;;Gent", "12345", "geen Belgische postcode"),
        ("12345", "12345", "geen naam"),
        ("12345;" + "x" * 151 + ";;;;9000;Gent", "12345", "naam is langer dan 150"),
        ("12345;De Brug;" + "x" * 10_000 + ";;;9000;Gent", "12345", "straat is langer"),
        ("12345;De\0Brug;;;;9000;Gent", "12345", "geen letters"),
        ("12\x00345;De Brug;;;;9000;Gent", "12345", "geen letters"),
        ("12345;De Brug Ã©;;;;9000;Gent", "12345", "twee keer omgezet"),
    ],
)
def test_a_bad_line_is_refused_with_its_reason_and_the_others_go_on(
    line, number, reason
):
    report = take_in(line, SECOND)
    [refused] = report.refused
    assert (refused.line, refused.number) == (2, number)
    assert reason in refused.reason
    assert [school.name for school in School.objects.all()] == ["Het Kompas"]


@pytest.mark.parametrize(
    ("old", "new", "field", "left"),
    [
        ("09 225 00 00", "12", "phone", ""),
        ("09 225 00 00", "geen", "phone", ""),
        ("brug@example.org", "brug@", "email", ""),
        ("brug.example", "niet hier", "website", ""),
        ("brug.example", "ftp://brug.example", "website", ""),
        ("Kleuter, lager", "universiteit", "levels", []),
        ("Vrij", "onbekend", "network", ""),
        (";ja;", ";soms;", "funded", True),
    ],
)
def test_what_can_not_be_read_is_left_out_and_told(old, new, field, left):
    report = take_in(FIRST.replace(old, new))
    [remark] = report.remarks
    assert remark.line == 2
    assert "weggelaten" in remark.reason
    assert numbers(report) == {"lines": 1, "added": 1, "remarks": 1}
    assert getattr(School.objects.get(), field) == left


def test_lines_that_differ_in_level_add_up_and_others_are_refused():
    report = take_in(
        "1;De Brug;;;;9000;Gent;111",
        "1;De Brug;;;;9000;Gent;211",
        "1;De Brug;;;;9000;Gent;221",
        "1;De Tunnel;;;;9000;Gent;311",
    )
    assert School.objects.get().levels == ["nursery", "primary", "special_primary"]
    [refused] = report.refused
    assert (refused.line, "op regel 2" in refused.reason) == (5, True)


def test_locations_belong_to_their_school():
    head = HEAD + ";Vestigingsnummer;Naam vestigingsplaats"
    lines = [
        "1;De Brug;Kaai;2;;9040;Gent;211;Vrij;;;;;;2;Annex",
        "1;De Brug;Kaai;1;;9000;Gent;111;Vrij;;;;;;1;",
    ]
    report = take_in(*lines, head=head, dry_run=True)
    assert numbers(report) == {"lines": 2, "added": 1, "locations_added": 2}
    assert take_in(*lines, head=head) == report
    school = School.objects.get()
    assert (school.postcode, school.street) == ("9000", "Kaai 1")  # of the first
    assert school.levels == ["nursery", "primary"]
    assert [(str(one), one.postcode) for one in school.locations.all()] == [
        ("1", "9000"),
        ("2 Annex", "9040"),
    ]
    again = take_in(*lines, head=head)
    assert again.changes_nothing
    lines[0] = lines[0].replace("Annex", "Tuin")
    changed = take_in(*lines, head=head)
    assert numbers(changed) == {"lines": 2, "unchanged": 1, "locations_changed": 1}
    assert Location.objects.get(number="2").name == "Tuin"
    too_long = take_in(lines[0].replace(";2;", ";12345678901;"), head=head)
    assert "vestigingsnummer" in too_long.refused[0].reason


# The file --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("latin-1", "Windows-1252"),
        ("cp1252", "Windows-1252"),
    ],
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_encodings_delimiters_and_endings(encoding, told, delimiter, ending):
    lines = [
        "Instellingsnummer;NAAM;Postcode;Gemeente",
        '1;"École ""é""";9000;Gent',
        "",
    ]
    text = ending.join(lines).replace(";", delimiter)
    content = text.encode(encoding)
    report = import_schools(content=content, by=None, dry_run=False)
    assert (report.encoding, report.delimiter) == (told, delimiter)
    assert School.objects.get().name == 'École "é"'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "leeg"),
        (b"\n \n", "leeg"),
        (HEAD.encode(), "alleen een kopregel"),
        (b"naam;gemeente\nx;y", "ontbreken kolommen: instellingsnummer, postcode"),
        (listed('1;"De Brug;;;;9000;Gent', SECOND), "aanhalingsteken"),
        (listed('1;"De" Brug;;;;9000;Gent'), "Regel 2 is niet te lezen"),
        (listed(FIRST).decode().encode("utf-16"), "Bewaar het als CSV UTF-8"),
        (listed(FIRST) + b"\x81\xff", "Bewaar het als CSV UTF-8"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_whole(content, reason):
    with pytest.raises(SchoolListRefused, match=reason):
        import_schools(content=content, by=None, dry_run=False)
    assert not School.objects.exists()


def test_a_file_that_is_too_big_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_LINES", 1)
    with pytest.raises(SchoolListRefused, match=r"20\.000"):
        take_in(FIRST, SECOND)
    monkeypatch.setattr(reading, "MOST_BYTES", 100)
    with pytest.raises(SchoolListRefused, match="10 MB"):
        take_in(FIRST)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(content):
    with contextlib.suppress(SchoolListRefused):
        places_of(reading.read_table(content).headings, COLUMNS)


# Words -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Basisonderwijs", ["nursery", "primary"]),
        ("gewoon lager onderwijs", ["primary"]),
        ("Buitengewoon secundair onderwijs", ["special_secondary"]),
        ("BuBaO", ["special_nursery", "special_primary"]),
        ("BuSO / secundair", ["secondary", "special_secondary"]),
        ("111 + 211", ["nursery", "primary"]),
        ("312", ["secondary"]),  # part-time is secondary too
        ("121;221;321", ["special_nursery", "special_primary", "special_secondary"]),
        ("", []),
    ],
)
def test_words_and_codes_of_levels(text, levels):
    assert levels_in(text) == levels


@pytest.mark.parametrize(
    ("text", "network"),
    [
        ("GO! onderwijs van de Vlaamse Gemeenschap", "go"),
        ("Gemeenschapsonderwijs", "go"),
        ("Gesubsidieerd vrij onderwijs", "free"),
        ("gesubsidieerd officieel onderwijs", "official"),
        ("Stedelijk onderwijs", "official"),
        ("2", "free"),
        ("4", "official"),
        ("7", "other"),
    ],
)
def test_words_and_codes_of_networks(text, network):
    assert network_in(text) == network


def test_other_words_are_not_guessed():
    for read in (network_in, funded_in, date_in):
        with pytest.raises(ValueError, match="misschien"):
            read("misschien")
    with pytest.raises(ValueError, match="411"):
        levels_in("411")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-08-31", date(2025, 8, 31)),
        ("31/08/2025", date(2025, 8, 31)),
        ("31-8-2025", date(2025, 8, 31)),
        ("31.08.2025", date(2025, 8, 31)),
        ("31/12/9999", None),
    ],
)
def test_dates_of_lists(text, day):
    assert date_in(text) == day


def test_numbers_that_a_spreadsheet_spoiled():
    assert [number_in(text) for text in ("1", "12345.0", "12 345")] == [
        "000001",
        "012345",
        "012345",
    ]
    with pytest.raises(LineRefused):
        number_in("١٢٣٤٥٦")  # digits, but not ours


# The command -----------------------------------------------------------------------


@pytest.fixture
def run(tmp_path):
    def command(content, *options):
        path, out = tmp_path / "list.csv", StringIO()
        path.write_bytes(content)
        call_command("import_schools", str(path), *map(str, options), stdout=out)
        return out.getvalue()

    return command


def test_the_command_tells_every_line(run, other_school):
    bad = ";x;;;;9000;Gent"
    first = run(listed(FIRST.replace("brug@", "@"), bad), "--dry-run")
    assert first.splitlines() == [
        "not listed, left as it is  054321 Het Kompas",
        "line 2 (012345): e-mail niet herkend, dus weggelaten: @example.org",
        "line 3 () refused: Er is geen instellingsnummer.",
        "2 lines in UTF-8; schools added 1, changed 0, closed 0, unchanged 0; "
        "locations added 0, changed 0; lines refused 1",
        "Dry run: nothing was written.",
    ]
    assert School.objects.count() == 1
    run(listed(FIRST))
    said = run(listed(FIRST.replace("Kaai", "Dok"), SECOND + "2025-08-31"))
    assert "changed  012345 École De Brug: street" in said
    assert "closed   054321 Het Kompas" in said
    assert run(listed(FIRST.replace("Kaai", "Dok"))).endswith("Nothing has changed.\n")


def test_the_command_refuses_a_bad_file(run, tmp_path):
    with pytest.raises(CommandError, match="Nothing was changed"):
        run(b"x")
    with pytest.raises(CommandError, match="Can't be read"):
        call_command("import_schools", str(tmp_path / "none.csv"))


def test_other_headings_are_told_by_a_mapping(run, tmp_path):
    path = tmp_path / "mapping.json"
    path.write_text(json.dumps({"name": "Benaming", "phone": ["Tel 1", "Tel 2"]}))
    content = "schoolnummer;benaming;postcode;gemeente;tel 2\n1;De Brug;9000;Gent;"
    run(f"{content}016 20 00 00".encode(), "--mapping", path)
    assert School.objects.get().phone == "+3216200000"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "geen goede JSON"),
        ("[]", "geen goede JSON"),
        ('{"name": 3}', "geen goede JSON"),
        ('{"naam": "x"}', "onbekende velden: naam"),
    ],
)
def test_a_bad_mapping_is_refused(text, reason):
    with pytest.raises(SchoolListRefused, match=reason):
        read_mapping(text)


# Rights and size -------------------------------------------------------------------


@pytest.mark.parametrize("who", ["carla", "hans", "sofie", "paula"])
def test_others_take_in_nothing(request, school, who):
    user = request.getfixturevalue(who)
    before = School.objects.count()
    with pytest.raises(SchoolNotAllowed):
        import_schools(content=listed(FIRST), by=user, dry_run=True)
    assert School.objects.count() == before


def test_a_list_is_written_in_batches_not_line_by_line(django_assert_max_num_queries):
    lines = [f"{n};School {n};Laan;1;;9000;Gent" for n in range(300)]
    with django_assert_max_num_queries(20):
        take_in(*lines)
    assert School.objects.count() == 300


def test_uploads_of_yesterday_go(cora):
    for hours in (23, 25):
        upload = SchoolListUpload.objects.create(name="a", content=b"x", by=cora)
        then = timezone.now() - timedelta(hours=hours)
        SchoolListUpload.objects.filter(pk=upload.pk).update(created_at=then)
    assert delete_old_uploads(timezone.now()) == 1
    assert SchoolListUpload.objects.count() == 1
