"""The blocks of a draft: put in, changed, moved, taken out, and cells left blank.

Each takes `seen`, the version of the draft that the page showed, and raises DraftMoved
if somebody changed it since; nothing was changed then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.statistics.actions.release import check_makes, hold_draft
from sio.statistics.cubes.errors import CubeUnknown
from sio.statistics.models import Release, ReleaseBlock
from sio.statistics.queries.offers import is_offered

Kind = ReleaseBlock.Kind


@dataclass(frozen=True)
class Content:
    """What a block says: words, or a figure with its caption and chart."""

    text: str = ""
    cube: str = ""
    caption: str = ""
    chart: str = ""
    with_published: bool = False


@transaction.atomic
def add_block(
    *, release: Release, kind: str, content: Content, seen: int, by: User
) -> ReleaseBlock:
    """At the end. Raises CubeUnknown for figures that do not exist."""
    check_makes(by)
    _check_figure(kind, content)
    hold_draft(release, seen, by)
    last = release.blocks.aggregate(last=Max("position"))["last"] or 0
    return ReleaseBlock.objects.create(
        release=release, position=last + 1, kind=kind, **asdict(content)
    )


@transaction.atomic
def change_block(*, block: ReleaseBlock, content: Content, seen: int, by: User) -> None:
    """Other words, another caption or chart, or other figures."""
    check_makes(by)
    _check_figure(block.kind, content)
    hold_draft(block.release, seen, by)
    changed = ReleaseBlock.objects.filter(pk=block.pk).update(**asdict(content))
    assert changed == 1


@transaction.atomic
def move_block(*, block: ReleaseBlock, up: bool, seen: int, by: User) -> None:
    """Change places with the one above or below it; the first stays the first."""
    check_makes(by)
    hold_draft(block.release, seen, by)
    blocks = list(block.release.blocks.all())
    here = next(n for n, one in enumerate(blocks) if one.pk == block.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(blocks):
        blocks[here], blocks[there] = blocks[there], blocks[here]
    for position, one in enumerate(blocks, start=1):
        one.position = position
    ReleaseBlock.objects.bulk_update(blocks, ["position"])


@transaction.atomic
def remove_block(*, block: ReleaseBlock, seen: int, by: User) -> None:
    """Out of the draft."""
    check_makes(by)
    hold_draft(block.release, seen, by)
    ReleaseBlock.objects.filter(pk=block.pk).delete()


@transaction.atomic
def mask_cells(
    *,
    release: Release,
    cube: str,
    cells: Iterable[tuple[str, str]],
    seen: int,
    by: User,
) -> None:
    """Leave these cells of these figures blank, and no others of them.

    A cell is where it stands, values joined by "|", and the key of a measure. Blank is
    no zero, and it is not hidden either: the answer just does not say it.
    """
    check_makes(by)
    if not is_offered(cube):
        raise CubeUnknown(_("Deze cijfers bestaan niet. Kies andere."))
    hold_draft(release, seen, by)
    others = [one for one in release.mask if one[0] != cube]
    mask = sorted([*others, *([cube, at, key] for at, key in cells)])
    Release.objects.filter(pk=release.pk).update(mask=mask)


def _check_figure(kind: str, content: Content) -> None:
    if kind == Kind.FIGURE and not is_offered(content.cube):
        raise CubeUnknown(_("Deze cijfers bestaan niet. Kies andere."))
