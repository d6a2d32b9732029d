"""Rows without names: what cubes count, gathered once and kept with a release.

A family of rows lies in a temporary table of the connection, `rows_<name>`, for as long
as `loaded` lasts. Its canonical text is the same whatever the database: a release keeps
that text, and `load` puts it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import connection, transaction
from django.utils.translation import gettext as _

from sio.core.errors import DomainError
from sio.core.triggers import SQLITE
from sio.statistics.cells import SCHOOL_YEAR

Kind = Literal["integer", "text"]
Value = int | str | None
Row = tuple[Value, ...]
AT_ONCE = 10_000  # rows that are written in one go
NULL = "\\N"  # as COPY of PostgreSQL writes it


class RowsOfAnotherVersion(DomainError):
    """Rows that were kept have other columns than this version of sio counts."""

    code = "statistics.rows_of_another_version"


@dataclass(frozen=True)
class Select:
    """Rows that the database makes by itself, in the order of the columns.

    A percent sign in `sql` is written twice. Where `fits` no row is of another school
    year than those that were asked for.
    """

    sql: str
    params: tuple[Any, ...] = ()
    fits: bool = False


Found = Iterable[Row] | Select


@dataclass(frozen=True)
class Family:
    """One kind of row. `gather` gives those of a moment in some years, in any order.

    A column is an integer or a text; either may be empty (None). One that is called
    school_year holds the year in which it began, and lets rows of other years go.
    `kept` gives, at a moment too, those of files that were erased since they stood for
    one; None if nothing of the family goes with a file.
    """

    name: str
    columns: tuple[tuple[str, Kind], ...]
    gather: Callable[[datetime, range], Found]
    kept: Callable[[datetime], Select] | None = None

    @property
    def table(self) -> str:
        """The name of its temporary table."""
        return f"rows_{self.name}"

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(name for name, _kind in self.columns)


@contextmanager
def loaded(families: Iterable[Family]) -> Iterator[None]:
    """Empty tables for these families, gone at the end; one look at the database.

    Write nothing but rows meanwhile: what is read stays as it was at the beginning,
    and nobody is kept waiting for it.
    """
    with _one_look():
        wanted = list(families)
        for family in wanted:
            _run(f"CREATE TEMPORARY TABLE {family.table} ({_columns(family)})")
        yield
        for family in wanted:
            _run(f"DROP TABLE {family.table}")


def gather(family: Family, cutoff: datetime, years: range) -> None:
    """Fill its table with the rows of these school years, as they were at `cutoff`."""
    found = family.gather(cutoff, years)
    if isinstance(found, Select):
        _select(family, found, years)
    elif SCHOOL_YEAR in family.keys:
        place = family.keys.index(SCHOOL_YEAR)
        _insert(family, (row for row in found if row[place] in years))
    else:
        _insert(family, found)
    if family.kept is not None:
        _select(family, family.kept(cutoff), years)


def fetched(found: Found) -> list[Row]:
    """The rows themselves, without a table."""
    if not isinstance(found, Select):
        return list(found)
    with connection.cursor() as cursor:
        cursor.execute(found.sql, found.params)
        rows: list[Row] = cursor.fetchall()
    return rows


@contextmanager
def grouped_by_hash() -> Iterator[None]:
    """Within `loaded`: of tables that were just made PostgreSQL knows nothing, takes
    each row for a group of its own, and would sort them all."""
    if connection.vendor == SQLITE:
        yield
        return
    _run("SET LOCAL enable_sort = off")
    yield
    _run("SET LOCAL enable_sort = on")


def dump(family: Family) -> str:
    """What its table holds, as one text: a line of headings, then the rows, sorted."""
    cells = (
        f"COALESCE(CAST({_quoted(name)} AS text), '{NULL}')" for name in family.keys
    )
    joined = " || '\t' || ".join(cells)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {joined} FROM {family.table}")
        lines = sorted(line for (line,) in cursor.fetchall())
    _check(lines, family, nulls="".join(lines).count(NULL))
    return "\n".join([_heading(family), *lines]) + "\n"


def load(family: Family, text: str) -> None:
    """Fill its table from such a text. RowsOfAnotherVersion if its columns differ."""
    heading, *lines = text.removesuffix("\n").split("\n")
    if heading != _heading(family):
        raise RowsOfAnotherVersion(
            _("Deze rijen hebben andere kolommen dan dit programma kent: %(family)s.")
            % {"family": family.name}
        )
    if connection.vendor == SQLITE:
        _insert(family, (_read(line, family) for line in lines))
    elif lines:
        _copy(family, lines)


@contextmanager
def _one_look() -> Iterator[None]:
    """A transaction that sees the database as it is now, and that holds up nobody.

    Ours begin as writers on SQLite, and would keep lessons from writing; in a
    transaction that runs already nothing can be chosen any more.
    """
    if connection.in_atomic_block:
        with transaction.atomic():
            yield
    elif connection.vendor == SQLITE:
        connection.ensure_connection()  # which is when it gets its mode
        usual = connection.transaction_mode  # type: ignore[attr-defined]
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                yield
        finally:
            connection.transaction_mode = usual  # type: ignore[attr-defined]
    else:
        with transaction.atomic():
            _run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield


def _select(family: Family, found: Select, years: range) -> None:
    """Rows of other years are left out last: looked for within, the database would
    take them for few, and join them one by one."""
    names = _names(family)
    sql = f"INSERT INTO {family.table} ({names}) "
    if found.fits or SCHOOL_YEAR not in family.keys:
        _run(sql + found.sql, found.params)
        return
    sql += f"""
        WITH found ({names}) AS MATERIALIZED ({found.sql})
        SELECT {names} FROM found WHERE {SCHOOL_YEAR} BETWEEN %s AND %s
    """
    _run(sql, (*found.params, years.start, years.stop - 1))


def _insert(family: Family, rows: Iterable[Row]) -> None:
    """All rows are there before the first is written: a gatherer may ask the same
    connection, which is taken by a COPY."""
    found = list(rows)
    for place in range(0, len(found), AT_ONCE):
        piece = found[place : place + AT_ONCE]
        lines = _written(piece, family)
        if connection.vendor == SQLITE:
            marks = ", ".join(["%s"] * len(family.columns))
            with connection.cursor() as cursor:
                sql = f"INSERT INTO {family.table} VALUES ({marks})"
                cursor.executemany(sql, piece)
        else:
            _copy(family, lines)


def _copy(family: Family, lines: Sequence[str]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {family.table} ({_names(family)}) FROM STDIN") as copy,
    ):
        copy.write("\n".join([*lines, ""]))


def _written(rows: Sequence[Row], family: Family) -> list[str]:
    """A line per row. ValueError for a text that would break one."""
    line = "\t".join(["%s"] * len(family.columns))
    lines = [
        line
        % (row if None not in row else tuple(NULL if v is None else v for v in row))
        for row in rows
    ]
    _check(lines, family, nulls=sum(row.count(None) for row in rows))
    return lines


def _check(lines: Sequence[str], family: Family, *, nulls: int) -> None:
    text = "".join(lines)
    tabs = len(lines) * (len(family.columns) - 1)
    kept = text.count("\t") == tabs and text.count("\\") == nulls
    if not kept or "\n" in text or "\r" in text:
        raise ValueError("a row of figures holds a tab, a line break or a backslash")


def _read(line: str, family: Family) -> Row:
    return tuple(
        None if value == NULL else int(value) if kind == "integer" else value
        for value, (_name, kind) in zip(line.split("\t"), family.columns, strict=True)
    )


def _heading(family: Family) -> str:
    return "\t".join(family.keys)


def _columns(family: Family) -> str:
    return ", ".join(f"{_quoted(name)} {kind}" for name, kind in family.columns)


def _names(family: Family) -> str:
    return ", ".join(_quoted(name) for name in family.keys)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _run(sql: str, params: tuple[Any, ...] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
