"""Which families let their child see classmates who are at home too."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from sio.accounts.models import User
from sio.core.time import today
from sio.trajects.models import ClassmatesAgreement, Guardian, Traject
from sio.trajects.queries.family import deciding_guardians, guardian_row, is_adult
from sio.trajects.queries.traject import guardians_now, standings
from sio.trajects.rights import GUIDES, Standing


def classmates_deciders(traject: Traject) -> QuerySet[Guardian]:
    """Who may say yes today: of a minor a parent who decides, and not the child alone.

    From the eighteenth birthday on the pupil, and whom the pupil lets stay.
    """
    deciding = deciding_guardians(traject)
    if is_adult(traject, today()):
        return deciding
    return deciding.filter(kind=Guardian.Kind.PARENT)


def classmates_refusers(traject: Traject) -> QuerySet[Guardian]:
    """Whose no counts today: anybody's of the family."""
    mine = traject.guardians.filter(guardians_now(today()))
    return mine.select_related("user").order_by("pk")


def classmates_agreement(traject: Traject) -> ClassmatesAgreement | None:
    """The yes that holds today; None if there is none."""
    holding = _holding().filter(traject=traject)
    return holding.select_related("agreed_by__user", "noted_by").first()


def classmates_agreed(trajects: Iterable[Traject]) -> set[int]:
    """Those of these, by pk, of which the family's yes holds today; one query."""
    rows = _holding().filter(traject__in=[one.pk for one in trajects])
    return set(rows.order_by().values_list("traject_id", flat=True))


def classmates_history(traject: Traject) -> QuerySet[ClassmatesAgreement]:
    """Each yes there ever was, newest first, with who gave it and took it back."""
    rows = traject.classmates_agreements.all()
    return rows.select_related(
        *("agreed_by__user", "noted_by", "school_class"),
        *("withdrawn_by", "refused_by__user"),
    )


def classmates_no(traject: Traject) -> ClassmatesAgreement | None:
    """The newest yes, if it was taken back by who belongs to the family today.

    Or if that one said no to who guides the file, who wrote it down.
    What ended by itself, or was ended by who guides the file, is nobody's no.
    """
    newest = classmates_history(traject).first()
    if newest is None or newest.refuser is None:
        return None
    return newest if guardian_row(traject, newest.refuser) else None


def held_back_by_no(traject: Traject, user: User) -> bool:
    """Whether somebody else of the family said no, which `user` can't undo.

    Who guides the file can, having spoken with them, and a grown pupil decides itself.
    """
    no = classmates_no(traject)
    if no is None or no.refuser == user:
        return False
    mine = standings(traject, user)
    grown_pupil = Standing.PUPIL in mine and is_adult(traject, today())
    return not (mine & GUIDES or grown_pupil)


def _holding() -> QuerySet[ClassmatesAgreement]:
    """Not taken back, about the class of today, by somebody who decides today.

    Of a parent whom the grown pupil lets stay, only what it said since then.
    """
    deciding = Guardian.objects.filter(guardians_now(today()), may_decide=True)
    return ClassmatesAgreement.objects.filter(
        Q(withdrawn_at=None, school_class=F("traject__school_class")),
        Q(agreed_by__kept_by_pupil_at=None)
        | Q(agreed_at__gt=F("agreed_by__kept_by_pupil_at")),
        agreed_by__in=deciding,
    )
