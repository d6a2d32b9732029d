"""Choosing files: by state, school year, place, consultant or what was answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sio.accounts.models import Role
from sio.accounts.queries import people_with_role
from sio.casework.figures_of_round import CHOSEN, Question
from sio.casework.models import Round
from sio.casework.queries.choice import Choice
from sio.casework.queries.rounds import questions_of_rounds
from sio.core.time import this_school_year
from sio.schools.models import Region
from sio.schools.provinces import SCHOOL_PROVINCES
from sio.trajects.workflow import OVER, State

ROUNDS = 5  # whose answers can be chosen by
CHOSEN_STATES = [state for state in State if state not in OVER]


class ChoiceForm(forms.Form):
    """What is left empty chooses nothing away; one state at least is chosen."""

    states = forms.MultipleChoiceField(
        label=_("Stand"),
        choices=[(state.value, state.label) for state in CHOSEN_STATES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één stand.")},
    )
    year = forms.TypedChoiceField(
        label=_("Schooljaar"), required=False, coerce=int, empty_value=None
    )
    province = forms.ChoiceField(label=_("Provincie van de school"), required=False)
    region = forms.ModelChoiceField(
        label=_("Regio"),
        queryset=Region.objects.none(),
        required=False,
        empty_label=_("alle"),
    )
    consultant = forms.ModelChoiceField(
        label=_("Consulent"),
        queryset=people_with_role(Role.Kind.CONSULTANT).none(),
        required=False,
        empty_label=_("alle"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _now("alle"))
        now = this_school_year()
        years = [(year, f"{year}–{year + 1}") for year in (now + 1, now, now - 1)]
        self._offer("year", [every, *years])
        self._offer(
            "province", [every, *((one.value, one.label) for one in SCHOOL_PROVINCES)]
        )
        self._offer_rows("region", Region.objects.order_by("name"))
        self._offer_rows("consultant", people_with_role(Role.Kind.CONSULTANT))

    @property
    def choice(self) -> Choice:
        """What was chosen; only of a form that is valid."""
        clean = self.cleaned_data
        region, consultant = clean["region"], clean["consultant"]
        question, _dot, code = clean.get("answer", "").partition(".")
        return Choice(
            states=tuple(clean["states"]),
            year=clean["year"],
            province=clean["province"],
            region=region.pk if region else None,
            consultant=consultant.pk if consultant else None,
            question=int(question) if question else None,
            code=code,
        )

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _offer_rows(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


class AnsweredChoiceForm(ChoiceForm):
    """The same, and also by what the family answered in a round."""

    answer = forms.ChoiceField(label=_("Antwoord in een bevraging"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("answer", [("", _now("alle")), *_answers()])


def _answers() -> list[tuple[str, list[tuple[str, str]]]]:
    """Each answer that can be chosen, as question.code, under the name of its round."""
    opened = Round.objects.filter(opened_at__isnull=False).order_by("-opened_at")
    newest = list(opened[:ROUNDS])
    questions = questions_of_rounds(one.pk for one in newest)
    return [(one.name, _as_choices(questions[one.pk])) for one in newest]


def earlier_answers(asked_in: Round) -> list[tuple[str, str]]:
    """What a later question of this round may hang on, as question.code."""
    return _as_choices(questions_of_rounds([asked_in.pk])[asked_in.pk])


def _as_choices(questions: list[Question]) -> list[tuple[str, str]]:
    return [
        (f"{question.key}.{code}", f"{question.text} {label}")
        for question in questions
        if question.kind in CHOSEN
        for code, label in question.options
    ]
