"""Files of every kind at random, most of them over, for tests of erasing."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sio.casework.models import (
    ContactMoment,
    Decision,
    Round,
    RoundAnswer,
    RoundCall,
    RoundChoice,
    RoundQuestion,
)
from sio.intake.models import Application
from sio.lessons.models import HelpQuestion
from sio.trajects.actions import keep_pseudonym
from sio.trajects.models import Pupil, Traject
from sio.trajects.workflow import Outcome, State
from tests.statistics.lines import (
    at,
    half_days_all_week,
    moved,
    school_in,
    traject_at,
    used,
)

TODAY = date(2026, 11, 27)  # a Friday
A_DAY = timedelta(days=1)
NEVER_RAN = (State.REFUSED, State.WITHDRAWN, State.NOT_FEASIBLE, State.MERGED)
STILL_OPEN = (State.CONTACT, State.ACTIVE)
ENDS = (State.ENDED, State.CLOSED)
KINDS = (*NEVER_RAN, *STILL_OPEN, *2 * ENDS)


def files_at_random(seed, by, pupils=16):
    """Of three school years; a pupil has one to three, in one school or several."""
    chance = Random(seed)
    places = [("BE-VAN", "go"), ("BE-VLI", "free"), ("BE-BRU", ""), ("", "free")]
    schools = [school_in(*place) for place in places]
    asked_in = round_of_calls(by)
    files = []
    for _n in range(pupils):
        home = chance.choice(["BE-VAN", "BE-WLG", ""])
        pupil = Pupil.objects.create(first_name="x", last_name="y", home_province=home)
        for _m in range(chance.choice([1, 1, 2, 3])):
            day = date(2023, 9, 4) + chance.randrange(1000) * A_DAY
            file = one_file(chance, chance.choice(schools), pupil, day, by)
            called(chance, asked_in, file, by)
            helped(chance, file, day)
            files.append(file)
    return files


def one_file(chance, school, pupil, day, by):
    level = chance.choice(["nursery", "primary", "secondary", ""])
    file = traject_at(school, pupil, received_at=at(day, 10), level=level)
    if chance.random() < 0.7:
        role = chance.choice(["parent", "school"])
        file.application = sent(role)
        file.save(update_fields=["application"])
    for side in ("family", "school"):
        if chance.random() < 0.8:
            talk(file, side, day + chance.randrange(12) * A_DAY, by)
    kind = chance.choice(KINDS)
    moved(file, *moves(chance, kind, day))
    if kind == State.REFUSED:
        rule = chance.choice(["age", "residence"])
        Decision.objects.create(
            traject=file, outcome="refused", rule_id=rule, rule_text="x", by=by
        )
    if kind in (*ENDS, State.ACTIVE):
        ran(chance, file, day)
    return file


def moves(chance, kind, day):
    contact = (State.CONTACT, at(day, 11))
    if kind not in (*ENDS, State.ACTIVE):
        return [contact] if kind == State.CONTACT else [contact, (kind, at(day, 12))]
    found = [contact, (State.ACTIVE, at(day + 7 * A_DAY, 8))]
    if kind in ENDS:
        end = min(day + (8 + chance.randrange(500)) * A_DAY, TODAY - A_DAY)
        found.append((State.ENDED, at(end, 17)))
    if kind == State.CLOSED:
        found.append((State.CLOSED, at(TODAY, 8)))
    return found


def ran(chance, file, day):
    if chance.random() < 0.5:
        half_days_all_week(file)
    last = min(day + 300 * A_DAY, TODAY - A_DAY)
    for _n in range(chance.randrange(5)):
        on = day + chance.randrange(7, max((last - day).days, 8)) * A_DAY
        used(file, at(on, chance.choice([9, 10, 13])), minutes=chance.randrange(90))
    outcome = chance.choice(Outcome.values) if file.state in ENDS else ""
    Traject.objects.filter(pk=file.pk).update(outcome=outcome)
    keep_pseudonym(file)


def sent(role):
    number = Application.objects.count()
    return Application.objects.create(
        reference=f"SIO-{number}",
        language="nl-be",
        role=role,
        school_year=2026,
        level="primary",
        answers={},
        email="x@example.org",
    )


def talk(file, side, day, by):
    ContactMoment.objects.create(
        traject=file,
        with_whom=side,
        how="phone",
        reached=True,
        happened_at=at(day, 15),
        by=by,
    )


def helped(chance, file, day):
    if chance.random() < 0.3:
        HelpQuestion.objects.create(
            traject=file,
            asked_by=chance.choice(["home", "class"]),
            trouble="drops",
            opened_at=at(day, 9),
            ends_at=at(day, 10),
            closed_at=at(day, 9, 20),
        )


def round_of_calls(by):
    """A question with yes or no, one with several answers, a number, and free text."""
    made = Round.objects.create(
        name="Sluiting | mei",
        why="x",
        made_by=by,
        opened_by=by,
        opened_at=at(date(2025, 10, 6), 9),
    )
    texts = [("Bezig?", "yes_no"), ("Wat helpt?", "several")]
    texts += [("Hoeveel uren?", "number"), ("Nog iets?", "text")]
    questions = [
        RoundQuestion.objects.create(round=made, position=n, text=text, kind=kind)
        for n, (text, kind) in enumerate(texts)
    ]
    for n, label in enumerate(["beeld", "klank"]):
        RoundChoice.objects.create(
            question=questions[1], position=n, code=f"c{n}", label=label
        )
    return made


def called(chance, asked_in, file, by):
    """On its list or not, reached or not, and what was answered in the end."""
    if chance.random() < 0.3:
        return
    call = RoundCall.objects.create(round=asked_in, traject=file)
    if chance.random() < 0.3:
        return
    busy, helps, hours, more = (str(one.pk) for one in asked_in.questions.all())
    values = {
        busy: chance.choice(["yes", "no"]),
        helps: chance.sample(["c0", "c1"], chance.randrange(3)),
        hours: chance.randrange(30),
        more: "GEHEIM",
    }
    said = {key: value for key, value in values.items() if chance.random() < 0.8}
    for number, answer in ((1, {}), (2, said)):
        RoundAnswer.objects.create(
            call=call, number=number, values=answer, given_by="staff", by=by
        )
    RoundCall.objects.filter(pk=call.pk).update(answers_given=2)
