"""Throwing away: the key first, so that whatever stays behind can't be read.

Each may run twice at once, and is safe to repeat.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sio.core.access_log import record_change
from sio.postbox.errors import BoxNotAllowed, FileGone
from sio.postbox.limits import KEEP_BROKEN, KEEP_PICKED_UP, KEEP_PUT_IN
from sio.postbox.models import Parcel, ParcelFile, Piece, Verdict
from sio.postbox.queries import Holder, still_holds
from sio.trajects.models import Traject
from sio.trajects.workflow import RUNNING

_OVERWRITE = {"sqlite": ("PRAGMA secure_delete = ON",)}
AT_ONCE = 100  # rows in one transaction, so that nobody waits long


def throw_away(parcels: QuerySet[Parcel]) -> int:
    """These, with all that is in them; how many."""
    keys = list(parcels.values_list("pk", flat=True))
    _shred(ParcelFile.objects.filter(parcel__in=keys))
    with transaction.atomic():
        _rows, kinds = Parcel.objects.filter(pk__in=keys).delete()
    return kinds.get(Parcel._meta.label, 0)


def empty_box(traject: Traject) -> None:
    """All of a traject, also what is still coming in: when it ends."""
    throw_away(Parcel.objects.filter(traject=traject))
    traject.post_wishes.all().delete()


def take_back(*, parcel: Parcel, holder: Holder) -> None:
    """The side that put it in takes it back. Raises BoxNotAllowed or FileGone."""
    if parcel.side != holder.side or not still_holds(holder):
        raise BoxNotAllowed(_("Alleen wie het inlegde, haalt het terug."))
    with transaction.atomic():
        if throw_away(Parcel.objects.filter(pk=parcel.pk)) != 1:
            raise FileGone(_("Dit ligt niet meer in het postvak."))
        if holder.user is not None:
            record_change(traject_id=parcel.traject_id, page="postbox", by=holder.user)


def throw_away_old(now: datetime) -> int:
    """What was picked up 14 days ago or put in 60 days ago; how many of it."""
    long_here = Q(parcel__put_at__lte=now - KEEP_PUT_IN)
    picked_up = Q(picked_at__lte=now - KEEP_PICKED_UP)
    held_back = Q(
        verdict__in=[Verdict.INFECTED, Verdict.TOO_LARGE],
        parcel__put_at__lte=now - KEEP_PICKED_UP,
    )
    whole = ParcelFile.objects.exclude(parcel__put_at=None)
    files = list(whole.filter(long_here | picked_up | held_back)[:AT_ONCE])
    with transaction.atomic():
        _shred(ParcelFile.objects.filter(pk__in=[one.pk for one in files]))
        ParcelFile.objects.filter(pk__in=[one.pk for one in files]).delete()
        # A parcel goes with its last file; its note was about them.
        emptied = Parcel.objects.filter(pk__in={one.parcel_id for one in files})
        emptied.filter(files=None).delete()
    return len(files) + _throw_away_notes(now)


def throw_away_broken(now: datetime) -> int:
    """What never came in whole: a browser or a process that went away; how many."""
    broken = Parcel.objects.filter(put_at=None, begun_at__lt=now - KEEP_BROKEN)
    return throw_away(broken[:AT_ONCE])


def empty_boxes_that_closed() -> int:
    """Of trajects that do not run, if something was left in them; how many parcels."""
    left = Parcel.objects.exclude(traject__state__in=RUNNING)
    return throw_away(left[:AT_ONCE])


def _throw_away_notes(now: datetime) -> int:
    read = Q(read_at__lte=now - KEEP_PICKED_UP) | Q(put_at__lte=now - KEEP_PUT_IN)
    notes = Parcel.objects.filter(read, put_at__isnull=False, files=None)
    return throw_away(notes[:AT_ONCE])


def shred(file: ParcelFile) -> None:
    """Nobody can read this file's content any more; its row stays, to say so."""
    _shred(ParcelFile.objects.filter(pk=file.pk))


def _shred(files: QuerySet[ParcelFile]) -> None:
    """Without their keys the pieces are noise, also in a copy that they are in."""
    _overwrite_what_is_deleted()
    files.update(sealed_key="", digest="")
    Piece.objects.filter(file__in=files.order_by()).delete()


def _overwrite_what_is_deleted() -> None:
    """SQLite leaves what was deleted in its file unless it is told not to.

    PostgreSQL does so until it cleans up by itself (docs/operations.md).
    """
    for statement in _OVERWRITE.get(connection.vendor, ()):
        with connection.cursor() as cursor:
            cursor.execute(statement)
