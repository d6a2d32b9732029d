"""The office of `make demo`: sixty files in every state, around Noor's lesson.

Nobody in it exists (`names`), nor do the schools; places and rules are real. Days are
counted from today, and the same seed draws the same people each time. Loading again
adds nothing: the first of the schools is the mark that it was done.
"""

from __future__ import annotations

from datetime import timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from sio.accounts.models import Role
from sio.casework.demo.desk import load_desk
from sio.casework.demo.files import File, load_files
from sio.casework.demo.parts import load_parts
from sio.casework.demo.places import FIRST_NUMBER, load_setting
from sio.casework.demo.talks import load_talks
from sio.casework.demo_round import load_round_of_2020
from sio.core.time import today
from sio.lessons import demo
from sio.lessons.demo import staff
from sio.schools.models import School
from sio.trajects.actions.pseudonym import keep_pseudonym
from sio.trajects.workflow import State

SEED = 2026
NOT_ASKED = {State.APPLIED, State.MERGED, State.REFUSED, State.WITHDRAWN}


@transaction.atomic
def load_demo() -> None:
    """What the lesson needs, and once the office around it.

    Raises ImproperlyConfigured outside the demo, as that of the lesson does.
    """
    demo.load_demo()
    mark = School.objects.filter(institution_number=str(FIRST_NUMBER))
    if not mark.exists():
        load_office()


def load_office() -> None:
    """Schools, people and files; call it once, after the demo of the lesson."""
    day, chance = today(), Random(SEED)
    setting = load_setting(day)
    files = load_files(setting, chance, day)
    load_parts(files, setting, chance, day)
    load_talks(files)
    load_desk(files, setting, chance, day)
    for one in files:
        if one.when(State.ACTIVE):
            keep_pseudonym(one.traject)
    _round(files)


def _round(files: list[File]) -> None:
    """The round of spring 2020, asked anew two weeks ago of the families of now."""
    asked = [one.traject for one in files if one.story.state not in NOT_ASKED]
    load_round_of_2020(
        trajects=asked,
        by=staff(Role.Kind.COORDINATOR),
        opened_at=timezone.now() - timedelta(days=13),
    )
