"""Cubes beside the same numbers counted by hand from plain rows."""

from __future__ import annotations

from django.utils import timezone

from sio.statistics.actions.snapshot import snapshot
from sio.statistics.cells import TOTAL, year_name


def cube(name, years, cutoff=None):
    [found] = snapshot([name], years, cutoff or timezone.now()).cubes
    return found


def totals(found, key=0):
    """The margins, by school year."""
    return {
        cell.at[0]: cell.numbers[key]
        for cell in found.cells
        if set(cell.at[1:]) == {TOTAL}
    }


def counts(found, key=0):
    """What is no zero, by place, without margins."""
    return {
        cell.at: cell.numbers[key]
        for cell in found.cells
        if TOTAL not in cell.at and cell.numbers[key]
    }


def matching(rows, at, *keys):
    """Those of these rows (dicts) that belong to a place."""
    return [
        row
        for row in rows
        if all(
            value == TOTAL or value == as_value(row[key])
            for key, value in zip(keys, at, strict=True)
        )
    ]


def as_value(value):
    return year_name(value) if isinstance(value, int) else value


def percent(part, whole):
    """One decimal, half up, as one does on paper; None of nothing."""
    if not whole:
        return None
    tenths, rest = divmod(1000 * part, whole)
    return (tenths + (2 * rest >= whole)) / 10
