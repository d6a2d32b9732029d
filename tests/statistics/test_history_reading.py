"""What an extract may hold, and how each fault of it is named."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from sio.statistics.demo.population import extract, records
from sio.statistics.history import parted
from sio.statistics.history.lines import Line
from sio.statistics.history.months import months_between, whole_months
from sio.statistics.history.reading import read_history
from sio.statistics.history.refusals import WORDS, Refusal
from sio.statistics.history.words import reasons_of

GROUPS = [
    ("cancer", "kanker", "physical"),
    ("psychological", "psychisch", "psychological"),
    ("other_mental", "iets anders, psychisch", "psychological"),
    *[(code, code, "psychological") for code in ("behaviour", "eating")],
    *[(code, code, "physical") for code in ("bones", "blood", "chronic", "heart")],
    *[(code, code, "physical") for code in ("accident", "operation", "immune")],
    *[(code, code, "physical") for code in ("maternity", "other_body")],
]
REASONS = reasons_of(GROUPS)
TODAY = date(2026, 11, 28)
HEAD = "leerling;provincie;niveau;redengroep;begonnen op;geëindigd op;onderbroken"
GOOD = "a1;BE-VAN;secondary;cancer;2015-09-01;2016-01-15;"


def read(*lines, head=HEAD, until=None, encoding="utf-8"):
    content = "\n".join([head, *lines]).encode(encoding)
    return read_history(content, reasons=REASONS, today=TODAY, until=until)


def codes(reading):
    return [
        (one.line, one.column, one.code.removeprefix("history."))
        for one in reading.refused
    ]


def line(number=2, pupil="a1", **other):
    facts = {
        **{"province": "BE-VAN", "level": "secondary"},
        **{"main": "physical", "group": "cancer", "suspended": ()},
        **{"started_on": date(2015, 9, 1), "ended_on": date(2016, 1, 15)},
    }
    return Line(number=number, pupil=pupil, **(facts | other))


def test_codes_and_dutch_names_are_read_alike():
    reading = read(
        GOOD,
        "b2;Antwerpen;Secundair onderwijs;Kanker;01/09/2015;15/1/2016;",
        "c3;BE-BRU;kleuter;psychisch, gedrag of ontwikkeling;2015-09-01;2015-09-01;",
        "d4;Oost-Vlaanderen;;;2015-09-01;2016-01-15;",
    )
    assert codes(reading) == []
    assert reading.count == 4
    assert reading.lines == [
        line(),
        line(3, "b2"),
        line(
            4,
            "c3",
            province="BE-BRU",
            level="nursery",
            main="psychological",
            group="",
            ended_on=date(2015, 9, 1),
        ),
        line(5, "d4", province="BE-VOV", level="", main="", group=""),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_commas_and_semicolons_with_or_without_bom(encoding):
    comma = read(GOOD.replace(";", ","), head=HEAD.replace(";", ","), encoding=encoding)
    assert comma == read(GOOD, encoding=encoding)
    assert comma.lines == [line()]


def test_columns_stand_in_any_order_and_empty_lines_are_nothing():
    head = "Suspended;ended on;started on;reason group;level;province;pupil key"
    reading = read(
        "", ";;;;;;", ";2016-01-15;2015-09-01;cancer;secondary;BE-VAN;a1", head=head
    )
    assert reading.lines == [line(4)]


def test_suspended_periods_in_both_ways_of_writing():
    text = '"2015-10-01/2015-10-31; 02/11/2015 - 20/11/2015"'
    reading = read(f"a1;BE-VAN;secondary;cancer;2015-09-01;2016-01-15;{text}")
    assert codes(reading) == []
    first = date(2015, 10, 1), date(2015, 10, 31)
    assert reading.lines[0].suspended == (
        first,
        (date(2015, 11, 2), date(2015, 11, 20)),
    )


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({0: ""}, ("leerling", "pupil_missing")),
        ({0: "x" * 101}, ("leerling", "pupil_too_long")),
        ({0: "=1+1"}, ("leerling", "formula")),
        ({3: "@SUM(A1)"}, ("redengroep", "formula")),
        ({1: ""}, ("provincie", "province_missing")),
        ({1: "Henegouwen"}, ("provincie", "province_unknown")),
        ({1: "BE-WHT"}, ("provincie", "province_unknown")),
        ({2: "hoger"}, ("niveau", "level_unknown")),
        ({3: "griep"}, ("redengroep", "reason_unknown")),
        ({4: ""}, ("begonnen op", "date_missing")),
        ({4: "2015-02-29"}, ("begonnen op", "date_unknown")),
        ({4: "9/2015"}, ("begonnen op", "date_unknown")),
        ({4: "1999-12-31"}, ("begonnen op", "date_too_early")),
        ({5: "2026-11-29"}, ("geëindigd op", "date_in_future")),
        ({5: ""}, ("geëindigd op", "open_ended")),
        ({5: "2015-08-31"}, ("geëindigd op", "start_after_end")),
        ({6: "in maart"}, ("onderbroken", "suspended_unknown")),
        ({6: "2015-11-31/2015-12-01"}, ("onderbroken", "suspended_unknown")),
        ({6: "2015-11-02/2015-11-01"}, ("onderbroken", "suspended_start_after_end")),
        ({6: "2016-01-01/2016-02-01"}, ("onderbroken", "suspended_outside")),
        (
            {6: "2015-10-01/2015-10-09|2015-10-09/2015-10-12"},
            ("onderbroken", "suspended_overlap"),
        ),
        (
            {6: "|".join(f"2015-10-{d:02}/2015-10-{d:02}" for d in range(1, 14))},
            ("onderbroken", "suspended_too_many"),
        ),
    ],
)
def test_each_fault_of_a_line_is_named(changed, refused):
    cells = GOOD.split(";")
    for at, text in changed.items():
        cells[at] = text
    reading = read("z9;BE-VLI;primary;;2015-09-01;2015-10-01;", ";".join(cells))
    assert codes(reading) == [(3, *refused)]
    assert [one.pupil for one in reading.lines] == ["z9"]


def test_all_faults_of_one_line_are_named_at_once():
    reading = read("a1;Mars;hoger;griep;gisteren;;")
    assert codes(reading) == [
        (2, "provincie", "province_unknown"),
        (2, "niveau", "level_unknown"),
        (2, "redengroep", "reason_unknown"),
        (2, "begonnen op", "date_unknown"),
        (2, "geëindigd op", "open_ended"),
    ]


def test_what_still_runs_counts_up_to_the_day_of_the_extract():
    open_ended = GOOD.replace("2016-01-15", "")
    until = date(2016, 3, 31)
    assert read(open_ended, until=until).lines == [line(ended_on=until)]
    later = GOOD.replace("2016-01-15", "2016-04-01")
    assert codes(read(later, until=until)) == [(2, "geëindigd op", "date_after_state")]
    unborn = open_ended.replace("2015-09-01", "2016-05-01")
    assert codes(read(unborn, until=until)) == [
        (2, "begonnen op", "date_after_state"),
        (2, "geëindigd op", "start_after_end"),
    ]


def test_a_day_of_29_february_is_one_in_a_leap_year():
    assert read(GOOD.replace("2016-01-15", "2016-02-29")).lines == [
        line(ended_on=date(2016, 2, 29))
    ]


def test_the_same_line_twice_is_refused_with_the_first():
    reading = read(GOOD, "b;BE-VLI;;;2015-09-01;2015-10-01;", GOOD)
    assert codes(reading) == [(4, "", "duplicate")]
    assert reading.refused[0].words == "Deze regel is dezelfde als regel 2."
    one_day = "a1;BE-VAN;secondary;cancer;2015-09-01;2015-09-01;"
    assert codes(read(one_day, one_day)) == [(3, "", "duplicate")]


def test_trajects_of_one_pupil_must_not_overlap_and_may_follow_on_each_other():
    other = "a1;BE-VLI;secondary;cancer;{};2016-03-01;"
    assert codes(read(GOOD, other.format("2016-01-14"))) == [(3, "", "overlap")]
    assert codes(read(GOOD, other.format("2016-01-15"))) == []
    # Found whatever the order of the lines, and within a longer one before it.
    inside = "a1;BE-VAN;secondary;cancer;2015-10-01;2015-10-02;"
    assert codes(read(other.format("2016-01-14"), GOOD)) == [(3, "", "overlap")]
    late = "a1;BE-VAN;secondary;cancer;2015-12-01;2015-12-02;"
    assert codes(read(GOOD, inside, late)) == [(3, "", "overlap"), (4, "", "overlap")]
    assert codes(read(GOOD, inside.replace("a1", "a2"))) == []


@pytest.mark.parametrize(
    ("lines", "refused"),
    [
        (["totaal;2"], []),
        (["Totaal;2;;;;;"], []),
        (["totaal;3"], [(4, "", "total_wrong")]),
        (["totaal;veel"], [(4, "", "total_unknown")]),
        (["totaal;²"], [(4, "", "total_unknown")]),
        (
            ["totaal;2", "b;BE-VLI;;;2015-09-01;2015-10-01;"],
            [(4, "", "total_not_last")],
        ),
        (["totaal;2", "totaal;2"], [(4, "", "total_not_last")]),
    ],
)
def test_a_last_line_with_the_total_must_be_right(lines, refused):
    assert codes(read(GOOD, GOOD.replace("a1", "a2"), *lines)) == refused


def test_refused_lines_count_in_the_total():
    assert codes(read(GOOD, "b;Mars;;;2015-09-01;2015-10-01;", "totaal;2")) == [
        (3, "provincie", "province_unknown")
    ]


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b"", [(0, "", "empty")]),
        (b"\xef\xbb\xbf\r\n \r\n", [(0, "", "empty")]),
        (b";;\n;;\n", [(0, "", "empty")]),
        (HEAD.encode(), [(0, "", "no_lines")]),
        (f"{HEAD}\n{GOOD}".encode("utf-16"), [(1, "", "not_utf8")]),
        (f"{HEAD}\n{GOOD}".encode("utf-16-le"), [(1, "", "not_utf8")]),
        (f"{HEAD}\n{GOOD}\ncafé;".encode("cp1252"), [(1, "", "not_utf8")]),
        (f"{HEAD}\n{GOOD}\n".encode() + b"caf\xe9;", [(3, "", "not_utf8")]),
        (f'{HEAD}\n{GOOD}\n"open;'.encode(), [(3, "", "quote")]),
        (f"{HEAD}\n{GOOD}\na1;BE-VAN".encode(), [(3, "", "cell_count")]),
        (f"{HEAD}\n{GOOD};".encode(), [(2, "", "cell_count")]),
        (
            f"{HEAD};naam\n{GOOD};Jan".encode(),
            [(1, "", "column_unknown")],
        ),
        (
            b"leerling;niveau;niveau\na;b;c",
            [
                (1, "niveau", "column_twice"),
                (1, "provincie", "column_missing"),
                (1, "redengroep", "column_missing"),
                (1, "begonnen op", "column_missing"),
                (1, "geëindigd op", "column_missing"),
                (1, "onderbroken", "column_missing"),
            ],
        ),
    ],
)
def test_what_is_no_extract_is_refused_with_the_place(content, refused):
    reading = read_history(content, reasons=REASONS, today=TODAY)
    assert codes(reading) == refused


def test_more_than_the_limits_is_refused(monkeypatch):
    monkeypatch.setattr(parted, "MOST_LINES", 1)
    assert codes(read(GOOD, GOOD.replace("a1", "a2"))) == [(0, "", "too_many_lines")]
    monkeypatch.setattr(parted, "MOST_BYTES", 100)
    assert codes(read(GOOD)) == [(0, "", "too_large")]


def test_progress_is_told_on_the_way():
    told = []
    read_history(
        "\n".join([HEAD, *(GOOD.replace("a1", f"p{n}") for n in range(5001))]).encode(),
        reasons=REASONS,
        today=TODAY,
        progress=lambda done, count: told.append((done, count)),
    )
    assert told == [(0, 5001), (5000, 5001)]


def test_the_made_up_population_is_a_good_extract():
    reading = read_history(extract().encode(), reasons=REASONS, today=TODAY)
    assert codes(reading) == []
    assert reading.count == len(records()) == len(reading.lines)
    assert [one.suspended for one in reading.lines] == [
        one.suspended for one in records()
    ]


def test_a_refusal_speaks_the_language_of_who_reads_and_is_kept_without_words():
    refusal = read("a1;Mars;;;2015-09-01;2015-10-01;").refused[0]
    assert refusal.words == "Provincie niet herkend: Mars"
    assert Refusal.from_json(refusal.as_json()) == refusal
    with override("en"):
        assert refusal.words == "Province not recognised: Mars"


def test_every_code_is_explained_and_every_explanation_has_its_code():
    page = Path(__file__).parents[2] / "docs/history.md"
    explained = re.findall(r"^\| `history\.(\w+)` \|", page.read_text(), re.M)
    assert sorted(explained) == sorted(WORDS)


@pytest.mark.parametrize(
    ("ran", "suspended", "months"),
    [
        # Lessons in March and in May: only April is a month without.
        (("2020-01-10", "2020-06-30"), ["2020-03-16/2020-05-15"], "2020-04/2020-04"),
        (("2020-01-10", "2020-06-30"), ["2020-03-01/2020-03-30"], ""),
        (("2020-01-10", "2020-06-30"), ["2020-03-01/2020-04-30"], "2020-03/2020-04"),
        # Two that touch are one; over New Year.
        (
            ("2019-10-01", "2020-06-30"),
            ["2019-12-01/2019-12-20", "2019-12-21/2020-01-31", "2020-03-01/2020-03-31"],
            "2019-12/2020-01 2020-03/2020-03",
        ),
        # The first and last month run from or to their day.
        (("2020-01-10", "2020-06-12"), ["2020-01-10/2020-02-10"], "2020-01/2020-01"),
        (("2020-01-10", "2020-06-12"), ["2020-06-01/2020-06-12"], "2020-06/2020-06"),
        (("2020-01-10", "2020-03-12"), ["2020-02-01/2020-02-29"], "2020-02/2020-02"),
        (("2020-01-10", "2020-03-12"), ["2020-02-01/2020-02-28"], ""),
    ],
)
def test_months_without_a_day_are_kept(ran, suspended, months):
    days = [tuple(map(date.fromisoformat, one.split("/"))) for one in suspended]
    assert whole_months(tuple(map(date.fromisoformat, ran)), days) == months


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_months_follow_on_each_other(first, count):
    last = date(
        first.year + (first.month - 1 + count) // 12,
        (first.month - 1 + count) % 12 + 1,
        1,
    )
    months = list(months_between(f"{first:%Y-%m}", f"{last:%Y-%m}"))
    assert len(months) == count + 1
    assert months == sorted(set(months))


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(content):
    reading = read_history(content, reasons=REASONS, today=TODAY)
    assert reading.refused or reading.lines


@given(st.text(max_size=60))
def test_no_words_in_a_cell_break_the_reading(text):
    quoted = '"' + text.replace('"', '""') + '"'
    for at in range(7):
        cells = GOOD.split(";")
        cells[at] = quoted
        reading = read(";".join(cells))
        for refusal in reading.refused:
            assert refusal.words
