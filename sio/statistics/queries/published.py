"""Reads of the tables that were published before the system computed them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import get_language

from sio.statistics.cells import Shown, ShownCell, ShownCube
from sio.statistics.cubes import CUBES, recipe_of
from sio.statistics.document import Document, Figure
from sio.statistics.models import PublishedTable


@dataclass(frozen=True)
class Listed:
    """A table in a list; `years` reads "2012-2013, 2013-2014"."""

    title: str
    source: str
    years: str


def tables() -> list[Listed]:
    """All of them, with the school years that they tell of."""
    return [
        Listed(table.title, table.source, ", ".join(_years_of(table)))
        for table in PublishedTable.objects.prefetch_related("values")
    ]


def published_document() -> Document:
    """Those that stand next to a cube of ours, one after the other, to be read."""
    every = PublishedTable.objects.filter(cube__in=CUBES).prefetch_related("values")
    figures = tuple(
        Figure(number, table.title, shown_of(table))
        for number, table in enumerate(every.order_by("pk"), start=1)
    )
    return Document(
        number=0,
        title="",
        asked="",
        language=get_language() or settings.LANGUAGE_CODE,
        cutoff="",
        signed="",
        made_by="",
        signed_by="",
        k=settings.SMALL_CELLS,
        is_suppressed=True,
        reason="",
        corrects=None,
        query_version="",
        completeness=(),
        definitions=(),
        blocks=figures,
        sha256="",
    )


def published_for(cube: str) -> list[ShownCube]:
    """Every table that was published for this cube, in the order they came in."""
    found = PublishedTable.objects.filter(cube=cube).prefetch_related("values")
    return [shown_of(table) for table in found.order_by("pk")]


def shown_of(table: PublishedTable) -> ShownCube:
    """As it was printed, with its `source`. A blank is None; what has no line is not.

    Stands next to the computed cube of that name. Raises CubeUnknown if there is none.
    How it was counted then, our definitions do not say: it names none.
    """
    shape = replace(recipe_of(table.cube).shape, definitions=())
    printed: dict[tuple[str, ...], dict[str, str]] = {}
    for value in table.values.all():
        at = tuple(value.at.split("|"))
        printed.setdefault(at, {})[value.measure] = value.printed
    cells = tuple(
        ShownCell(at, tuple(_shown(those.get(one.key, "")) for one in shape.measures))
        for at, those in printed.items()
    )
    return ShownCube(shape, cells, source=table.source)


def _shown(printed: str) -> Shown:
    return int(printed) if printed.isdigit() else printed or None


def _years_of(table: PublishedTable) -> list[str]:
    years = dict.fromkeys(value.at.split("|")[0] for value in table.values.all())
    return list(years)
