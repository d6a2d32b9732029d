"""Writing down what everybody says about feasibility, and what the family allows."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.casework.models import FamilyWord, FeasibilityNote
from sio.casework.models.weighing import NEEDS_PERMISSION
from sio.casework.queries.weighing import physician_may_be_asked
from sio.core.access_log import record_change
from sio.core.errors import DomainError
from sio.core.time import today
from sio.intake.models import Application
from sio.trajects.models import Traject
from sio.trajects.queries import standings
from sio.trajects.rights import Act, may

PAGE = "feasibility"


class WeighingNotAllowed(DomainError):
    code = "casework.weighing_not_allowed"


class PermissionMissing(DomainError):
    """A physician or therapist is asked only with the family's permission."""

    code = "casework.permission_missing"


class DayToCome(DomainError):
    code = "casework.day_to_come"


class NoteCorrected(DomainError):
    code = "casework.note_corrected"


class WordWithdrawn(DomainError):
    code = "casework.word_withdrawn"


class WordOfAnother(DomainError):
    code = "casework.word_of_another"


@transaction.atomic
def add_note(
    *, note: FeasibilityNote, by: User, replaces: FeasibilityNote | None = None
) -> FeasibilityNote:
    """Add what somebody said; or, in its place, what was meant by an earlier row.

    Raises WeighingNotAllowed, DayToCome, PermissionMissing for a physician or
    therapist, and NoteCorrected if somebody else replaced that row first.
    """
    traject = note.traject
    _check_guides(traject, by)
    _check_day(note.asked_on)
    if note.source in NEEDS_PERMISSION:
        check_permission(traject, note.asked_on)
    note.by, note.replaces = by, replaces
    try:
        with transaction.atomic():
            note.save(force_insert=True)
    except IntegrityError:
        raise NoteCorrected(
            _(
                "Iemand anders verbeterde deze notitie net. Kijk eerst wat er nu "
                "staat. Wat je typte, staat hieronder nog."
            )
        ) from None
    record_change(traject_id=traject.pk, page=PAGE, by=by)
    return note


@transaction.atomic
def record_word(*, word: FamilyWord, by: User) -> FamilyWord:
    """Write down what somebody of the family chose or allowed.

    Raises WeighingNotAllowed, DayToCome, or WordOfAnother for a guardian of another
    file.
    """
    _check_guides(word.traject, by)
    _check_day(word.given_on)
    if word.guardian is not None and word.guardian.traject_id != word.traject_id:
        raise WordOfAnother(_("Die persoon hoort bij een ander dossier."))
    word.by = by
    word.save(force_insert=True)
    record_change(traject_id=word.traject_id, page=PAGE, by=by)
    return word


@transaction.atomic
def withdraw_word(*, word: FamilyWord, by: User) -> None:
    """The family takes back what it chose or allowed; from now on it does not hold.

    Raises WordWithdrawn the second time, WeighingNotAllowed.
    """
    _check_guides(word.traject, by)
    now = timezone.now()
    standing = FamilyWord.objects.filter(pk=word.pk, withdrawn_at=None)
    if standing.update(withdrawn_at=now, withdrawn_by=by) != 1:
        raise WordWithdrawn(_("Dit is al ingetrokken. Je hoeft niets te doen."))
    record_change(traject_id=word.traject_id, page=PAGE, by=by)


@transaction.atomic
def take_over_family_word(
    *, traject: Traject, application: Application
) -> list[FamilyWord]:
    """What the family chose and allowed on the form, as rows of the file; new ones.

    Safe to call again: a choice is taken over once. The caller has checked its right.
    """
    taken = []
    for choice in application.family_choices.all():
        kinds = [FamilyWord.Kind.CHOICE]
        if choice.physician_permission:
            kinds.append(FamilyWord.Kind.CONTACT_PHYSICIAN)
        for kind in kinds:
            word, is_new = FamilyWord.objects.get_or_create(
                traject=traject,
                kind=kind,
                family_choice=choice,
                defaults={
                    "name": choice.name,
                    "capacity": choice.capacity,
                    "how": FamilyWord.How.FORM,
                    "given_on": timezone.localdate(choice.chosen_at),
                },
            )
            if is_new:
                taken.append(word)
    return taken


def check_permission(traject: Traject, day: date) -> None:
    """Raise PermissionMissing unless the family allowed it on that day."""
    if not physician_may_be_asked(traject, day):
        raise PermissionMissing(
            _(
                "De familie gaf op die dag geen toestemming om een arts of therapeut "
                "te contacteren. Vraag het eerst aan de familie en leg het vast bij "
                "Haalbaarheid."
            )
        )


def _check_guides(traject: Traject, by: User) -> None:
    if not may(standings(traject, by), Act.GUIDE):
        raise WeighingNotAllowed(_("Dit doet wie dit dossier volgt."))


def _check_day(day: date) -> None:
    if day > today():
        raise DayToCome(_("Die dag moet nog komen. Kijk de datum na."))
