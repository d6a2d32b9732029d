"""Questions to the helpdesk, added up (`actions.help`): so many at a time."""

from __future__ import annotations

from datetime import datetime

from sio.statistics.rows import Family, Select


def gather(_cutoff: datetime, _years: range) -> Select:
    """All there are: the sums are of now."""
    return Select(
        "SELECT school_year, asked_by, trouble, questions, minutes"
        " FROM statistics_helpofyear"
    )


HELP = Family(
    name="help",
    columns=(
        ("school_year", "integer"),
        ("asked_by", "text"),
        ("trouble", "text"),
        ("number", "integer"),
        ("minutes", "integer"),
    ),
    gather=gather,
)
