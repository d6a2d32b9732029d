"""Releases that one may see, and what is to be done with each."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.statistics.models import CubeExport, Release, ReleaseFile
from sio.statistics.rules import (
    may_make_figures,
    may_read_drafts,
    may_see_exports,
    may_sign,
)
from sio.statistics.workflow import Mode, Stage

_PEOPLE = ("made_by", "computed_by", "signed_by", "corrects")
# What is large, and no list shows.
LARGE = ("figures", "pattern", "differences")
LARGE_OF_ALL = (*LARGE, *(f"corrects__{name}" for name in LARGE))
NEXT: dict[str, Promise | str] = {
    Stage.DRAFT: _("opmaken en berekenen"),
    Stage.COMPUTING: _("wachten op de berekening"),
    Stage.COMPUTED: _("nalezen en ondertekenen, door iemand anders"),
    Stage.SIGNED: "",
    Stage.DROPPED: "",
}


def releases_visible_to(user: User) -> QuerySet[Release]:
    """All, for who makes and who may sign them; else none. Newest first."""
    if not may_read_drafts(working_roles(user)):
        return Release.objects.none()
    return Release.objects.select_related(*_PEOPLE)


def may_change(release: Release, user: User) -> bool:
    """A draft, and a policy officer."""
    is_draft = release.stage == Stage.DRAFT
    return is_draft and may_make_figures(working_roles(user))


def may_sign_now(release: Release, user: User) -> bool:
    """Computed by others, and whoever may sign such a one."""
    return release.stage == Stage.COMPUTED and may_sign(
        working_roles(user),
        is_own=is_own(release, user),
        is_unsuppressed=release.mode == Mode.UNSUPPRESSED,
    )


def exports_visible_to(user: User) -> QuerySet[CubeExport]:
    """What was taken along by command, for the privacy officer; newest first."""
    if not may_see_exports(working_roles(user)):
        return CubeExport.objects.none()
    return CubeExport.objects.all()


def formats_of(release: Release) -> QuerySet[ReleaseFile]:
    """The names of its files; charts are shown within pages."""
    return release.files.exclude(media_type__startswith="image/").only("name")


def is_own(release: Release, user: User) -> bool:
    """Whether this person made, changed or computed it."""
    return user.pk in (release.made_by_id, release.computed_by_id, *release.hands)


def earlier_signed(release: Release, universes: AbstractSet[str]) -> list[Release]:
    """Signed ones that tell of the same people as these universes, oldest first."""
    signed = Release.objects.filter(stage=Stage.SIGNED).exclude(pk=release.pk)
    wanted = crowds_of(universes)
    return [
        one
        for one in signed.order_by("number")
        if wanted & crowds_of(universes_of(one.content))
    ]


def crowds_of(universes: Iterable[str]) -> set[str]:
    """Whom these universes count: the first word of each, as of "rounds_reach"."""
    return {one.partition("_")[0] for one in universes}


def universes_of(content: dict[str, Any]) -> set[str]:
    """Whom the computed figures of a release count."""
    found = content["cubes"].values()
    return {one["universe"] for one in found if not one["source"]}
