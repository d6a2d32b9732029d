"""Who in a family sees what: households apart, grown pupils, who may decide."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from sio.accounts.models import User
from sio.core.time import today, years_after
from sio.trajects.models import (
    ClassKnowledge,
    Guardian,
    HelpfulNote,
    Household,
    Message,
    Traject,
)
from sio.trajects.queries.traject import guardians_now, guardians_of, standings
from sio.trajects.rights import Act, Standing, Standings, may

PUPIL_FROM_YEARS = 12  # presumed able to judge; rechtspositie.be
WARN_BEFORE_ADULT = timedelta(days=30)


def guardian_row(traject: Traject, user: User) -> Guardian | None:
    """The guardianship by which this person sees the file today; None if there is none.

    The pupil's own before that of a parent.
    """
    mine = traject.guardians.filter(guardians_now(today()), user=user)
    return mine.select_related("household", "user").order_by("-kind").first()


def household_of(traject: Traject, user: User) -> int | None:
    """Of this member of the family; None while nobody put it in a household."""
    mine = guardian_row(traject, user)
    return mine.household_id if mine else None


def household_with_mailbox(traject: Traject, email: str) -> Household | None:
    """The home that gave this address itself; never the home of somebody else."""
    homes = traject.households.all()
    return next(
        (one for one in homes if one.email and one.email.lower() == email.lower()), None
    )


def home_to_invite(traject: Traject) -> Household | None:
    """The first home with an address of which nobody was invited yet."""
    taken = {person.user.email.lower() for person in guardians_of(traject)}
    for one in traject.households.all():
        if one.email and one.email.lower() not in taken:
            return one
    return None


def households_seen_by(traject: Traject, user: User) -> QuerySet[Household]:
    """All for who guides the file; for the family its own and no other."""
    households = traject.households.all()
    if may(standings(traject, user), Act.SEE_ADDRESSES):
        return households
    own = household_of(traject, user)
    return households.filter(pk=own) if own is not None else households.none()


def notes_seen_by(traject: Traject, user: User) -> QuerySet[HelpfulNote]:
    """Newest first; without what another household wrote, for who is family."""
    notes = traject.notes.select_related("by")
    if is_only_family(standings(traject, user)):
        own = Q(household=household_of(traject, user)) | Q(by=user)
        notes = notes.filter(own | Q(of_family=False))
    return notes


def messages_seen_by(traject: Traject, user: User) -> QuerySet[Message]:
    """Newest first: all for who guides the file, else what this person wrote."""
    messages = traject.messages.select_related("sender", "answered_by")
    if may(standings(traject, user), Act.SEE_CASEWORK):
        return messages
    return messages.filter(sender=user)


def agreed_class_text(traject: Traject) -> ClassKnowledge | None:
    """What the class may know now; None while nothing is agreed."""
    return (
        traject.class_knowledge.filter(agreed_at__isnull=False, withdrawn_at=None)
        .select_related("agreed_by__user")
        .first()
    )


def proposed_class_text(traject: Traject) -> ClassKnowledge | None:
    """The newest text, if it waits for agreement; None else."""
    newest = traject.class_knowledge.select_related("written_by").first()
    return newest if newest and newest.agreed_at is None else None


def deciding_guardians(traject: Traject) -> QuerySet[Guardian]:
    """Who of the family may agree today, oldest first."""
    return guardians_of(traject).filter(guardians_now(today()), may_decide=True)


def parents_of(traject: Traject) -> QuerySet[Guardian]:
    """The parents whose guardianship has not ended, oldest first."""
    return guardians_of(traject).filter(kind=Guardian.Kind.PARENT)


def is_only_family(mine: Standings) -> bool:
    """True for who sees the file as family and as nothing else."""
    return bool(mine) and mine <= {Standing.GUARDIAN, Standing.PUPIL}


def is_adult(traject: Traject, day: date) -> bool:
    """True from the eighteenth birthday on; False if the birth date is not known."""
    adult_on = traject.pupil.adult_on
    return adult_on is not None and adult_on <= day


def old_enough_for_account(traject: Traject, day: date) -> bool:
    """True from the twelfth birthday on; False if the birth date is not known."""
    born = traject.pupil.birth_date
    return born is not None and years_after(born, PUPIL_FROM_YEARS) <= day


def adult_soon(traject: Traject, day: date) -> date | None:
    """The eighteenth birthday, if it comes within thirty days; else None."""
    adult_on = traject.pupil.adult_on
    if adult_on is None or not day < adult_on <= day + WARN_BEFORE_ADULT:
        return None
    return adult_on
