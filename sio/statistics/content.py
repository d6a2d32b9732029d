"""What a release says, put together from its draft and its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sio.statistics.canonical import cube_as_json
from sio.statistics.cells import ShownCube
from sio.statistics.changes import Change
from sio.statistics.document import Definition
from sio.statistics.labels import names_to_freeze
from sio.statistics.masks import SEPARATOR
from sio.statistics.models import Release, ReleaseBlock
from sio.statistics.queries.offers import published_names


@dataclass(frozen=True)
class Told:
    """The figures as they may be read, and what was looked at to decide that."""

    cubes: Mapping[str, ShownCube]  # by the name in a block
    compared_with: tuple[int, ...]  # numbers of earlier releases
    completeness: tuple[str, ...]
    definitions: tuple[Definition, ...]
    changes: tuple[Change, ...] = ()  # of a correction


def content_of(
    release: Release, blocks: Iterable[ReleaseBlock], told: Told
) -> dict[str, Any]:
    """All that the hash is about: whoever has this can compute the hash."""
    return {
        "number": release.number,
        "title": release.title,
        "asked": release.asked,
        "language": release.language,
        "years": [release.first_year, release.last_year],
        "mode": release.mode,
        "reason": release.reason,
        "k": release.k,
        "mask": release.mask,
        "corrects": release.corrects.number if release.corrects else None,
        "cutoff": f"{release.cutoff_at:%Y-%m-%dT%H:%M:%SZ}",
        "query_version": release.query_version,
        "compared_with": list(told.compared_with),
        "completeness": list(told.completeness),
        "definitions": [asdict(one) for one in told.definitions],
        "cubes": {name: cube_as_json(one) for name, one in told.cubes.items()},
        "blocks": list(_blocks(blocks, told.cubes)),
        "changes": [list(one) for one in told.changes],
        "words": _words(told),
    }


def _words(told: Told) -> dict[str, dict[str, list[list[str]]]]:
    """Names of reasons and rules as they are now: a new name changes no release."""
    found: dict[str, set[str]] = {}
    for cube in told.cubes.values():
        for cell in cube.cells:
            _collect(cube.shape.dimensions, cell.at, found)
    for name, place, *_values in told.changes:
        _collect(told.cubes[name].shape.dimensions, place.split(SEPARATOR), found)
    frozen = {key: names_to_freeze(key, values) for key, values in found.items()}
    return {key: names for key, names in frozen.items() if names}


def _collect(
    dimensions: Iterable[str], at: Iterable[str], found: dict[str, set[str]]
) -> None:
    for dimension, value in zip(dimensions, at, strict=True):
        found.setdefault(dimension, set()).add(value)


def _blocks(
    blocks: Iterable[ReleaseBlock], cubes: Mapping[str, ShownCube]
) -> Iterator[dict[str, Any]]:
    """In order; below a figure what was published before, if that is to be shown."""
    for one in blocks:
        if one.kind != ReleaseBlock.Kind.FIGURE:
            yield {"kind": one.kind, "text": one.text}
            continue
        below = published_names(one) if one.with_published else []
        for name in [one.cube, *below]:
            if name in cubes:
                yield {
                    "kind": one.kind,
                    "cube": name,
                    "caption": one.caption,
                    "chart": one.chart if name == one.cube else "",
                }
