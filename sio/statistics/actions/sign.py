"""Signing a release: by a second person, once, after every difference was read."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.statistics.actions.files import task_sign_files
from sio.statistics.errors import (
    DifferencesUnread,
    FiguresNotAllowed,
    FiguresOvertaken,
    SignedByAnother,
    StageMoved,
)
from sio.statistics.models import Release
from sio.statistics.queries.releases import earlier_signed, is_own, universes_of
from sio.statistics.rules import may_sign
from sio.statistics.workflow import Mode, Stage


@transaction.atomic
def sign_release(
    *, release: Release, sha256: str, read: Collection[int], by: User
) -> None:
    """From here on it never changes. Its files are made anew, with the signature.

    `sha256` is that of what was read, `read` the places in `release.differences` that
    were ticked off. Raises SignedByAnother for who made, changed or computed it,
    StageMoved if it was signed or computed anew meanwhile, DifferencesUnread, and
    FiguresOvertaken if another release was signed since that was not reckoned with.
    """
    _check_signs(release, by)
    # Of two that are signed at once the second sees the first.
    waiting = Release.objects.select_for_update().filter(stage=Stage.COMPUTED)
    held = {one.pk: one for one in waiting.order_by("pk")}.get(release.pk)
    if held is None or held.sha256 != sha256:
        raise StageMoved
    _check_signs(held, by)  # who had a hand in it until now
    if set(read) != set(range(len(held.differences))):
        raise DifferencesUnread
    if _signed_by_now(held) != held.content["compared_with"]:
        raise FiguresOvertaken
    held.files.all().delete()
    signed = {"signed_by": by, "signed_at": timezone.now(), "stage": Stage.SIGNED}
    Release.objects.filter(pk=held.pk).update(**signed)  # it is locked
    release.refresh_from_db()
    transaction.on_commit(lambda: task_sign_files.enqueue(release.pk))


def _check_signs(release: Release, by: User) -> None:
    roles = working_roles(by)
    own = is_own(release, by)
    is_unsuppressed = release.mode == Mode.UNSUPPRESSED
    if may_sign(roles, is_own=own, is_unsuppressed=is_unsuppressed):
        return
    if own:
        raise SignedByAnother(
            _("Iemand anders ondertekent: niet wie het maakte, wijzigde of berekende.")
        )
    if is_unsuppressed:
        raise FiguresNotAllowed(
            _(
                "Hier staan ook kleine aantallen in. De coördinator of de "
                "privacyverantwoordelijke ondertekent."
            )
        )
    raise FiguresNotAllowed(_("Dit doet wie uitgaven mag ondertekenen."))


def _signed_by_now(release: Release) -> list[int]:
    """The earlier ones that it must have been held against."""
    universes = universes_of(release.content)
    return [one.number for one in earlier_signed(release, universes)]
