"""The walk through the questions of the public checker: which one comes now.

Nothing is kept: what was answered travels along in hidden fields, and is read again
each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.datastructures import MultiValueDict

from sio.intake.facts import Facts, FactsRefused, parse_facts
from sio.intake.forms.eligibility import QUESTIONS, QuestionForm, SchoolYearForm

Posted = MultiValueDict[str, str]
Kind = type[QuestionForm]
LONGEST_ANSWER = 40
ALL: tuple[Kind, ...] = (SchoolYearForm, *QUESTIONS)


@dataclass(frozen=True)
class Step:
    """What to show: a question, or with `form` None the result of `facts` on a day.

    `carried`: all other answers, as they were typed, for hidden fields.
    """

    form: QuestionForm | None
    facts: Facts
    on: date
    number: int
    total: int
    carried: list[tuple[str, str]]


def next_step(posted: Posted, today: date, *, may_be_next: bool = False) -> Step:
    """The question after the one that was answered, or before it for who goes back.

    The first answer that can't be comes back with its error. Earlier answers are read
    again; later ones, of who went back, stay filled in. With `may_be_next` it is asked
    first for which school year: the next one is judged on its first day.
    """
    here, is_back = posted.get("question", ""), "back" in posted
    kinds = ALL if may_be_next else QUESTIONS
    on = today
    given: dict[str, Any] = {}
    before: list[Kind] = []
    for kind in kinds:
        facts = parse_facts(given, on=on)
        if not kind.is_asked(facts, on):
            continue
        if not here or (before and before[-1].key == here):
            return _step(_again(kind, posted, on, today), facts, on, before, posted)
        if is_back and kind.key == here:
            break
        form = kind(posted, on=on, today=today)
        if not form.is_valid() or not _fits(form, given):
            return _step(form, facts, on, before, posted)
        on = form.day_judged()
        before.append(kind)
        given |= form.given()
    facts = parse_facts(given, on=on)
    if is_back:
        *before, last = before or [kinds[0]]
        return _step(_again(last, posted, on, today), facts, on, before, posted)
    return _step(None, facts, on, before, posted)


def _fits(form: QuestionForm, given: dict[str, Any]) -> bool:
    """Whether the answer can be beside the earlier ones; if not, the form says why."""
    try:
        parse_facts(given | form.given(), on=form.on)
    except FactsRefused as error:
        form.add_error(None, error.sentence)
    return not form.errors


def _again(kind: Kind, posted: Posted, on: date, today: date) -> QuestionForm:
    """The question with what was answered to it before, if anything; no errors yet."""
    form = kind(on=on, today=today)
    for name, field in form.fields.items():
        values = posted.getlist(name)
        is_list = name == "other_teaching"
        field.initial = values if is_list else "".join(values[-1:])
    return form


def _step(
    form: QuestionForm | None,
    facts: Facts,
    on: date,
    before: list[Kind],
    posted: Posted,
) -> Step:
    shown = set(form.fields) if form else set()
    names = [name for kind in ALL for name in kind.base_fields]
    carried = [
        (name, value)
        for name in names
        if name not in shown
        for value in posted.getlist(name)
        if len(value) <= LONGEST_ANSWER and value.isprintable()
    ]
    return Step(
        form=form,
        facts=facts,
        on=on,
        number=len(before) + 1,
        total=max(len(before) + 1, _total(facts, form, SchoolYearForm in before)),
        carried=carried,
    )


def _total(facts: Facts, form: QuestionForm | None, year_asked: bool) -> int:
    """How many questions there are for this child, as far as we know now."""
    if form is None:
        return 0
    with_year = year_asked or isinstance(form, SchoolYearForm)
    return with_year + sum(kind.is_asked(facts, form.on) for kind in QUESTIONS)
