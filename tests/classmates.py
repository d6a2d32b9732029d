"""Other pupils of Tuur's class who are at home."""

from __future__ import annotations

from sio.trajects.models import Acceptance, Pupil, Traject
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
