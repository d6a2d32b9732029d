"""Input of an assessment by staff: the questions of the public checker, on one page."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sio.core.time import today
from sio.intake.facts import UNKNOWN, YES_NO, Facts, FactsRefused, parse_facts
from sio.intake.forms.eligibility import (
    NONE_OF_THESE,
    QUESTIONS,
    REASONS,
    OtherTeachingForm,
    QuestionForm,
)

BIRTH = "birth_date"
HEADINGS = {question.key: question.heading for question in QUESTIONS}


class AssessmentForm(forms.Form):
    """All facts at once; what is left open is not known. `facts` are valid after it.

    Field and question are the checker's own, so that both read an answer alike.
    """

    facts: Facts

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        for question in QUESTIONS:
            self.fields[question.key] = _field_of(question)

    def clean_birth_date(self) -> date | None:
        """The day that is judged may be to come; a birth can't be."""
        born: date | None = self.cleaned_data[BIRTH]
        if born is not None and born > today():
            raise ValidationError(_("Die dag moet nog komen. Kijk de datum na."))
        return born

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            self.facts = parse_facts(self._given(cleaned), on=self.on)
        except FactsRefused as error:
            self.add_error(error.key, error.sentence)
        except ValidationError as error:
            self.add_error(OtherTeachingForm.key, error)
        return cleaned

    def _given(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """By the keys of the facts, as each question of the checker says it."""
        given: dict[str, Any] = {}
        for question in QUESTIONS:
            asked = question(on=self.on, today=self.on)
            asked.cleaned_data = cleaned
            if isinstance(asked, OtherTeachingForm):
                asked.clean_other_teaching()
            given |= asked.given()
        return given


def start_with(known: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as the form shows them first; what is not known says so."""
    return {key: _shown_first(key, known.get(key)) for key in HEADINGS}


def facts_in_words(known: Mapping[str, Any]) -> list[tuple[str | Promise, str]]:
    """Question and answer of each fact that was known, in the order of the form."""
    form = AssessmentForm(on=today())
    return [
        (HEADINGS[key], _in_words(form.fields[key], key, known[key]))
        for key in HEADINGS
        if known.get(key) is not None
    ]


def _field_of(question: type[QuestionForm]) -> forms.Field:
    field: forms.Field
    if question.key == BIRTH:
        day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        field = forms.DateField(widget=day, required=False)
    else:
        field = deepcopy(question.base_fields[question.key])
        field.help_text = question.help
    if isinstance(field, forms.ChoiceField):
        if question.key == "reason":
            field.choices = REASONS
        if not isinstance(field, forms.MultipleChoiceField):
            pairs: Any = field.choices
            field.widget = forms.Select(choices=pairs)
    field.label = question.heading
    return field


def _shown_first(key: str, value: Any) -> Any:
    if key == OtherTeachingForm.key:
        return [UNKNOWN] if value is None else list(value) or [NONE_OF_THESE]
    if key in YES_NO and isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        is_typed = key == BIRTH or key.endswith(("_weeks", "_year"))
        return None if is_typed else UNKNOWN
    return value


def _in_words(field: forms.Field, key: str, value: Any) -> str:
    if key == BIRTH:
        return date_format(date.fromisoformat(value), "j F Y")
    if not isinstance(field, forms.ChoiceField):
        return f"{value:g}"
    first = _shown_first(key, value)
    chosen = first if isinstance(first, list) else [first]
    pairs: Any = field.choices
    return ", ".join(str(word) for one, word in pairs if one in chosen)
