"""Other pupils of Tuur's class who are at home."""

from __future__ import annotations

from sio.accounts.models import User
from sio.trajects.models import (
    Acceptance,
    ClassmatesAgreement,
    Guardian,
    Pupil,
    Traject,
)
from sio.trajects.workflow import State


def classmate(of: Traject, name: str) -> Traject:
    """A running traject in the same class, agreed upon by whom that of `of` is."""
    traject = Traject.objects.create(
        pupil=Pupil.objects.create(first_name=name, last_name="Claes"),
        school_class=of.school_class,
        school=of.school_class.school,
        state=State.ACTIVE,
    )
    for accepted in of.acceptances.all():
        Acceptance.objects.create(
            traject=traject,
            text=accepted.text,
            accepted_by=accepted.accepted_by,
            capacity="moeder",
        )
    return traject


def say_yes(traject: Traject, parent: User) -> ClassmatesAgreement:
    """This parent, from now on if not yet, lets the pupil see its classmates."""
    guardian, _made = Guardian.objects.get_or_create(
        user=parent, traject=traject, ended_at=None, defaults={"capacity": "moeder"}
    )
    return ClassmatesAgreement.objects.create(
        traject=traject,
        school_class=traject.own_class,
        agreed_by=guardian,
        noted_by=parent,
    )
