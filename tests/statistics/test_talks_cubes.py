"""Questions to us and rounds of calls, beside the same counted by hand."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from random import Random
from threading import Barrier

import pytest
import time_machine
from django.core.management import call_command
from django.db import connections
from django.utils import timezone, translation

from sio.casework.models import (
    Round,
    RoundAnswer,
    RoundCall,
    RoundChoice,
    RoundQuestion,
)
from sio.casework.queries.rounds import results_of
from sio.intake.models import Enquiry, EnquiryTopic
from sio.lessons.models import AskedBy, HelpQuestion, Trouble
from sio.statistics.actions.help import count_questions
from sio.statistics.actions.snapshot import snapshot
from sio.statistics.cells import TOTAL, year_name
from sio.statistics.models import HelpOfYear
from tests.conftest import person
from tests.statistics.counting import counts, cube, matching, totals
from tests.statistics.lines import at, school_in, traject_at

TODAY = date(2026, 11, 27)
YEARS = range(2024, 2027)
A_DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(at(TODAY, 14), tick=False) as clock:
        yield clock


@pytest.fixture
def by(db):
    return person("Carla")


def test_enquiries_by_channel_topic_and_date(by):
    chance = Random(5)
    topics = [EnquiryTopic.objects.create(name=f"Over {n}") for n in range(3)]
    rows = []
    for _n in range(80):
        day = date(2024, 9, 1) + chance.randrange(817) * A_DAY
        channel = chance.choice(Enquiry.Channel.values)
        topic = chance.choice(topics)
        number = chance.choice([1, 1, 1, 7])
        fields = {"on": day, "channel": channel, "topic": topic, "count": number}
        Enquiry.objects.create(who="parent", by=by, **fields)
        year = day.year if day.month >= 9 else day.year - 1
        rows += number * [
            {"year": year, "day": day, "channel": channel, "topic": topic.name}
        ]
    names = {
        "enquiries_per_channel_per_school_year": "channel",
        "enquiries_per_topic_per_school_year": "topic",
        "enquiries_to_date_per_school_year": "channel",
    }
    cubes = snapshot(names, YEARS, at(TODAY, 14)).cubes
    for found, key in zip(cubes, names.values(), strict=True):
        some = rows
        if "to_date" in found.shape.name:
            some = [r for r in rows if r["day"] <= date(r["year"], 11, 27)]
        for cell in found.cells:
            mine = len(matching(some, cell.at, "year", key))
            assert cell.numbers == (mine,)
            assert cell.n == mine
        assert sum(totals(found).values()) == len(some)


def test_a_topic_with_signs_of_our_own_breaks_no_row(by):
    topic = EnquiryTopic.objects.create(name="kost\\prijs | geld")
    Enquiry.objects.create(channel="phone", topic=topic, who="parent", on=TODAY, by=by)
    found = cube("enquiries_per_topic_per_school_year", YEARS)
    assert counts(found) == {("2026-2027", "kost/prijs / geld"): 1}


def asked(traject, moment, minutes=None, *, asked_by="home", trouble="drops"):
    """Closed after so many minutes; by itself after an hour if None."""
    return HelpQuestion.objects.create(
        traject=traject,
        asked_by=asked_by,
        trouble=trouble,
        opened_at=moment,
        ends_at=moment + 60 * MINUTE,
        closed_at=None if minutes is None else moment + minutes * MINUTE,
    )


@pytest.mark.django_db
def test_help_questions_by_trouble_and_by_who_asked():
    chance = Random(8)
    school, rows = school_in(), []
    for _n in range(60):
        moment = at(date(2024, 9, 1) + chance.randrange(817) * A_DAY, 9)
        row = {
            "year": moment.year if moment.month >= 9 else moment.year - 1,
            "asked_by": chance.choice(AskedBy.values),
            "trouble": chance.choice([*Trouble.values, ""]),
            "minutes": chance.choice([0, 1, 12, 45, None]),
        }
        told = {key: row[key] for key in ("asked_by", "trouble", "minutes")}
        asked(traject_at(school), moment, **told)
        rows.append(row | {"minutes": 60 if row["minutes"] is None else row["minutes"]})
    names = {
        "help_questions_per_school_year": "trouble",
        "help_questions_per_asker_per_school_year": "asked_by",
    }
    for _twice in range(2):
        cubes = snapshot(names, YEARS, at(TODAY, 14)).cubes
        for found, key in zip(cubes, names.values(), strict=True):
            for cell in found.cells:
                mine = matching(rows, cell.at, "year", key)
                minutes = sum(one["minutes"] for one in mine)
                mean = int(minutes / len(mine) + 0.5) if mine else None
                assert cell.numbers == (len(mine), mean)
            assert sum(totals(found).values()) == len(rows)


@pytest.mark.django_db
def test_a_question_counts_when_it_is_over_and_once_it_is_gone_too(clock):
    traject = traject_at(school_in())
    question = asked(traject, at(TODAY, 13, 30))
    name = "help_questions_per_school_year"
    assert totals(cube(name, YEARS)) == {}
    clock.move_to(at(TODAY, 14, 30))
    assert totals(cube(name, YEARS)) == {"2026-2027": 1}
    clock.move_to(at(TODAY + 40 * A_DAY, 9))
    call_command("clock")
    assert not HelpQuestion.objects.filter(pk=question.pk).exists()
    assert cube(name, YEARS).at("2026-2027", "drops").numbers == (1, 60)


@pytest.mark.django_db
def test_a_question_in_the_night_of_31_august_is_of_the_old_year():
    asked(traject_at(school_in()), at(date(2026, 8, 31), 23, 59), 5)
    found = cube("help_questions_per_school_year", YEARS)
    assert totals(found) == {"2025-2026": 1, "2026-2027": 0}


@pytest.mark.django_db(transaction=True)
def test_two_at_once_count_each_question_once():
    school = school_in()
    for _n in range(20):
        asked(traject_at(school), at(TODAY, 9), 6)
    together, now = Barrier(2), timezone.now()

    def count(_n):
        try:
            together.wait(timeout=10)
            return count_questions(now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        counted = list(pool.map(count, range(2)))
    counted.append(count_questions(now))
    assert sum(counted) == 20
    [row] = HelpOfYear.objects.all()
    assert (row.questions, row.minutes) == (20, 120)


@pytest.fixture
def a_round(by):
    """Eight files, of which six were reached; one asks for a choice, some, a number."""
    made = Round.objects.create(
        name="Sluiting | mei",
        why="x",
        made_by=by,
        opened_by=by,
        opened_at=at(date(2026, 10, 5), 9),
    )
    texts = [("Bezig?", "yes_no"), ("Waarom niet?", "one"), ("Wat helpt?", "several")]
    texts += [("Hoeveel uren?", "number"), ("Nog iets?", "text")]
    questions = [
        RoundQuestion.objects.create(round=made, position=n, text=text, kind=kind)
        for n, (text, kind) in enumerate(texts)
    ]
    why, helps = questions[1], questions[2]
    RoundQuestion.objects.filter(pk=why.pk).update(
        asked_if=questions[0], asked_if_code="no"
    )
    for question, labels in ((why, ["te ziek", "anders"]), (helps, ["beeld", "klank"])):
        for n, label in enumerate(labels):
            RoundChoice.objects.create(
                question=question, position=n, code=f"c{n}", label=label
            )
    school = school_in()
    busy, _why, helps, hours, more = (str(one.pk) for one in questions)
    answers = [
        {busy: "yes", helps: ["c0", "c1"], hours: 4, more: "GEHEIM"},
        {busy: "yes", helps: ["c0"], hours: 9},
        {busy: "yes"},
        {busy: "no", str(why.pk): "c0", hours: 0},
        {busy: "no", str(why.pk): "c0"},
        {},
    ]
    for values in [*answers, None, None]:
        answer(made, traject_at(school), values, by)
    return made


def answer(asked_in, traject, values, by):
    call = RoundCall.objects.create(round=asked_in, traject=traject)
    if values is None:
        return
    for number in (1, 2):  # what was said first does not hold
        said = values if number == 2 else {}
        RoundAnswer.objects.create(
            call=call, number=number, values=said, given_by="staff", by=by
        )
    RoundCall.objects.filter(pk=call.pk).update(answers_given=2)


def test_results_of_a_round_with_how_complete_they_are(a_round):
    names = ["contact_round_results", "contact_round_completeness"]
    found, complete = snapshot(names, YEARS, at(TODAY, 14)).cubes
    year, name = "2026-2027", "Sluiting / mei"
    shown = {
        cell.at[2:]: cell.numbers for cell in found.cells if cell.at[:2] == (year, name)
    }
    assert shown == {
        ("Bezig?", "yes"): (3, 50.0),
        ("Bezig?", "no"): (2, 33.3),
        ("Bezig?", ""): (1, 16.7),
        ("Bezig?", TOTAL): (6, 100.0),
        ("Waarom niet?", "te ziek"): (2, 100.0),
        ("Waarom niet?", "anders"): (0, 0.0),
        ("Waarom niet?", ""): (0, 0.0),
        ("Waarom niet?", TOTAL): (2, 100.0),
        ("Wat helpt?: beeld", "yes"): (2, 33.3),
        ("Wat helpt?: beeld", "no"): (0, 0.0),
        ("Wat helpt?: beeld", ""): (4, 66.7),
        ("Wat helpt?: beeld", TOTAL): (6, 100.0),
        ("Wat helpt?: klank", "yes"): (1, 16.7),
        ("Wat helpt?: klank", "no"): (1, 16.7),
        ("Wat helpt?: klank", ""): (4, 66.7),
        ("Wat helpt?: klank", TOTAL): (6, 100.0),
    }
    assert len(shown) == len(found.cells)
    assert {cell.at: cell.numbers for cell in complete.cells} == {
        (year, name, "yes"): (6, 75.0),
        (year, name, "no"): (2, 25.0),
        (year, name, TOTAL): (8, 100.0),
    }


def test_percentages_are_those_of_the_office(a_round):
    office = results_of(a_round)
    found = cube("contact_round_results", YEARS)
    for text, label, code in (
        ("Bezig?", "yes", "yes"),
        ("Waarom niet?", "te ziek", "c0"),
    ):
        [mine] = [cell for cell in found.cells if cell.at[2:] == (text, label)]
        assert mine.numbers[1] == office.of(text).percent(code)


def test_numbers_that_were_given(a_round):
    found = cube("contact_round_numbers", YEARS)
    [cell] = found.cells
    assert cell.at == ("2026-2027", "Sluiting / mei", "Hoeveel uren?")
    assert cell.numbers == (3, 13 / 3)


def test_of_free_text_nothing_is_kept_and_rows_are_the_same_in_each_language(a_round):
    names = ["contact_round_results", "contact_round_numbers"]
    dumps = []
    for language in ("nl-be", "fr"):
        with translation.override(language):
            dumps.append(snapshot(names, YEARS, at(TODAY, 14)).dumps)
    assert dumps[0] == dumps[1]
    assert "te ziek" in dumps[0]["answers"]
    assert not any("GEHEIM" in text or "Nog iets" in text for text in dumps[0].values())


def test_a_round_that_is_not_opened_yet_is_in_no_figure(a_round):
    Round.objects.update(opened_at=None, opened_by=None)
    assert cube("contact_round_results", YEARS).cells == ()


def test_two_rounds_stand_apart(a_round, by):
    other = Round.objects.create(
        name="Later", why="x", made_by=by, opened_by=by, opened_at=at(TODAY, 9)
    )
    question = RoundQuestion.objects.create(
        round=other, position=1, text="Bezig?", kind="yes_no"
    )
    answer(other, traject_at(school_in()), {str(question.pk): "no"}, by)
    found = cube("contact_round_results", YEARS)
    mine = {c.at[2:]: c.numbers[0] for c in found.cells if c.at[1] == "Later"}
    assert mine == {
        ("Bezig?", "yes"): 0,
        ("Bezig?", "no"): 1,
        ("Bezig?", ""): 0,
        ("Bezig?", TOTAL): 1,
    }
    assert {c.at[0] for c in found.cells} == {year_name(2026)}
