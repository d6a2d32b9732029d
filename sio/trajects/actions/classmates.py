"""Agreeing that a pupil and classmates at home see each other, and taking it back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.core.access_log import record_change
from sio.trajects.actions.allowed import check_may
from sio.trajects.errors import ClassmatesRefused, MayNotDecide
from sio.trajects.models import ClassmatesAgreement, Guardian, Traject
from sio.trajects.queries import (
    classmates_agreement,
    classmates_deciders,
    classmates_history,
    classmates_no,
    classmates_refusers,
    held_back_by_no,
)
from sio.trajects.rights import GUIDES, Act

PAGE = "classmates"


@transaction.atomic
def agree_classmates(
    *, traject: Traject, guardian: Guardian, by: User
) -> ClassmatesAgreement:
    """Write down that this member of the family says yes, for the class of today.

    By the member itself, or by who guides the file and spoke with it. A second yes is
    the first one. Raises TrajectNotAllowed, MayNotDecide for who is none of
    `classmates_deciders`, ClassmatesRefused after the no of another of the family, and
    ClassNeeded. Tells no line: the action in lessons that calls this does.
    """
    mine = check_may(traject, Act.AGREE_CLASSMATES, by)
    # One press at a time, with the class and the birthday of now.
    now = Traject.objects.select_for_update().get(pk=traject.pk)
    decides = classmates_deciders(now).filter(pk=guardian.pk)
    if not decides.exists() or not (mine & GUIDES or guardian.user_id == by.pk):
        raise MayNotDecide(_("Alleen wie mag mee beslissen, kan hiermee instemmen."))
    if before := classmates_agreement(traject):
        return before
    if held_back_by_no(now, by):
        raise ClassmatesRefused(
            _(
                "Iemand anders van het gezin zei nee, en dat verander jij niet. "
                "Praat erover, of bel de consulent."
            )
        )
    # One that no longer holds: from before the eighteenth birthday.
    take_back(traject.classmates_agreements.all(), by)
    agreement = ClassmatesAgreement.objects.create(
        traject=traject, school_class=now.own_class, agreed_by=guardian, noted_by=by
    )
    record_change(traject_id=traject.pk, page=PAGE, by=by)
    return agreement


@transaction.atomic
def withdraw_classmates(
    *, traject: Traject, by: User, refused_by: Guardian | None = None
) -> None:
    """From now on no more; safe to repeat. One member of the family is enough.

    Who guides the file and heard the no of a member says whose it was: it binds like
    one that the member pressed, also if the yes had ended by then. Raises
    TrajectNotAllowed, and MayNotDecide for the no of who is no member. Tells no line:
    the action in lessons that calls this does.
    """
    mine = check_may(traject, Act.AGREE_CLASSMATES, by)
    if refused_by is not None and not (
        mine & GUIDES and classmates_refusers(traject).filter(pk=refused_by.pk).exists()
    ):
        raise MayNotDecide(_("Alleen iemand van het gezin kan hier nee zeggen."))
    if not take_back(traject.classmates_agreements.all(), by, refused_by):
        _note_no(traject, refused_by)
    record_change(traject_id=traject.pk, page=PAGE, by=by)


def take_back(
    agreements: QuerySet[ClassmatesAgreement],
    by: User,
    refused_by: Guardian | None = None,
) -> int:
    """End those of these that run, for good; how many. Asks no right: who calls did.

    Whatever takes away the ground of a yes calls it, so that the yes does not come
    back with that ground.
    """
    running = agreements.filter(withdrawn_at=None)
    return running.update(
        withdrawn_at=timezone.now(), withdrawn_by=by, refused_by=refused_by
    )


def _note_no(traject: Traject, refused_by: Guardian | None) -> None:
    """Whose no it is, of the newest yes; one that is there of the family stays."""
    newest = classmates_history(traject).first()
    if newest and refused_by and not classmates_no(traject):
        ClassmatesAgreement.objects.filter(pk=newest.pk).update(refused_by=refused_by)
