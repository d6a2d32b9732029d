"""One open round of calls about every running file, nine in ten answered."""

from __future__ import annotations

from benchmarks.office_people import Office, add
from sio.casework.models import (
    Round,
    RoundAnswer,
    RoundCall,
    RoundChoice,
    RoundQuestion,
)

QUESTIONS = {
    "Is je kind bezig met schoolwerk?": ("ja", "nee", "weet-niet"),
    "Met welk werk?": ("klas", "toah", "ziekenhuisschool", "ander"),
    "Verwacht je dit schooljaar nog te verbinden?": ("ja", "nee", "weet-niet"),
}
CONTACTED = 0.9


def rounds(office: Office) -> None:
    by, now = office.consultants[0], office.at(1)
    one = Round(
        name="Voorjaar", why="Wat is er nodig?", made_at=now, made_by=by, opened_at=now
    )
    add(Round, [one])
    questions = [
        RoundQuestion(round=one, position=number, text=text, kind="one")
        for number, text in enumerate(QUESTIONS, start=1)
    ]
    add(RoundQuestion, questions)
    add(
        RoundChoice,
        (
            RoundChoice(question=question, position=number, code=code, label=code)
            for question in questions
            for number, code in enumerate(QUESTIONS[question.text], start=1)
        ),
    )
    calls = [
        RoundCall(
            round=one,
            traject=traject,
            caller=office.random.choice(office.consultants),
            answers_given=int(office.chance(CONTACTED)),
        )
        for traject in office.running
    ]
    add(RoundCall, calls)
    add(
        RoundAnswer,
        (
            RoundAnswer(
                call=call,
                number=1,
                values={
                    str(question.pk): office.random.choice(QUESTIONS[question.text])
                    for question in questions
                },
                given_by="staff",
                by=by,
            )
            for call in calls
            if call.answers_given
        ),
    )
