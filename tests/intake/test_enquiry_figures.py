from __future__ import annotations

import csv
import io
from datetime import date

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from sio.core.charts import LABEL_WIDTH, LONGEST_BAR, bars
from sio.core.spreadsheet import BYTE_ORDER_MARK, FORMULA_STARTS, csv_of
from sio.intake.models import Enquiry, EnquiryTopic

MAY_2020 = "2020-05-15T10:00:00Z"


@pytest.fixture(autouse=True)
def _in_may_2020():
    with time_machine.travel(MAY_2020, tick=False):
        yield


@pytest.fixture
def telephones(carla):
    """001_203f8ff310e66b5b.txt: "heel wat informatie-telefoons" in spring 2020."""
    topic = EnquiryTopic.objects.create(name="=Aanvragen")
    rows = [
        (date(2020, 5, 15), "phone", "parent", 6),
        (date(2020, 4, 1), "chat", "school", 3),
        (date(2019, 5, 15), "phone", "parent", 4),
        (date(2019, 5, 16), "phone", "parent", 90),  # later than the date compared
        (date(2018, 8, 31), "phone", "parent", 90),
    ]
    for on, channel, who, count in rows:
        Enquiry.objects.create(
            on=on, channel=channel, who=who, count=count, topic=topic, by=carla
        )
    return topic


def test_compared_with_the_same_date_last_year(as_user, hans, telephones):
    page = as_user(hans).get("/vragen/cijfers/")
    block, _applications = page.context["comparisons"]
    comparison = block["comparison"]
    assert (comparison.now, comparison.before, comparison.change_percent) == (9, 4, 125)
    text = page.content.decode()
    assert "Tot en met 15 mei 2020: <strong>9</strong>." in text
    assert "Tot en met 15 mei 2019: <strong>4</strong>." in text
    assert "Dat is 125\N{NO-BREAK SPACE}% meer." in text
    assert page.context["breakdowns"] == [
        ("Onderwerp", [("=Aanvragen", 9, 4)]),
        ("Kanaal", [("telefoon", 6, 4), ("chat", 3, 0)]),
        ("Wie vroeg het", [("ouder", 6, 4), ("school", 3, 0)]),
    ]


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (1, 0, "Vorig schooljaar is er niets geteld om mee te vergelijken."),
        (1, 2, "Dat is 50\N{NO-BREAK SPACE}% minder."),
        (2, 2, "Dat is evenveel."),
    ],
)
def test_the_difference_is_said_in_words(as_user, carla, now, before, said):
    topic = EnquiryTopic.objects.create(name="Kamp")
    for year, count in ((2020, now), (2019, before)):
        for _n in range(count):
            Enquiry.objects.create(
                on=date(year, 5, 1), channel="mail", who="clb", topic=topic, by=carla
            )
    assert said in as_user(carla).get("/vragen/cijfers/").content.decode()


def test_the_chart_and_the_table_say_the_same(as_user, hans, telephones):
    page = as_user(hans).get("/vragen/cijfers/")
    block, _applications = page.context["comparisons"]
    drawn = [[bar.value for bar in row.bars] for row in block["chart"].rows]
    months = block["comparison"].months
    assert drawn == [[month.now, month.before] for month in months]
    text = page.content.decode()
    assert text.count("<rect") == 4 * len(months)
    assert 'role="img" aria-label="Vragen per maand"' in text


def test_a_year_that_is_over_is_compared_whole(as_user, hans, telephones):
    page = as_user(hans).get("/vragen/cijfers/", {"jaar": "2018"})
    block, _applications = page.context["comparisons"]
    assert (block["comparison"].now, block["comparison"].before) == (94, 90)
    assert block["comparison"].until == date(2019, 8, 31)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("x", 2019), ("99999", 2019), ("2031", 2019), ("0001", 2016), ("٢٠١٨", 2019)],
)
def test_a_strange_year_shows_one_that_is_there(as_user, hans, asked, expected):
    for path in ("/vragen/cijfers/", "/vragen/cijfers/bestand/"):
        page = as_user(hans).get(path, {"jaar": asked})
        assert page.status_code == 200
    assert f"vragen-{expected}-" in page["Content-Disposition"]


def test_the_file_opens_in_a_spreadsheet_and_does_nothing(as_user, hans, telephones):
    answer = as_user(hans).get("/vragen/cijfers/bestand/")
    assert answer["Content-Disposition"] == (
        'attachment; filename="vragen-2019-2020.csv"'
    )
    assert answer["Content-Type"] == "text/csv"
    text = answer.content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["Maand", "Kanaal", "Onderwerp", "Wie vroeg het", "Aantal"],
        ["2020-04", "chat", "'=Aanvragen", "school", "3"],
        ["2020-05", "telefoon", "'=Aanvragen", "ouder", "6"],
    ]


@given(st.lists(st.lists(st.text() | st.integers(), min_size=2, max_size=4)))
def test_no_text_is_ever_a_formula_and_no_number_is_touched(rows):
    page = csv_of(rows)
    assert page.startswith(BYTE_ORDER_MARK)
    text = page.removeprefix(BYTE_ORDER_MARK)
    found = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert len(found) == len(rows)
    for cells, row in zip(found, rows, strict=True):
        for cell, given_cell in zip(cells, row, strict=True):
            if isinstance(given_cell, int):
                assert cell == str(given_cell)
            else:
                assert not cell.lstrip(" ").startswith(FORMULA_STARTS)
                assert cell.removeprefix("'") == given_cell.removeprefix("'")


@given(st.lists(st.tuples(st.text(), st.integers(0, 10**6), st.integers(0, 10**6))))
def test_bars_are_as_long_as_their_numbers(lines):
    chart = bars(lines)
    assert len(chart.rows) == len(lines)
    found = sorted((bar.value, bar.width) for row in chart.rows for bar in row.bars)
    widths = [width for _value, width in found]
    assert widths == sorted(widths)
    assert all(0 <= width <= LONGEST_BAR for width in widths)
    if found and found[-1][0]:
        assert widths[-1] == LONGEST_BAR
    for row in chart.rows:
        for bar in row.bars:
            assert bar.x == LABEL_WIDTH
            assert bar.number_x > bar.x + bar.width
            assert bar.y + bar.height <= chart.height


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_figures_do_not_grow(
    as_user, hans, carla, django_assert_num_queries, count
):
    for n in range(count):
        topic = EnquiryTopic.objects.create(name=f"T{n}")
        Enquiry.objects.create(
            on=date(2020, 5, 1), channel="mail", who="clb", topic=topic, by=carla
        )
    client = as_user(hans)
    with django_assert_num_queries(8):
        client.get("/vragen/cijfers/")
