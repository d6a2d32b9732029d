"""The coming months on a screen: from all we know, or a word that it is too little."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine

from sio.intake.models import WindowChange
from sio.statistics.models import HistoryImport, HistoryRow
from sio.statistics.queries.outlook import outlook_of
from sio.statistics.queries.running import history_of
from sio.trajects.models import PseudonymRow

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
PAGE = "/cijfers/vooruitblik/"


@pytest.fixture(autouse=True)
def _on_a_friday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def extract(db):
    return HistoryImport.objects.create(name="Uittreksel", source="een test")


def ours(started, ended="", **more):
    return PseudonymRow.objects.create(started=started, ended=ended, **more)


def before(extract, started, ended, **more):
    return HistoryRow.objects.create(
        batch=extract, pupil="p", started=started, ended=ended, **more
    )


def years(first, last, each=10, **more):
    """So many pupils from September to June of every school year."""
    PseudonymRow.objects.bulk_create(
        PseudonymRow(started=f"{year}-09", ended=f"{year + 1}-06", **more)
        for year in range(first, last + 1)
        for _number in range(each)
    )


def test_a_month_counts_from_start_to_end_both_included(db):
    ours("2026-03", "2026-05")
    ours("2026-05")
    ours("2026-11")  # this month is not whole yet
    found = history_of(TODAY)
    assert found.first == date(2026, 3, 1)
    assert found.numbers == (1, 1, 2, 1, 1, 1, 1, 1)
    assert found.month(8) == date(2026, 11, 1)


def test_before_the_system_counts_too_and_ends_with_its_extract(extract):
    before(extract, "2026-01", "2026-06")
    before(extract, "2026-04", "2026-06")  # ran when the extract was made
    ours("2026-06")
    found = history_of(TODAY)
    assert found.first == date(2026, 1, 1)
    assert found.numbers == (1, 1, 1, 2, 2, 3, 1, 1, 1, 1)


def test_a_year_in_which_nobody_ran_was_not_written_down(extract):
    before(extract, "2023-01", "2025-01")
    ours("2026-03")
    assert history_of(TODAY).first == date(2026, 3, 1)


def test_a_summer_in_which_nobody_ran_is_a_summer(db):
    years(2023, 2026)
    found = history_of(TODAY)
    assert found.first == date(2023, 9, 1)
    assert found.numbers[8:13] == (10, 10, 0, 0, 10)


def test_province_and_level_are_chosen(extract):
    ours("2026-09", province="BE-VAN", level="primary")
    ours("2026-09", province="BE-VLI", level="primary")
    before(extract, "2026-10", "2026-10", province="BE-VLI", level="secondary")
    assert history_of(TODAY, province="BE-VLI").numbers == (1, 2)
    assert history_of(TODAY, level="primary").numbers == (2, 2)
    assert history_of(TODAY, province="BE-VLI", level="primary").numbers == (1, 1)


def test_nothing_known_is_no_history(db):
    found = outlook_of(TODAY)
    assert (found.history.numbers, found.coming, found.score) == ((), [], None)


def test_what_comes_back_each_year_is_expected(db):
    years(2020, 2026)
    found = outlook_of(TODAY)
    assert [(one.month, one.expected.middle) for one in found.coming] == [
        (date(2026, 11, 1), 10),
        (date(2026, 12, 1), 10),
        *[(date(2027, month, 1), 10) for month in (1, 2, 3, 4)],
    ]
    assert found.score
    assert (found.score.mean_error, found.score.within) == (0, found.score.tried)
    assert [one.month for one in found.past] == [
        *[date(2024, month, 1) for month in (11, 12)],
        *[date(2025, month, 1) for month in range(1, 13)],
        *[date(2026, month, 1) for month in range(1, 11)],
    ]


def counted(free, by, month=10):
    with time_machine.travel(datetime(2026, month, 5, 9, tzinfo=UTC)):
        WindowChange.objects.create(
            school_year=2026, state="open", reason="x", sets_free=free, by=by
        )


def test_it_says_when_there_are_too_few_sets(cora):
    years(2020, 2025)
    years(2026, 2026, each=20)
    assert outlook_of(TODAY).stock is None  # nobody counted
    counted(3, cora, month=3)  # and 10 in use
    found = outlook_of(TODAY)
    # From 10 to 20 in two months, drawn towards none: 10 × 70 / 50.
    assert found.coming[0].expected.middle == 14
    assert found.stock
    assert (found.stock.sets, found.stock.running) == (13, 10)
    assert found.stock.passed_on == found.stock.maybe_on == date(2026, 11, 1)
    assert outlook_of(TODAY, level="primary").stock is None


def test_enough_sets_are_enough(cora):
    years(2020, 2026)
    counted(500, cora)
    found = outlook_of(TODAY).stock
    assert found
    assert (found.sets, found.passed_on, found.maybe_on) == (510, None, None)


def test_the_page_shows_what_is_expected_and_how_wrong_it_was(as_user, polly):
    years(2020, 2026)
    counted(0, polly)
    text = as_user(polly).get(PAGE).content.decode()
    assert text.count('<svg class="curves"') == 2
    assert text.count("<table") == 3
    assert "gemiddeld <strong>0,0</strong> naast" in text
    assert "24 van 24 keer" in text
    assert "Dat volstaat naar verwachting." in text
    assert " style=" not in text


def test_with_too_little_history_the_page_does_not_guess(as_user, cora):
    years(2025, 2026)
    text = as_user(cora).get(PAGE).content.decode()
    assert "Volle maanden die we kennen: 14. Onder 24 gokken we niet." in text
    assert "curves" not in text


def test_two_years_are_enough_to_expect_and_too_few_to_judge(as_user, cora):
    years(2024, 2026)
    with time_machine.travel(datetime(2026, 9, 27, tzinfo=UTC)):
        text = as_user(cora).get(PAGE).content.decode()
    assert text.count('<svg class="curves"') == 1
    assert "Dat weten we nog niet" in text


@pytest.mark.parametrize("asked", [{"provincie": "x"}, {"niveau": "?"}])
def test_what_is_not_there_is_said(as_user, cora, asked):
    answer = as_user(cora).get(PAGE, asked)
    assert answer.status_code == 422
    assert 'data-code="statistics.unknown_choice"' in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(as_user, cora, extract, django_assert_num_queries, count):
    for _number in range(count):
        years(2022, 2026, each=1)
        before(extract, "2021-09", "2022-06")
    client = as_user(cora)
    with django_assert_num_queries(FORECAST_QUERIES):
        client.get(PAGE)


FORECAST_QUERIES = 6


ONCE_READ = "tellen mee zodra ze ingelezen zijn"
LEFT_OUT = "Oudere cijfers tellen niet mee"


def test_what_is_too_little_says_what_may_still_be_read_in(as_user, cora):
    ours("2026-05")
    words = as_user(cora).get(PAGE).content.decode()
    assert ONCE_READ in words
    assert LEFT_OUT not in words


def test_what_was_read_in_long_ago_is_said_to_be_left_out(as_user, cora, extract):
    """As in the demo: the extract ends in 2016, and our own files begin in 2026."""
    before(extract, "2015-09", "2016-06")
    ours("2026-05")
    words = as_user(cora).get(PAGE).content.decode()
    assert LEFT_OUT in words
    assert ONCE_READ not in words


def test_what_was_read_in_and_goes_on_to_now_needs_no_words(as_user, cora, extract):
    before(extract, "2025-11", "2026-06")
    ours("2026-05")
    words = as_user(cora).get(PAGE).content.decode()
    assert "Nog te weinig maanden" in words
    assert LEFT_OUT not in words
    assert ONCE_READ not in words
