"""The round of spring 2020, rebuilt: for the demo and for its golden test.

Source: answer 1 of the minister to a question in the Flemish Parliament on the corona
crisis and SIO, spring 2020 (docs/adr/0034). Its figures are of an interim count, in
which not all were contacted. Nobody in it exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil, floor

from django.db import transaction

from sio.accounts.models import User
from sio.casework.actions.rounds.callers import shared_out
from sio.casework.models import (
    Round,
    RoundAnswer,
    RoundCall,
    RoundChoice,
    RoundQuestion,
    RoundTry,
)
from sio.casework.queries.choice import Choice
from sio.trajects.models import Traject
from sio.trajects.workflow import State

OPENED_AT = datetime(2020, 4, 20, 7, 0, tzinfo=UTC)  # after the Easter holidays
NAME = "Sluiting van de scholen"
WHY = "Weten hoe het gaat nu de scholen dicht zijn, en wie ons nog nodig heeft."
BUSY = "Is je kind met schoolwerk bezig?"
WHY_NOT = "Waarom niet?"
PROGRAMME = "Welk programma volgt je kind?"
OTHER_TEACHING = "Krijgt je kind nog les via TOAH of een ziekenhuisschool?"
FURTHER_USE = "Denk je dat je kind dit schooljaar nog mee de klas volgt?"
REASONS = (
    ("too_ill", "te ziek, of herstelt van een operatie of behandeling"),
    ("no_offer", "er is nog geen aanbod van de school"),
    ("cannot", "thuis lukt het niet"),
    ("other", "iets anders"),
)
PROGRAMMES = (
    ("class", "dat van de klas"),
    ("own", "een individueel traject"),
    ("mixed", "dat van de klas, met extra steun"),
    ("unclear", "nog onduidelijk"),
)
CONTACTED = 0.85  # of all; the interim count does not say, only that some were not
BUSY_SHARE = 0.9
CLASS_SHARE = 0.82  # of who is busy: "een ruime 80%"
TEACHING_SHARE = 0.0999  # "een kleine 10%"


@dataclass(frozen=True)
class Asked:
    """The keys of the five questions."""

    busy: str
    why_not: str
    programme: str
    other_teaching: str
    further_use: str


@transaction.atomic
def load_round_of_2020(
    *, trajects: Sequence[Traject], by: User, opened_at: datetime = OPENED_AT
) -> Round:
    """The round with its questions, calls and answers, over these files; still open.

    From some 40 files on the shares come out as in 2020. The same files give the same
    answers each time. Writes no access log: nobody has looked at anything.
    """
    made = Round.objects.create(
        name=NAME,
        why=WHY,
        chosen=Choice(states=(State.PREPARING, State.ACTIVE)).as_json(),
        made_at=opened_at,
        made_by=by,
        opened_at=opened_at,
        opened_by=by,
    )
    asked = _questions(made)
    callers = shared_out(one.pk for one in trajects)
    calls = RoundCall.objects.bulk_create(
        RoundCall(round=made, traject=one, caller_id=callers.get(one.pk, by.pk))
        for one in trajects
    )
    reached = round(len(calls) * CONTACTED)
    for place, call in enumerate(calls[:reached]):
        _answer(call, _values(asked, place, reached), opened_at, place, by)
    for call in calls[reached::2]:
        call.tried_at = opened_at + timedelta(days=1)
        call.save(update_fields=["tried_at"])
        RoundTry.objects.create(
            call=call, by_id=call.caller_id or by.pk, at=call.tried_at
        )
    return made


def _questions(made: Round) -> Asked:
    kinds = RoundQuestion.Kind
    busy = _question(made, 1, BUSY, kinds.YES_NO)
    why_not = _question(made, 2, WHY_NOT, kinds.ONE, REASONS, busy, "no")
    programme = _question(made, 3, PROGRAMME, kinds.ONE, PROGRAMMES, busy, "yes")
    teaching = _question(made, 4, OTHER_TEACHING, kinds.YES_NO)
    further = _question(made, 5, FURTHER_USE, kinds.YES_NO)
    rows = (busy, why_not, programme, teaching, further)
    return Asked(*(str(row.pk) for row in rows))


def _question(
    made: Round,
    position: int,
    text: str,
    kind: str,
    choices: Sequence[tuple[str, str]] = (),
    asked_if: RoundQuestion | None = None,
    code: str = "",
) -> RoundQuestion:
    question = RoundQuestion.objects.create(
        round=made,
        position=position,
        text=text,
        kind=kind,
        asked_if=asked_if,
        asked_if_code=code,
    )
    RoundChoice.objects.bulk_create(
        RoundChoice(question=question, position=place, code=one, label=label)
        for place, (one, label) in enumerate(choices, start=1)
    )
    return question


def _values(asked: Asked, place: int, reached: int) -> dict[str, object]:
    """What the family at this place said, of so many that were reached."""
    busy = round(reached * BUSY_SHARE)
    values: dict[str, object] = {
        asked.busy: "yes" if place < busy else "no",
        # From the end on, so that who is too ill may well be among them.
        asked.other_teaching: (
            "yes" if place >= reached - floor(reached * TEACHING_SHARE) else "no"
        ),
        asked.further_use: "no" if place % 2 == 0 or place == 1 else "yes",
    }
    if place < busy:
        values[asked.programme] = _programme(place, busy)
    else:
        values[asked.why_not] = _reason(place - busy, reached - busy)
    return values


def _programme(place: int, busy: int) -> str:
    """Most that of the class, then an individual one, and a few of the other two."""
    beyond = place - ceil(busy * CLASS_SHARE)
    if beyond < 0:
        return "class"
    return {0: "mixed", 1: "unclear"}.get(beyond, "own")


def _reason(place: int, idle: int) -> str:
    """Being too ill is the main one."""
    if place < ceil(idle * 0.6):
        return "too_ill"
    return REASONS[1 + place % 3][0]


def _answer(
    call: RoundCall,
    values: dict[str, object],
    opened_at: datetime,
    place: int,
    by: User,
) -> None:
    at = opened_at + timedelta(hours=1 + place)
    call.answers_given, call.answered_at = 1, at
    call.save(update_fields=["answers_given", "answered_at"])
    RoundAnswer.objects.create(
        call=call,
        number=1,
        values=values,
        given_by=RoundAnswer.GivenBy.STAFF,
        by_id=call.caller_id or by.pk,
        at=at,
    )
