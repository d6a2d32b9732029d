"""A release that was computed, as the document that every format is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from sio.statistics.canonical import cube_from_json
from sio.statistics.cells import ShownCube
from sio.statistics.document import At, Definition, Document, Figure, Text
from sio.statistics.labels import measure_name, shown_text, value_name
from sio.statistics.masks import SEPARATOR
from sio.statistics.models import Release
from sio.statistics.workflow import Mode

Content = dict[str, Any]


def document_of(release: Release) -> Document:
    """What it says, from what was kept when it was computed. Not for drafts."""
    content = release.content
    signed_at = release.signed_at
    with override(release.language):
        blocks = tuple(_blocks(content))
    return Document(
        number=content["number"],
        title=content["title"],
        asked=content["asked"],
        language=content["language"],
        cutoff=content["cutoff"],
        signed=timezone.localdate(signed_at).isoformat() if signed_at else "",
        made_by=release.made_by.name,
        signed_by=release.signed_by.name if release.signed_by else "",
        k=content["k"],
        is_suppressed=content["mode"] == Mode.SUPPRESSED,
        reason=content["reason"],
        corrects=content["corrects"],
        query_version=content["query_version"],
        completeness=tuple(content["completeness"]),
        definitions=tuple(Definition(**one) for one in content["definitions"]),
        blocks=blocks,
        sha256=release.sha256,
    )


def shown_cubes(content: Content) -> dict[str, ShownCube]:
    """The cubes of a release by name, in the order of its figures."""
    return {name: cube_from_json(one) for name, one in content["cubes"].items()}


def change_rows(content: Content) -> list[dict[str, str]]:
    """What a correction shows otherwise, in words; empty for any other release."""
    cubes = shown_cubes(content)
    captions = {
        one["cube"]: one["caption"]
        for one in reversed(content["blocks"])
        if one["kind"] == "figure"
    }
    rows = []
    for name, place, key, old, new in content["changes"]:
        shape = cubes[name].shape
        measure = next(one for one in shape.measures if one.key == key)
        rows.append(
            {
                "figure": captions[name],
                "place": _place(shape.dimensions, place, content),
                "measure": measure_name(measure),
                "old": shown_text(old, measure) or _("leeg"),
                "new": shown_text(new, measure) or _("leeg"),
            }
        )
    return rows


def _blocks(content: Content) -> Iterator[Text | Figure]:
    cubes = shown_cubes(content)
    numbers = {"question": 0, "answer": 0, "figure": 0}
    for one in content["blocks"]:
        kind = one["kind"]
        if kind in numbers:
            numbers[kind] += 1
        if kind == "figure":
            cube = cubes[one["cube"]]
            yield Figure(
                numbers[kind],
                one["caption"],
                cube,
                one["chart"],
                words=content.get("words", {}),
                left_out=_left_out(cube, content),
            )
        else:
            yield Text(kind, numbers.get(kind), one["text"])
    if content["corrects"]:
        yield _told_changes(content)


def _left_out(cube: ShownCube, content: Content) -> frozenset[tuple[At, str]]:
    """What the mask blanks; tables of before go without one."""
    return frozenset(
        (tuple(place.split(SEPARATOR)), key)
        for name, place, key in content.get("mask", [])
        if name == cube.shape.name and not cube.source
    )


def _told_changes(content: Content) -> Text:
    rows = change_rows(content)
    number = {"number": content["corrects"]}
    if not rows:
        same = _("Alle cijfers zijn dezelfde als in uitgave %(number)s.")
        return Text("text", None, same % number)
    heading = _("Wat anders is dan in uitgave %(number)s:") % number
    line = _("%(figure)s, %(place)s, %(measure)s: %(old)s werd %(new)s")
    lines = "\n".join(f"- {line % row}" for row in rows)
    return Text("text", None, f"{heading}\n\n{lines}")


def _place(dimensions: tuple[str, ...], place: str, content: Content) -> str:
    values, words = place.split(SEPARATOR), content.get("words", {})
    return ", ".join(
        value_name(dimension, value, words)
        for dimension, value in zip(dimensions, values, strict=True)
    )
