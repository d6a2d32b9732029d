"""Picking up what lies there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.core.access_log import record_change, record_view
from sio.core.keyring import CannotDecrypt
from sio.postbox import clamd, rules
from sio.postbox.errors import (
    BoxNotAllowed,
    FileDamaged,
    FileGone,
    HeldBack,
    NotCheckedYet,
)
from sio.postbox.models import Parcel, ParcelFile
from sio.postbox.queries import Holder, still_holds
from sio.postbox.store import contents_of


def pick_up(*, file: ParcelFile, holder: Holder) -> Iterator[bytes]:
    """The content, a piece at a time; the other side's first look is the picking up.

    Raises BoxNotAllowed, HeldBack, NotCheckedYet, or FileDamaged before the first
    piece; a later piece that is not what was put in breaks off.
    """
    _check(holder)
    _check_handed_out(file)
    contents = contents_of(file)
    try:
        first = _first_of(contents)
    except CannotDecrypt as error:
        raise FileDamaged(
            _(
                "Dit bestand is stuk op onze computer. "
                "Vraag om het opnieuw in te leggen."
            )
        ) from error
    _note_picked_up(file, holder)
    return chain([first], contents)


def _first_of(contents: Iterator[bytes]) -> bytes:
    """Before anything of an answer is sent. Raises CannotDecrypt, also for nothing."""
    for first in contents:
        return first
    raise CannotDecrypt("a file without content")


@transaction.atomic
def note_read(*, parcel: Parcel, holder: Holder) -> None:
    """The other side has read a note that comes without a file. Safe to repeat."""
    _check(holder)
    if parcel.side == holder.side:
        raise BoxNotAllowed(_("Dit is voor de andere kant."))
    notes = Parcel.objects.filter(pk=parcel.pk, files=None)
    if not notes.exists():
        raise FileGone(_("Dit ligt niet meer in het postvak."))
    notes.filter(read_at=None).update(read_at=timezone.now())
    if holder.user is not None:
        record_change(traject_id=parcel.traject_id, page="postbox", by=holder.user)


def _check(holder: Holder) -> None:
    if not still_holds(holder):
        raise BoxNotAllowed(_("Dit postvak is niet (meer) van jou."))


def _check_handed_out(file: ParcelFile) -> None:
    if rules.is_handed_out(file.verdict, checks=clamd.is_set()):
        return
    if file.is_held_back:
        raise HeldBack(
            _(
                "Dit bestand houden we tegen. "
                "Vraag om het op een andere manier te geven."
            )
        )
    raise NotCheckedYet(
        _("We kijken dit bestand nog na op virussen. Probeer het over enkele minuten.")
    )


@transaction.atomic
def _note_picked_up(file: ParcelFile, holder: Holder) -> None:
    """Of two at once the first counts; both get it."""
    if file.parcel.side != holder.side:
        new = ParcelFile.objects.filter(pk=file.pk, picked_at=None)
        new.update(picked_at=timezone.now())
    if holder.user is not None:
        traject_id = file.parcel.traject_id
        record_view(traject_id=traject_id, page="postbox file", by=holder.user)
