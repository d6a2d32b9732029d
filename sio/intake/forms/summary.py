"""All screens together: what was filled in, what is missing, what is to be sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from phonenumber_field.phonenumber import PhoneNumber

from sio.intake.answers import Answers, Value
from sio.intake.forms.fields import ChoiceRows
from sio.intake.forms.section import SectionForm
from sio.intake.forms.steps import STEPS, Step
from sio.intake.models import Application
from sio.schools.models import School


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in words; `is_own` are the person's own words, in any script."""

    name: str
    label: str | Promise
    text: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One screen of the summary; `errors` by field, with what is wrong with it."""

    step: Step
    rows: list[Row]
    errors: list[tuple[str, str | Promise, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Summary:
    """Of a whole draft; `cleaned` may be sent if `is_complete`."""

    parts: list[Part]
    cleaned: dict[str, Any]

    @property
    def is_complete(self) -> bool:
        return not any(part.errors for part in self.parts)


def summary_of(answers: Mapping[str, Value]) -> Summary:
    """What stands in a draft, checked as for sending."""
    parts: list[Part] = []
    cleaned: dict[str, Any] = {}
    for step in STEPS:
        form = step.form(answers, complete=True)
        form.is_valid()
        cleaned |= form.cleaned_data
        parts.append(Part(step, list(rows_of(form)), list(_errors(form))))
    return Summary(parts, cleaned)


def sent_parts(application: Application) -> list[Part]:
    """What was sent, as the person who sent it may read and print it."""
    answers = sent_answers(application)
    parts = []
    for step in STEPS:
        form = step.form(answers)
        form.is_valid()
        parts.append(Part(step, list(rows_of(form))))
    return parts


def sent_answers(application: Application) -> Answers:
    """The answers of an application in the form that the screens take."""
    answers: Answers = {
        name: list(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in application.answers.items()
    }
    if application.illness:
        answers["illness"] = application.illness
    if application.is_by_family:
        answers["family_choice"] = "on"
    return answers


def rows_of(form: SectionForm) -> Iterator[Row]:
    """What was filled in, in the order of the screen; without what was left open."""
    for name, asked in form.fields.items():
        value = form.answers.get(name)
        if value and name != "school_search":
            text = shown(asked, value, form.cleaned_data.get(name))
            is_own = not isinstance(asked, forms.ChoiceField | forms.BooleanField)
            if text:
                yield Row(name, asked.label or "", text, is_own)


def shown(asked: forms.Field, typed: Value, cleaned: Any) -> str:
    """One answer in words, in the language that is active."""
    if isinstance(asked, forms.BooleanField):
        return _("Ja")
    if isinstance(asked, ChoiceRows | forms.MultipleChoiceField):
        chosen = [typed] if isinstance(typed, str) else typed
        pairs: Any = asked.choices
        return ", ".join(str(word) for key, word in pairs if str(key) in chosen)
    if isinstance(asked, forms.ModelChoiceField):
        return place_of(cleaned) if isinstance(cleaned, School) else ""
    if isinstance(cleaned, date):
        return date_format(cleaned, "j F Y")
    if isinstance(cleaned, PhoneNumber):
        return str(cleaned.as_international)
    return typed if isinstance(typed, str) else ", ".join(typed)


def place_of(school: School) -> str:
    """A school as people tell it apart from others of its name."""
    where = " ".join(part for part in (school.postcode, school.municipality) if part)
    return f"{school.name}, {where}" if where else school.name


def _errors(form: SectionForm) -> Iterator[tuple[str, str | Promise, str]]:
    for name, errors in form.errors.items():
        yield name, form.fields[name].label or "", " ".join(map(str, errors))
