"""Input of what was said about feasibility, and of what the family allows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sio.casework.models import FamilyWord, FeasibilityNote
from sio.casework.models.weighing import Aspect, Informant, Leaning
from sio.core.time import today
from sio.trajects.models import Guardian, Traject
from sio.trajects.queries import guardians_of

LONGEST = 4000  # characters of one note
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NoteForm(forms.Form):
    """One note: of whom, about what, and where it points."""

    aspect = forms.ChoiceField(
        label=gettext_lazy("Waarover gaat het?"), choices=Aspect.choices
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Wie zei het?"),
        choices=Informant.choices,
        help_text=gettext_lazy(
            "Een arts of therapeut vraag je pas iets na toestemming van de familie."
        ),
    )
    asked_whom = forms.CharField(
        label=gettext_lazy("Met wie sprak je?"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    asked_on = forms.DateField(label=gettext_lazy("Wanneer?"), widget=DAY)
    leaning = forms.ChoiceField(
        label=gettext_lazy("Wat betekent het voor les op afstand?"),
        choices=Leaning.choices,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Wat is er gezegd?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @classmethod
    def empty(cls) -> NoteForm:
        """As it is shown first: today."""
        return cls(initial={"asked_on": today(), "leaning": Leaning.UNKNOWN})

    def note_for(self, traject: Traject) -> FeasibilityNote:
        """The row that was typed, not kept yet."""
        return FeasibilityNote(traject=traject, **self.cleaned_data)


class FamilyWordForm(forms.Form):
    """What somebody of the family chose or allowed, not on the form but told us."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Wat zegt de familie?"),
        choices=FamilyWord.Kind.choices,
        widget=forms.RadioSelect,
    )
    guardian = forms.ModelChoiceField(
        label=gettext_lazy("Wie zei het?"),
        queryset=Guardian.objects.none(),
        required=False,
        empty_label=gettext_lazy("iemand anders, hieronder"),
    )
    name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Alleen als die persoon niet in de lijst staat."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    capacity = forms.CharField(
        label=gettext_lazy("Hoedanigheid"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "Bijvoorbeeld moeder, vader, voogd of de leerling zelf."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    how = forms.ChoiceField(
        label=gettext_lazy("Hoe?"),
        choices=[
            pair for pair in FamilyWord.How.choices if pair[0] != FamilyWord.How.FORM
        ],
        widget=forms.RadioSelect,
    )
    given_on = forms.DateField(label=gettext_lazy("Wanneer?"), widget=DAY)

    def __init__(self, *args: Any, traject: Traject, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", "word")
        kwargs.setdefault("initial", {"given_on": today(), "how": FamilyWord.How.PHONE})
        super().__init__(*args, **kwargs)
        self.traject = traject
        guardian = self.fields["guardian"]
        assert isinstance(guardian, forms.ModelChoiceField)
        guardian.queryset = guardians_of(traject)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("guardian") or cleaned.get("name")):
            self.add_error("name", _("Kies iemand uit de lijst, of vul de naam in."))
        return cleaned

    def word(self) -> FamilyWord:
        """The row that was typed, not kept yet."""
        told = dict(self.cleaned_data)
        guardian: Guardian | None = told["guardian"]
        if guardian is not None:
            told |= {"name": guardian.user.name, "capacity": guardian.capacity}
        return FamilyWord(traject=self.traject, **told)
