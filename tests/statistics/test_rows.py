"""Rows without names: gathered, kept as a text, and put back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection

from sio.statistics import rows
from sio.statistics.actions.snapshot import snapshot
from sio.statistics.cubes import recomputed
from sio.statistics.models import HistoryImport, HistoryRow
from sio.statistics.rows import Family, RowsOfAnotherVersion, Select, loaded
from tests.statistics.population import CUTOFF, Traject, take_in

NOW = datetime(2026, 11, 28, tzinfo=UTC)
COLUMNS = (("school_year", "integer"), ("group", "text"), ("months", "integer"))
ALL = range(2000, 2030)


def family(found):
    return Family("some", COLUMNS, lambda _cutoff, _years: found)


def dumped(found, years=ALL):
    one = family(found)
    with loaded([one]):
        rows.gather(one, NOW, years)
        return rows.dump(one)


ROWS = [(2015, "é", 3), (2015, "", None), (2015, "Z", 10), (2015, "a", 10)]
TEXT = "school_year\tgroup\tmonths\n2015\t\t\\N\n2015\tZ\t10\n2015\ta\t10\n2015\té\t3\n"


@pytest.mark.django_db
def test_the_text_is_the_same_whatever_the_order_and_the_database():
    assert dumped(ROWS) == dumped(iter(ROWS[::-1])) == TEXT


@pytest.mark.django_db
def test_the_database_can_make_them_itself():
    sql = "SELECT %s, 'x', 7 %% 4 UNION ALL SELECT 1999, 'y', 1"
    assert dumped(Select(sql, (2015,))) == "school_year\tgroup\tmonths\n2015\tx\t3\n"


@pytest.mark.django_db
def test_rows_may_be_read_from_the_database_one_after_another():
    def found():
        for year in (2015, 2016):
            with connection.cursor() as cursor:
                cursor.execute("SELECT %s, 'x', 1", (year,))
                yield cursor.fetchone()

    assert dumped(found()).count("\n") == 3


@pytest.mark.django_db
def test_what_was_kept_is_put_back():
    one = family(())
    with loaded([one]):
        rows.load(one, TEXT)
        assert rows.dump(one) == TEXT


@pytest.mark.django_db
def test_no_rows_are_a_text_too():
    one = family(())
    assert dumped(()) == "school_year\tgroup\tmonths\n"
    with loaded([one]):
        rows.load(one, dumped_none := "school_year\tgroup\tmonths\n")
        assert rows.dump(one) == dumped_none


@pytest.mark.django_db
def test_rows_with_other_columns_are_refused():
    one = family(())
    with loaded([one]), pytest.raises(RowsOfAnotherVersion) as refusal:
        rows.load(one, "school_year\tmonths\n2015\t3\n")
    assert refusal.value.code == "statistics.rows_of_another_version"


@pytest.mark.django_db
def test_only_the_years_that_are_asked_for_are_kept():
    many = [(year, "a", 1) for year in range(2010, 2020)]
    kept = dumped(many, range(2014, 2016)).splitlines()[1:]
    assert kept == ["2014\ta\t1", "2015\ta\t1"]


@pytest.mark.parametrize("text", ["a\tb", "a\nb", "a\\b", "\\N", "a\rb"])
@pytest.mark.django_db
def test_a_text_that_would_break_a_line_is_refused(text):
    with pytest.raises(ValueError, match="backslash"):
        dumped([(2015, text, 1)])


@pytest.mark.django_db(transaction=True)
def test_the_tables_are_gone_afterwards_also_after_a_fault():
    one = family(ROWS)
    with pytest.raises(ValueError, match="backslash"), loaded([one]):
        rows.gather(family([(2015, "\n", 1)]), NOW, ALL)
    for _time in range(2):
        with loaded([one]):
            assert rows.dump(one).count("\n") == 1
    assert not connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_others_write_meanwhile_and_what_is_read_stays_as_it_was():
    """A lesson does not wait for figures, and figures do not change half way."""
    one = family(ROWS)
    take_in([Traject("2015-10")])
    with loaded([one]):
        assert HistoryRow.objects.count() == 1
        with ThreadPoolExecutor(1) as others:
            others.submit(write_another).result(timeout=4)
        rows.gather(one, NOW, ALL)
        assert HistoryRow.objects.count() == 1
    assert HistoryRow.objects.count() == 2


def write_another():
    try:
        batch = HistoryImport.objects.get()
        HistoryRow.objects.create(
            batch=batch, pupil="x", started="2016-01", ended="2016-01"
        )
    finally:
        connection.close()


@pytest.mark.django_db
def test_the_same_cubes_come_from_rows_that_were_kept():
    take_in([Traject("2015-10", "2015-12"), Traject("2015-10", "", whose=2)])
    names = ["pupils_per_province_per_school_year"]
    years = range(2014, 2017)
    found = snapshot(names, years, CUTOFF)
    take_in([])
    assert snapshot(names, years, CUTOFF).cubes != found.cubes
    assert recomputed(found.dumps, names, years) == found.cubes
