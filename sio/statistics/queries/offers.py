"""Figures that can be put into a release, in words that tell them apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sio.statistics.cells import Shape
from sio.statistics.cubes import CUBES
from sio.statistics.labels import dimension_name, measure_name
from sio.statistics.models import PublishedTable, ReleaseBlock
from sio.statistics.titles import title_of

PUBLISHED = "published:"  # before the key of a table that was published


@dataclass(frozen=True)
class Offer:
    """One of them: a block keeps `name`; `title` and `sentence` are for people."""

    name: str
    title: str
    sentence: str
    group: str

    @property
    def is_computed(self) -> bool:
        """False for a table that was published before."""
        return not self.name.startswith(PUBLISHED)


def offers() -> list[Offer]:
    """All, those of one group beside each other; one query."""
    computed = [_computed(name, one.shape) for name, one in CUBES.items()]
    published = [_published(one) for one in PublishedTable.objects.all()]
    return [*computed, *published]


def offer_of(name: str) -> Offer | None:
    """The one of this name, or None."""
    if name in CUBES:
        return _computed(name, CUBES[name].shape)
    table = published_of(name)
    return _published(table) if table else None


def is_offered(name: str) -> bool:
    """Whether there are such figures."""
    return offer_of(name) is not None


def computed_names(names: Iterable[str]) -> list[str]:
    """Of the names in blocks those that are computed, each once, in order."""
    return [one for one in dict.fromkeys(names) if not one.startswith(PUBLISHED)]


def names_of(blocks: Iterable[ReleaseBlock]) -> list[str]:
    """The cubes that these blocks show and that are computed, each once."""
    return computed_names(one.cube for one in blocks if one.cube)


def published_of(name: str) -> PublishedTable | None:
    """The published table of this name; None for a cube."""
    key = name.removeprefix(PUBLISHED)
    if key == name or not key.isdecimal():
        return None
    return PublishedTable.objects.filter(pk=int(key)).first()


def was_published(cube: str) -> bool:
    """Whether some table of before can be shown below this cube."""
    return PublishedTable.objects.filter(cube=cube).exists()


def published_names(block: ReleaseBlock) -> list[str]:
    """Tables of before that a block shows: itself, or below its computed figure."""
    if block.cube.startswith(PUBLISHED):
        return [block.cube]
    if not block.with_published:
        return []
    tables = PublishedTable.objects.filter(cube=block.cube)
    return [f"{PUBLISHED}{one.pk}" for one in tables]


def _computed(name: str, shape: Shape) -> Offer:
    counts = ", ".join(measure_name(one) for one in shape.measures)
    apart = ", ".join(dimension_name(one) for one in shape.dimensions)
    sentence = _("Toont: %(counts)s. Per: %(apart)s.")
    return Offer(
        name,
        title_of(name),
        sentence % {"counts": counts, "apart": apart},
        _("Berekend"),
    )


def _published(table: PublishedTable) -> Offer:
    said = _("Vroeger gepubliceerd, niet opnieuw berekend. Bron: %(source)s")
    return Offer(
        f"{PUBLISHED}{table.pk}",
        table.title,
        said % {"source": table.source},
        _("Vroeger gepubliceerd"),
    )
