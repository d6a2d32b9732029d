"""What everybody may read: figures of signed releases that hide small numbers.

The officer's own words are left out, since nobody can check that they hide as much as
the figures do; and names of who made or signed it are nobody's business.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Prefetch, QuerySet

from sio.statistics.charts import file_name
from sio.statistics.document import Document, Figure
from sio.statistics.formats.plain import content_of
from sio.statistics.licences import licence
from sio.statistics.models import Release
from sio.statistics.queries.document import document_of
from sio.statistics.queries.releases import LARGE
from sio.statistics.workflow import Mode, Stage

SVG = "image/svg+xml"


def releases_visible_to_all() -> QuerySet[Release]:
    """Signed, and with small numbers hidden. Newest first."""
    signed = Release.objects.filter(stage=Stage.SIGNED)
    later = signed.defer(*LARGE).order_by("number")
    corrections = Prefetch("corrected_by", later, "corrections")
    return (
        signed.filter(mode=Mode.SUPPRESSED)
        .select_related("corrects", "made_by", "signed_by")
        .prefetch_related(corrections)
        .order_by("-number")
    )


def open_document(release: Release) -> Document:
    """Its figures, and what one must know to read them."""
    document = document_of(release)
    blocks = tuple(one for one in document.blocks if isinstance(one, Figure))
    return replace(document, blocks=blocks, made_by="", signed_by="", reason="")


def open_content(release: Release) -> dict[str, Any]:
    """The same as plain values, for programs."""
    content = content_of(open_document(release))
    for name in ("made_by", "signed_by", "reason", "is_suppressed"):
        del content[name]
    return content | {
        "figures": content.pop("blocks"),
        "corrected_by": open_corrections(release),
        "licence": licence().uri,
    }


def open_corrections(release: Release) -> list[int]:
    """Numbers of releases that correct it and that everybody may read; oldest first."""
    return [one.number for one in _corrections(release) if _is_open(one)]


def has_closed_correction(release: Release) -> bool:
    """True if one that is not for everybody corrects it."""
    return any(not _is_open(one) for one in _corrections(release))


def chart_names(release: Release) -> set[str]:
    """Under which its charts are kept."""
    files = release.files.filter(media_type=SVG)
    return set(files.values_list("name", flat=True))


def chart_name(names: set[str], figure: Figure, *languages: str) -> str:
    """The chart in the first of these languages in which there is one; else empty."""
    wanted = (file_name(figure.number, language) for language in languages)
    return next((name for name in wanted if figure.chart and name in names), "")


def _corrections(release: Release) -> list[Release]:
    found: list[Release] = release.corrections  # type: ignore[attr-defined]
    return found


def _is_open(release: Release) -> bool:
    return release.mode == Mode.SUPPRESSED
