"""A release from its making until it is computed: what it is called and counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.statistics import workflow
from sio.statistics.errors import (
    DraftMoved,
    FiguresNotAllowed,
    NotSigned,
    ReasonNeeded,
    StageMoved,
)
from sio.statistics.models import Release, ReleaseBlock
from sio.statistics.outlines import Outline
from sio.statistics.rules import may_make_figures
from sio.statistics.workflow import Mode, Stage

TRIES = 5  # so many people at most ask for a number at the very same moment


@dataclass(frozen=True)
class Details:
    """What a release is called, whom it answers, which school years it shows."""

    title: str
    asked: str
    language: str
    first_year: int
    last_year: int
    mode: str = Mode.SUPPRESSED
    reason: str = ""


def make_release(
    *, details: Details, by: User, outline: Outline | None = None
) -> Release:
    """A draft with the next number; empty, or with the blocks of an outline.

    Raises ReasonNeeded if all numbers are to be shown and nobody says why.
    """
    check_makes(by)
    _check_reason(details)
    blocks = outline.blocks(details.language) if outline else []
    return _numbered(blocks, **asdict(details), made_by=by)


def copy_release(*, release: Release, by: User) -> Release:
    """A draft of its own with the blocks of another release, to go on from."""
    check_makes(by)
    return _numbered(_blocks_of(release), **_carried_over(release), made_by=by)


def correct_release(*, release: Release, by: User) -> Release:
    """A draft that will stand in the place of a signed one, and names it.

    Raises NotSigned for any other: what nobody signed is changed itself.
    """
    check_makes(by)
    if release.stage != Stage.SIGNED:
        raise NotSigned(_("Enkel een ondertekende uitgave krijgt een verbetering."))
    return _numbered(
        _blocks_of(release), **_carried_over(release), corrects=release, made_by=by
    )


@transaction.atomic
def change_details(*, release: Release, details: Details, seen: int, by: User) -> None:
    """Call it otherwise, or let it show other years.

    `seen` is the version that the page showed: of two people at once the second gets
    DraftMoved, and nothing was changed.
    """
    check_makes(by)
    _check_reason(details)
    hold_draft(release, seen, by)
    Release.objects.filter(pk=release.pk).update(**asdict(details))


@transaction.atomic
def back_to_draft(*, release: Release, by: User) -> None:
    """To change something after all, or to stop a computation. StageMoved if not so.

    What was computed is gone; its rows and files too.
    """
    check_makes(by)
    move(release, to=Stage.DRAFT, sha256="", progress=0, differences=[], failure="")
    release.rows.all().delete()
    release.files.all().delete()


@transaction.atomic
def drop_release(*, release: Release, by: User) -> None:
    """Nobody needs it any more. Its figures go; its number is not given again."""
    check_makes(by)
    nothing: dict[str, object] = {"figures": None, "sha256": "", "pattern": []}
    move(release, to=Stage.DROPPED, **nothing)
    release.rows.all().delete()
    release.files.all().delete()


def move(release: Release, *, to: Stage, **also: object) -> None:
    """To another stage, if it still has the one that was read; else StageMoved.

    Counts as a change: whoever looks at the draft has to look again.
    """
    old = release.stage
    unchanged = Release.objects.filter(
        pk=release.pk, stage=old, version=release.version
    )
    changes = also | {"stage": to, "version": release.version + 1}
    if not workflow.may_move(old, to) or unchanged.update(**changes) != 1:
        raise StageMoved
    release.refresh_from_db()


def hold_draft(release: Release, seen: int, by: User) -> None:
    """One more change of the draft, and nobody else's until the end of the transaction.

    `by` has a hand in it from now on, and does not sign it. Raises StageMoved if it is
    no draft any more, and DraftMoved if somebody changed it since `seen`.
    """
    drafts = Release.objects.filter(pk=release.pk, stage=Stage.DRAFT)
    if drafts.filter(version=seen).update(version=F("version") + 1) == 1:
        held = drafts.get()  # nobody else changes it now
        release.version, release.hands = held.version, sorted({*held.hands, by.pk})
        drafts.update(hands=release.hands)
        return
    raise DraftMoved if drafts.exists() else StageMoved


def check_makes(by: User) -> None:
    """Raises FiguresNotAllowed for who is no policy officer."""
    if not may_make_figures(working_roles(by)):
        raise FiguresNotAllowed(_("Dit doet de beleidsmedewerker."))


def _check_reason(details: Details) -> None:
    if details.mode == Mode.UNSUPPRESSED and not details.reason.strip():
        raise ReasonNeeded


def _numbered(blocks: list[ReleaseBlock], **fields: object) -> Release:
    """With the next number. Two at once try again: numbers are unique."""
    return _tried(TRIES, blocks, fields)


def _tried(
    tries: int, blocks: list[ReleaseBlock], fields: Mapping[str, object]
) -> Release:
    last = Release.objects.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            return _made(blocks, number=last + 1, k=settings.SMALL_CELLS, **fields)
    except IntegrityError:
        if tries == 1:
            raise
    return _tried(tries - 1, blocks, fields)


def _made(blocks: list[ReleaseBlock], **fields: object) -> Release:
    release = Release.objects.create(**fields)
    for position, block in enumerate(blocks, start=1):
        block.release, block.position = release, position
    ReleaseBlock.objects.bulk_create(blocks)
    return release


def _blocks_of(release: Release) -> list[ReleaseBlock]:
    """The same blocks, not kept yet, of no release."""
    return [
        ReleaseBlock(
            kind=one.kind,
            text=one.text,
            cube=one.cube,
            caption=one.caption,
            chart=one.chart,
            with_published=one.with_published,
        )
        for one in release.blocks.all()
    ]


def _carried_over(release: Release) -> dict[str, object]:
    """What it is called and leaves blank; and all who had a hand in its words.

    They are the words of the copy too, so none of them signs that.
    """
    names = (*Details.__dataclass_fields__, "mask")
    hands = sorted({release.made_by_id, *release.hands})
    return {name: getattr(release, name) for name in names} | {"hands": hands}
