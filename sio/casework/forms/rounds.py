"""Input of rounds: the round, its questions, who calls, and the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sio.accounts.models import User
from sio.accounts.queries import people_who_take_over
from sio.casework.figures_of_round import Question
from sio.casework.forms.choice import ChoiceForm, earlier_answers
from sio.casework.models import Round, RoundQuestion

LARGEST = 1_000_000
CHOICES = 20
PREFIX = "q"


class RoundForm(ChoiceForm):
    """A new round: its name, why, and whom it asks."""

    name = forms.CharField(
        label=_("Naam"), max_length=80, help_text=_("Zoals “Sluiting van de scholen”.")
    )
    why = forms.CharField(
        label=_("Waarom bellen we?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wie belt, leest dit."),
    )
    field_order = ["name", "why", "states"]


class QuestionForm(forms.Form):
    """One question; `choices` a line each, `asked_if` an earlier answer."""

    text = forms.CharField(label=_("Vraag"), max_length=200)
    kind = forms.ChoiceField(label=_("Soort"), choices=RoundQuestion.Kind.choices)
    choices = forms.CharField(
        label=_("Keuzes"),
        required=False,
        max_length=2500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Elke keuze op een eigen regel. Alleen bij een vraag met keuzes."),
    )
    asked_if = forms.ChoiceField(label=_("Alleen vragen bij"), required=False)

    def __init__(self, *args: Any, asked_in: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["asked_if"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _now("iedereen")), *earlier_answers(asked_in)]

    def clean_choices(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["choices"].splitlines()]
        choices = [line for line in lines if line]
        if len(choices) > CHOICES or any(len(line) > 100 for line in choices):
            raise forms.ValidationError(
                _("Hoogstens twintig keuzes, van elk hoogstens honderd tekens.")
            )
        return choices

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        kind, choices = clean.get("kind"), clean.get("choices")
        if choices is None:
            return clean
        if kind in {RoundQuestion.Kind.ONE, RoundQuestion.Kind.SEVERAL}:
            if len(choices) < 2:
                self.add_error("choices", _now("Schrijf minstens twee keuzes."))
        elif choices:
            self.add_error("choices", _now("Bij deze soort vraag horen geen keuzes."))
        return clean

    def condition(self, asked_in: Round) -> tuple[RoundQuestion | None, str]:
        """The earlier question and the code it must have; None and empty for all."""
        key, _dot, code = self.cleaned_data["asked_if"].partition(".")
        if not key:
            return None, ""
        return asked_in.questions.get(pk=key), code


class CallerForm(forms.Form):
    caller = forms.ModelChoiceField(label=_("Wie belt?"), queryset=User.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["caller"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people_who_take_over()


class SeenForm(forms.Form):
    """How many there were on the page that was pressed."""

    seen = forms.IntegerField(
        min_value=0, max_value=30_000, widget=forms.HiddenInput, required=False
    )

    def clean_seen(self) -> int:
        return self.cleaned_data["seen"] or 0


class AnswersForm(SeenForm):
    """The questions of a round as fields. All may be left open: who calls may be cut
    short, and what is known is worth keeping.
    """

    def __init__(
        self,
        *args: Any,
        questions: list[Question],
        values: Mapping[str, object] | None = None,
        seen: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.fields["seen"].initial = seen
        by_key = {one.key: one for one in questions}
        for question in questions:
            field = _field(question)
            field.help_text = _only_if(question, by_key)
            field.initial = (values or {}).get(question.key)
            self.fields[PREFIX + question.key] = field

    @property
    def values(self) -> dict[str, object]:
        """By the key of each question what was filled in; only of a valid form."""
        return {
            one.key: self.cleaned_data.get(PREFIX + one.key) for one in self.questions
        }


def _field(question: Question) -> forms.Field:
    common: dict[str, Any] = {"label": question.text, "required": False}
    match question.kind:
        case "several":
            return forms.MultipleChoiceField(
                choices=question.options,
                widget=forms.CheckboxSelectMultiple,
                **common,
            )
        case "number":
            return forms.IntegerField(min_value=0, max_value=LARGEST, **common)
        case "text":
            return forms.CharField(max_length=300, **common)
    return forms.ChoiceField(
        choices=question.options, widget=forms.RadioSelect, **common
    )


def _only_if(question: Question, by_key: Mapping[str, Question]) -> str:
    if question.asked_if is None:
        return ""
    key, code = question.asked_if
    earlier = by_key[key]
    label = dict(earlier.options).get(code, code)
    return _now("Alleen bij “%(answer)s” op “%(question)s”") % {
        "answer": label,
        "question": earlier.text,
    }
