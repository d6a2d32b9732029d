"""Releases as they rest in the database, made without the pages that make them."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime

from sio.statistics.canonical import cube_as_json, digest
from sio.statistics.document import Figure
from sio.statistics.models import Release, ReleaseFile
from tests.statistics.documents import BLOCKS, DEFINITIONS

TITLE = "Synchroon internetonderwijs: cijfers"
SECRET = "In Brussel was er precies 1 leerling."
SIGNED_AT = datetime(2016, 12, 2, 10, tzinfo=UTC)
# Those that a release keeps show all their measures.
FIGURES = tuple(replace(one, measures=()) for one in BLOCKS if isinstance(one, Figure))


def release_of(made_by, signed_by, *, number=7, figures=FIGURES, **changes):
    """A signed one that hides small numbers; `changes` replaces fields."""
    corrects = changes.get("corrects")
    content = {
        "number": number,
        "title": TITLE,
        "asked": "Vraag nr. 123 (18 oktober 2016)",
        "language": "nl-be",
        "mode": changes.get("mode", "suppressed"),
        "reason": changes.get("reason", ""),
        "k": 5,
        "corrects": corrects.number if corrects else None,
        "cutoff": "2016-12-01T09:30:00Z",
        "query_version": "2016.1",
        "completeness": ["Alle scholen zijn meegeteld."],
        "definitions": [asdict(one) for one in DEFINITIONS],
        "cubes": {str(one.number): cube_as_json(one.cube) for one in figures},
        "blocks": [
            {"kind": "question", "text": "Hoeveel?", "cube": "", "chart": ""},
            {"kind": "answer", "text": SECRET, "cube": "", "chart": ""},
            *(
                {
                    "kind": "figure",
                    "caption": one.caption,
                    "cube": str(one.number),
                    "chart": one.chart,
                }
                for one in figures
            ),
        ],
        "changes": [],
    }
    fields = {
        "number": number,
        "title": TITLE,
        "asked": content["asked"],
        "first_year": 2012,
        "last_year": 2015,
        "stage": "signed",
        "figures": content,
        "sha256": digest(content),
        "cutoff_at": datetime(2016, 12, 1, 9, 30, tzinfo=UTC),
        "query_version": "2016.1",
        "made_by": made_by,
        "computed_by": made_by,
        "signed_by": signed_by,
        "signed_at": SIGNED_AT,
    }
    return Release.objects.create(**(fields | changes))


def keep_chart(release, name, svg='<svg xmlns="http://www.w3.org/2000/svg"/>'):
    return ReleaseFile.objects.create(
        release=release, name=name, media_type="image/svg+xml", content=svg.encode()
    )
