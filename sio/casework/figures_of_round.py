"""What the answers of a round add up to; plain values in and out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

CHOSEN = frozenset({"one", "several", "yes_no"})
Values = Mapping[str, object]


@dataclass(frozen=True)
class Question:
    """One question: its key, its options as code and label, and when it is asked."""

    key: str
    text: str
    kind: str
    options: tuple[tuple[str, str], ...] = ()
    asked_if: tuple[str, str] | None = None  # key and code of an earlier answer


@dataclass(frozen=True)
class Line:
    """How many gave this answer, and their share of those asked in percent."""

    code: str  # empty: no answer
    label: str
    count: int
    percent: float | None  # None: nobody was asked


@dataclass(frozen=True)
class Figures:
    """One question over all who were contacted. `middle` is the median of numbers."""

    question: Question
    asked: int
    answered: int
    lines: tuple[Line, ...]
    lowest: int | None = None
    middle: float | None = None
    highest: int | None = None

    def percent(self, code: str) -> float:
        """The share of those asked who chose this. KeyError for another code."""
        shares = {line.code: line.percent for line in self.lines}
        return shares[code] or 0.0


@dataclass(frozen=True)
class Results:
    """Of `total` files `contacted` gave answers; the figures are of these alone."""

    contacted: int
    total: int
    questions: tuple[Figures, ...]

    def of(self, text: str) -> Figures:
        """The figures of the question with this text. KeyError if there is none."""
        return {one.question.text: one for one in self.questions}[text]


def results(
    questions: Sequence[Question], answers: Sequence[Values], total: int
) -> Results:
    """`answers`: one per file that was contacted. Questions in their own order."""
    asked = [(values, asked_keys(questions, values)) for values in answers]
    return Results(
        contacted=len(answers),
        total=total,
        questions=tuple(
            _figures(one, [values for values, keys in asked if one.key in keys])
            for one in questions
        ),
    )


def asked_keys(questions: Iterable[Question], values: Values) -> set[str]:
    """Which questions are asked of who answered so; earlier ones come first."""
    asked: set[str] = set()
    for one in questions:
        if one.asked_if is None:
            asked.add(one.key)
            continue
        key, code = one.asked_if
        if key in asked and code in chosen(values.get(key)):
            asked.add(one.key)
    return asked


def kept(questions: Sequence[Question], values: Values) -> dict[str, object]:
    """The values without what was not asked, and without what was left open."""
    asked = asked_keys(questions, values)
    return {
        key: value
        for key, value in values.items()
        if key in asked and value not in (None, "", [])
    }


def chosen(value: object) -> list[str]:
    """The codes of an answer to a question with options; empty if there is none."""
    if isinstance(value, list):
        return [str(code) for code in value]
    return [value] if isinstance(value, str) and value else []


def share(count: int, asked: int) -> float | None:
    """Percent with one decimal; None if nobody was asked."""
    return round(100 * count / asked, 1) if asked else None


def _figures(question: Question, asked: Sequence[Values]) -> Figures:
    given = [values[question.key] for values in asked if question.key in values]
    if question.kind in CHOSEN:
        return _of_options(question, len(asked), given)
    numbers = [value for value in given if isinstance(value, int)]
    silent = Line(
        "", "", len(asked) - len(given), share(len(asked) - len(given), len(asked))
    )
    if question.kind != "number" or not numbers:
        return Figures(question, len(asked), len(given), (silent,))
    return Figures(
        question,
        len(asked),
        len(given),
        (silent,),
        min(numbers),
        float(median(numbers)),
        max(numbers),
    )


def _of_options(question: Question, asked: int, given: Sequence[object]) -> Figures:
    counts = Counter(code for value in given for code in set(chosen(value)))
    counts[""] = asked - len(given)
    lines = tuple(
        Line(code, label, counts[code], share(counts[code], asked))
        for code, label in (*question.options, ("", ""))
    )
    return Figures(question, asked, len(given), lines)
