"""Input of a decision, and of the letters that go with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sio.casework.actions.decision import Verdict
from sio.casework.queries.decision import (
    RuleChoice,
    outcomes_now,
    rules_to_refuse_by,
)
from sio.casework.queries.letters import Addressee, LetterText
from sio.core.time import today
from sio.trajects.models import Traject
from sio.trajects.workflow import State

LONGEST = 10_000  # characters of one letter
# What a decision is called where it is taken, in the order of the screen.
WORDS = {
    State.AGREED: gettext_lazy("Goedkeuren: we bereiden de start voor"),
    State.LATER: gettext_lazy("Later: nu nog te vroeg, we kijken opnieuw"),
    State.NOT_FEASIBLE: gettext_lazy("Niet haalbaar"),
    State.REFUSED: gettext_lazy("Weigeren: een regel laat het niet toe"),
    State.WITHDRAWN: gettext_lazy("Ingetrokken: de familie wil het niet meer"),
}


# What one outcome asks and no other: the screen shows it with that outcome alone.
ASKED_BY = {"look_again_on": State.LATER, "rule": State.REFUSED}


class DecisionForm(forms.Form):
    """The outcome, what it asks, and why; what another outcome asks is not read."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Wat is het besluit?"), widget=forms.RadioSelect
    )
    look_again_on = forms.DateField(
        label=gettext_lazy("Opnieuw bekijken op"),
        required=False,
        help_text=gettext_lazy("Op die dag staat het bij Vandaag."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    rule = forms.ChoiceField(
        label=gettext_lazy("Welke regel?"),
        required=False,
        help_text=gettext_lazy("De tekst en de bron staan in de brief."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=200,
        help_text=gettext_lazy(
            "Dit komt in de geschiedenis van het dossier. Alleen ons team leest het; "
            "familie en school zien de stand en de dag."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, traject: Traject, any_outcome: bool = False, **kwargs: Any
    ) -> None:
        """`any_outcome`: also what can't be any more, so that the action says why."""
        super().__init__(*args, **kwargs)
        self.rules = {one.key: one for one in rules_to_refuse_by(traject)}
        now = list(WORDS) if any_outcome else outcomes_now(traject.state)
        offered = [(one.value, words) for one, words in WORDS.items() if one in now]
        self._offer("outcome", offered)
        self._offer("rule", [("", "–"), *_grouped(self.rules.values())])

    def asked_by_one(self) -> list[tuple[forms.BoundField, State]]:
        """The fields that one outcome asks and no other, with that outcome."""
        return [(self[name], asks) for name, asks in ASKED_BY.items()]

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        outcome, day = cleaned.get("outcome"), cleaned.get("look_again_on")
        for name, asks in ASKED_BY.items():
            if outcome != asks:
                self.errors.pop(name, None)
        asks_day = outcome == State.LATER and "look_again_on" not in self.errors
        if asks_day and (day is None or day <= today()):
            self.add_error("look_again_on", _("Kies een dag die nog moet komen."))
        if outcome == State.REFUSED and not cleaned.get("rule"):
            self.add_error("rule", _("Kies de regel waarom het niet kan."))
        return cleaned

    @property
    def verdict(self) -> Verdict:
        """What was chosen, once the input is valid."""
        told = self.cleaned_data
        outcome = State(told["outcome"])
        return Verdict(
            outcome=outcome,
            reason=told["reason"],
            look_again_on=told["look_again_on"] if outcome == State.LATER else None,
            rule=self.rules[told["rule"]] if outcome == State.REFUSED else None,
        )


class LetterForm(forms.Form):
    """The words of one letter, as they will be sent."""

    subject = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    body = forms.CharField(
        label=gettext_lazy("Brief"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 24}),
    )

    def __init__(self, *args: Any, to: Addressee, **kwargs: Any) -> None:
        kwargs["prefix"] = f"letter-{to.key}"
        super().__init__(*args, **kwargs)
        self.to = to
        for field in self.fields.values():
            field.widget.attrs["lang"] = to.language

    def clean_body(self) -> str:
        """With the line ends that we write ourselves."""
        body: str = self.cleaned_data["body"]
        return body.replace("\r\n", "\n")

    @property
    def text(self) -> LetterText:
        """The words, once the input is valid."""
        return LetterText(self.cleaned_data["subject"], self.cleaned_data["body"])


def proposed(
    people: Iterable[Addressee], texts: Mapping[str, LetterText]
) -> list[LetterForm]:
    """A form for each letter, with the text that we propose."""
    return [
        LetterForm(
            to=to,
            initial={"subject": texts[to.key].subject, "body": texts[to.key].body},
        )
        for to in people
    ]


def _grouped(rules: Iterable[RuleChoice]) -> list[Any]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for rule in rules:
        title = rule.set_title or _("Uit de beoordeling van deze aanvraag")
        groups.setdefault(title, []).append((rule.key, rule.text))
    return list(groups.items())
