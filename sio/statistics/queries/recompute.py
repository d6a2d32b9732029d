"""A release once more, from the rows that it keeps: the same hash, or what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from django.utils.translation import gettext as _

from sio.statistics import cubes
from sio.statistics.canonical import (
    cube_as_json,
    digest,
    text_of_truth,
    truth_of_text,
)
from sio.statistics.cells import Cube, ShownCube
from sio.statistics.disclosure import apply_pattern, unprotected
from sio.statistics.masks import masked
from sio.statistics.models import Release, ReleaseRows
from sio.statistics.queries.offers import computed_names
from sio.statistics.sealed import is_intact, opened
from sio.statistics.workflow import Mode

Cells = dict[tuple[str, ...], dict[str, Any]]


def kept_truth(release: Release) -> tuple[Cube, ...]:
    """The true numbers of a release as they were counted then, whatever is counted now.

    None if it kept none. For a worker or a command.
    """
    kept = release.rows.filter(family=ReleaseRows.TRUTH)
    return tuple(cube for one in kept for cube in truth_of_text(opened(one.content)))


def differences_of(release: Release) -> list[str]:
    """What is not as it was, in sentences; empty if the hash is the same.

    Raises RowsOfAnotherVersion if the rows have columns that we no longer know, and
    CubeUnknown if a cube of it is counted no more.
    """
    found = [*_changed_rows(release), *_changed_content(release)]
    if found:
        return found
    counted = _counted_again(release)
    again = _again(release, counted)
    if digest(again) != release.sha256:
        return list(_changed_cells(release.content, again))
    if text_of_truth(counted) != text_of_truth(kept_truth(release)):
        return [_("De bewaarde ware getallen zijn niet die van de rijen.")]
    return []


def _counted_again(release: Release) -> tuple[Cube, ...]:
    """The true numbers of a release again, from its rows."""
    texts = _texts(release)
    years = range(release.first_year, release.last_year + 1)
    return cubes.recomputed(texts, computed_names(release.content["cubes"]), years)


def _texts(release: Release) -> dict[str, str]:
    return {one.family: opened(one.content) for one in release.rows.all()}


def _again(release: Release, counted: Sequence[Cube]) -> dict[str, Any]:
    """The content, with its cubes computed anew and hidden by the same pattern."""
    content = deepcopy(release.content)
    for cube in _shown(release, counted):
        content["cubes"][cube.shape.name] = cube_as_json(masked(cube, release.mask))
    return content


def _shown(release: Release, counted: Sequence[Cube]) -> tuple[ShownCube, ...]:
    if release.mode == Mode.UNSUPPRESSED:
        return unprotected(counted)
    return apply_pattern(counted, release.pattern, release.k)


def _changed_rows(release: Release) -> Iterator[str]:
    for one in release.rows.all():
        if not is_intact(one.content, one.sha256):
            said = _("De rijen %(family)s zijn niet meer wat ze waren.")
            yield said % {"family": one.family}


def _changed_content(release: Release) -> Iterator[str]:
    if digest(release.content) != release.sha256:
        yield _("De bewaarde inhoud heeft een ander controlegetal.")


def _changed_cells(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    for name, cube in new["cubes"].items():
        before = old["cubes"][name]
        if cube["version"] != before["version"]:
            said = _("%(cube)s: versie %(old)s is nu versie %(new)s.")
            yield said % {
                "cube": name,
                "old": before["version"],
                "new": cube["version"],
            }
        elif cube != before:
            keys = cube["dimensions"]
            was = {tuple(cell[key] for key in keys): cell for cell in before["cells"]}
            now = {tuple(cell[key] for key in keys): cell for cell in cube["cells"]}
            measures = [one["key"] for one in cube["measures"]]
            yield from _cells(name, was, now, measures)


def _cells(name: str, was: Cells, now: Cells, measures: list[str]) -> Iterator[str]:
    """Each cell that differs, with what was shown and what would be shown now."""
    for at in {**was, **now}:
        if was.get(at) != now.get(at):
            said = _("%(cube)s, %(at)s: was %(old)s, is nu %(new)s.")
            yield said % {
                "cube": name,
                "at": " | ".join(at),
                "old": _values(was.get(at), measures),
                "new": _values(now.get(at), measures),
            }


def _values(cell: dict[str, Any] | None, measures: list[str]) -> str:
    # PostgreSQL does not keep the order in which keys were written.
    return _("niets") if cell is None else str([cell[key] for key in measures])
