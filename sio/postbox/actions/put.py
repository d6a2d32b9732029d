"""Putting something in: while it comes nobody sees it, and then all of it at once."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.core.access_log import record_change
from sio.core.errors import DomainError
from sio.core.mail import send_mail
from sio.core.time import today
from sio.postbox import clamd
from sio.postbox.actions.check import task_check
from sio.postbox.actions.throw import throw_away
from sio.postbox.errors import (
    BoxClosed,
    BoxFull,
    BoxNotAllowed,
    DayFull,
    FileEmpty,
    FileKindRefused,
    FileTooLarge,
    NoRoom,
    NothingPutIn,
    TooManyFiles,
)
from sio.postbox.limits import (
    BOX_BYTES,
    DAY_BYTES,
    DAY_PARCELS,
    FILE_BYTES,
    MB,
    PARCEL_BYTES,
    PARCEL_FILES,
)
from sio.postbox.models import Hand, Kind, Parcel, Wish
from sio.postbox.queries import (
    Holder,
    bytes_in,
    has_agreed,
    people_to_tell,
    still_holds,
)
from sio.postbox.store import Arriving
from sio.trajects.models import Traject

NOTICE = "postbox/mail/ready"


@dataclass(frozen=True)
class Words:
    """What goes with the files."""

    token: UUID
    kind: Kind
    for_on: date | None
    subject: str
    note: str


class Receiving:
    """Files as they come in, of one press. Keeps the first refusal, and goes on.

    So the rest of the form is heard out, and what was typed is not lost. Ends with
    `let_go`, whatever came of it; what a killed process leaves goes by the clock.
    """

    def __init__(self, holder: Holder) -> None:
        self.holder = holder
        self.refusal: DomainError | None = None
        self.count = 0
        self.size_bytes = 0
        self.parcel: Parcel | None = None
        self._file: Arriving | None = None

    def begin(self, name: str) -> None:
        """The next file begins."""
        self.count += 1
        self._file = None
        if self.count > PARCEL_FILES:
            self.refuse(
                TooManyFiles(
                    _("Stuur ten hoogste %(count)d bestanden tegelijk.")
                    % {"count": PARCEL_FILES}
                )
            )
        if self.refusal is None:
            self._on_disk(partial(self._begin, name))

    def feed(self, content: bytes) -> None:
        """The next bit of that file."""
        file = self._file
        if self.refusal is not None or file is None:
            return
        self.size_bytes += len(content)
        if file.size_bytes + len(content) > FILE_BYTES:
            self.refuse(_too_large(file.name))
        elif self.size_bytes > PARCEL_BYTES:
            self.refuse(_too_much())
        else:
            self._on_disk(partial(file.feed, content))

    def end(self) -> None:
        """That file is over."""
        if self.refusal is None and self._file is not None:
            self._on_disk(partial(self._end, self._file))

    def refuse(self, error: DomainError) -> None:
        """What refused it first is what is told."""
        if self.refusal is None:
            self.refusal = error

    def let_go(self) -> None:
        """Keep nothing of it, unless it was put in.

        What can't be deleted now, the clock deletes.
        """
        parcel, self.parcel = self.parcel, None
        if parcel is not None:
            with contextlib.suppress(OperationalError):
                throw_away(Parcel.objects.filter(pk=parcel.pk))

    def _begin(self, name: str) -> None:
        if self.parcel is None:
            self.parcel = begin_parcel(self.holder)
        self._file = Arriving(self.parcel, name)

    def _end(self, file: Arriving) -> None:
        if file.size_bytes == 0:
            self.refuse(
                FileEmpty(
                    _("Het bestand %(name)s is leeg. Kies het nog eens.")
                    % {"name": file.name}
                )
            )
        elif file.end() is None:
            self.refuse(
                FileKindRefused(
                    _(
                        "Het bestand %(name)s kan hier niet. Kies een foto, een pdf, "
                        "een document, een geluid of gewone tekst."
                    )
                    % {"name": file.name}
                )
            )

    def _on_disk(self, work: partial[None]) -> None:
        try:
            work()
        except OperationalError as error:
            if not is_full(error):
                raise
            self.refuse(no_room())


def is_full(error: OperationalError) -> bool:
    """The disk of the database holds no more: SQLite and PostgreSQL say it so."""
    words = str(error)
    return "is full" in words or "No space left" in words


def no_room() -> NoRoom:
    return NoRoom(
        _(
            "Onze computer heeft geen plaats meer. Er is niets ingelegd. "
            "Probeer het later nog eens, of bel de helpdesk."
        )
    )


def begin_parcel(holder: Holder) -> Parcel:
    """A row that nobody sees yet."""
    return Parcel.objects.create(
        traject=holder.traject,
        school_class_id=holder.traject.school_class_id,
        side=holder.side,
        hand=Hand.GROWN_UP if holder.user else Hand.DEVICE,
        kind=Kind.WORK,
        begun_at=timezone.now(),
    )


def put_in(*, receiving: Receiving, words: Words) -> None:
    """Have the other side see it, all at once. A second press of a form does nothing.

    Raises what was refused on the way, and BoxNotAllowed, BoxClosed, BoxFull, DayFull,
    NoRoom or NothingPutIn; then nobody sees any of it.
    """
    if receiving.refusal is not None:
        raise receiving.refusal
    if receiving.count == 0 and not words.note:
        raise NothingPutIn(_("Kies een bestand, of schrijf een berichtje."))
    try:
        is_in = _put_in(receiving, words)
    except OperationalError as error:
        if not is_full(error):
            raise
        raise no_room() from error
    if is_in:
        receiving.parcel = None


@transaction.atomic
def _put_in(receiving: Receiving, words: Words) -> bool:
    """False if the same form was pressed before: the first press has put it in."""
    holder = receiving.holder
    # Of two at once the second waits here, and counts what the first put in.
    traject = Traject.objects.select_for_update().get(pk=holder.traject.pk)
    if Parcel.objects.filter(token=words.token).exists():
        return False
    _check(holder, traject, receiving.size_bytes)
    parcel = receiving.parcel or begin_parcel(holder)
    told: dict[str, Any] = {
        "kind": words.kind,
        "for_on": words.for_on,
        "subject": words.subject,
        "note": words.note,
        "token": words.token,
        "put_at": timezone.now(),
    }
    for name, value in told.items():
        setattr(parcel, name, value)
    parcel.save(update_fields=list(told))
    _tell(holder)
    if clamd.is_set():
        for pk in parcel.files.values_list("pk", flat=True):
            task_check.enqueue(pk)
    if holder.user is not None:
        record_change(traject_id=traject.pk, page="postbox", by=holder.user)
    return True


def _check(holder: Holder, traject: Traject, size_bytes: int) -> None:
    if not still_holds(holder):
        raise BoxNotAllowed(_("Dit postvak is niet (meer) van jou."))
    if not has_agreed(traject):
        raise BoxClosed(_("Thuis en de school moeten eerst de afspraken goedkeuren."))
    all_of_it = Parcel.objects.filter(traject=traject, put_at__isnull=False)
    if bytes_in(all_of_it) + size_bytes > BOX_BYTES:
        raise BoxFull(
            _(
                "Het postvak is vol. Haal op wat klaarligt, "
                "of haal terug wat niet meer nodig is."
            )
        )
    _check_day(all_of_it.filter(side=holder.side), size_bytes)


def _check_day(mine: QuerySet[Parcel], size_bytes: int) -> None:
    begun = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    of_today = mine.filter(put_at__gte=begun)
    is_much = bytes_in(of_today) + size_bytes > DAY_BYTES
    if is_much or of_today.count() >= DAY_PARCELS:
        raise DayFull(_("Dat is genoeg voor vandaag. Morgen kan er weer iets bij."))


def _tell(holder: Holder) -> None:
    """A mail to who wants one: that there is something, and not a word more."""
    day, other = today(), holder.side.other
    for user in people_to_tell(holder.traject, other, day):
        Wish.objects.filter(traject=holder.traject, user=user).update(told_on=day)
        send_mail(
            to=user.email,
            template=NOTICE,
            context={"path": reverse("postbox:box", args=[holder.traject.pk])},
            language=user.language,
            traject_id=holder.traject.pk,
        )


def _too_large(name: str) -> FileTooLarge:
    return FileTooLarge(
        _("Het bestand %(name)s is te groot. Het mag ten hoogste %(mb)d MB zijn.")
        % {"name": name, "mb": FILE_BYTES // MB}
    )


def _too_much() -> FileTooLarge:
    return FileTooLarge(
        _("Samen zijn de bestanden te groot. Stuur ten hoogste %(mb)d MB tegelijk.")
        % {"mb": PARCEL_BYTES // MB}
    )


def too_much_sent() -> FileTooLarge:
    """The browser sent more than any parcel holds; the end of it was not heard."""
    return _too_much()
