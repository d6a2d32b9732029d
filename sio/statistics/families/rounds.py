"""What was answered in rounds of calls, added up: nobody's answers, and no words.

Answers rest encrypted and are counted in Python (docs/adr/0034). What somebody wrote in
free text is left out whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from sio.casework.figures_of_round import CHOSEN, Figures, asked_keys, results
from sio.casework.models import Round, RoundCall, RoundQuestion
from sio.casework.queries.rounds import answers_of, questions_of
from sio.core.time import school_year
from sio.statistics.families.erased import Columns, kept
from sio.statistics.families.words import plain
from sio.statistics.rows import Family, Row

Kind = RoundQuestion.Kind


def gather_answers(cutoff: datetime, _years: range) -> Iterator[Row]:
    """Of each question how many gave which answer; an empty one is no answer.

    Where several may be chosen, each choice is a question of its own with yes or no.
    """
    return _answers(_opened(cutoff), None)


def gather_numbers(cutoff: datetime, _years: range) -> Iterator[Row]:
    """Each number that was given to a question that asks for one."""
    return _numbers(_opened(cutoff), None)


def gather_reach(cutoff: datetime, _years: range) -> Iterator[Row]:
    """Of each round how many files were reached, of those on its list."""
    return _reach(_opened(cutoff), Q())


def answers_of_files(files: Collection[int]) -> Iterator[Row]:
    """What these files alone answered; no row for what none of them did."""
    return (row for row in _answers(_with(files), files) if row[-1])


def numbers_of_files(files: Collection[int]) -> Iterator[Row]:
    """The numbers that these files alone gave."""
    return _numbers(_with(files), files)


def reach_of_files(files: Collection[int]) -> Iterator[Row]:
    """Of these files alone whether they were reached."""
    mine = Q(calls__traject__in=files)
    return (row for row in _reach(_with(files), mine) if row[-1])


def _answers(rounds: Iterable[Round], files: Collection[int] | None) -> Iterator[Row]:
    for one in rounds:
        found = results(questions_of(one), answers_of(one, files), 0)
        for figures in found.questions:
            for question, answer, number in _lines(figures):
                yield _year(one), plain(one.name), question, answer, number


def _numbers(rounds: Iterable[Round], files: Collection[int] | None) -> Iterator[Row]:
    for one in rounds:
        questions = questions_of(one)
        wanted = [each for each in questions if each.kind == Kind.NUMBER]
        for values in answers_of(one, files) if wanted else ():
            asked = asked_keys(questions, values)
            for question in wanted:
                given = values.get(question.key)
                if question.key in asked and isinstance(given, int):
                    yield _year(one), plain(one.name), plain(question.text), given


def _reach(rounds: QuerySet[Round], files: Q) -> Iterator[Row]:
    answered = Count("calls", filter=files & Q(calls__answers_given__gt=0))
    total = Count("calls", filter=files)
    for one in rounds.annotate(total=total, answered=answered):
        yield _year(one), plain(one.name), "yes", one.answered
        yield _year(one), plain(one.name), "no", one.total - one.answered


def _opened(cutoff: datetime) -> QuerySet[Round]:
    return Round.objects.filter(opened_at__lte=cutoff).order_by("opened_at", "pk")


def _with(files: Collection[int]) -> QuerySet[Round]:
    """Rounds with these files on their list."""
    calls = RoundCall.objects.filter(traject__in=files)
    opened = Round.objects.filter(pk__in=calls.values("round"), opened_at__isnull=False)
    return opened.order_by("opened_at", "pk")


def _year(one: Round) -> int:
    return school_year(timezone.localdate(one.opened_at))


def _lines(figures: Figures) -> Iterator[tuple[str, str, int]]:
    kind, name = figures.question.kind, plain(figures.question.text)
    if kind == Kind.SEVERAL:
        yield from _choices(figures, name)
    elif kind in CHOSEN:
        for line in figures.lines:
            label = line.code if kind == Kind.YES_NO else plain(line.label)
            yield name, label, line.count


def _choices(figures: Figures, name: str) -> Iterator[tuple[str, str, int]]:
    for line in figures.lines:
        if line.code:
            choice = f"{name}: {plain(line.label)}"
            yield choice, "yes", line.count
            yield choice, "no", figures.answered - line.count
            yield choice, "", figures.asked - figures.answered


_ROUND: Columns = (("school_year", "integer"), ("round", "text"))
OF_ANSWERS: Columns = (
    *_ROUND,
    ("question", "text"),
    ("answer", "text"),
    ("number", "integer"),
)
OF_NUMBERS: Columns = (*_ROUND, ("question", "text"), ("given", "integer"))
OF_REACH: Columns = (*_ROUND, ("reached", "text"), ("number", "integer"))
ANSWERS = Family(
    name="answers",
    columns=OF_ANSWERS,
    gather=gather_answers,
    kept=kept("answers", OF_ANSWERS),
)
NUMBERS = Family(
    name="numbers",
    columns=OF_NUMBERS,
    gather=gather_numbers,
    kept=kept("numbers", OF_NUMBERS),
)
REACH = Family(
    name="reach", columns=OF_REACH, gather=gather_reach, kept=kept("reach", OF_REACH)
)
