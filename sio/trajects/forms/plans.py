"""Input of other teaching, the first appearance, the class's text and the return."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from sio.trajects.forms.parts import LONGEST_LINE, day_input, limit_lengths, long_text
from sio.trajects.models import FirstAppearance, Guardian, OtherTeaching, ReturnStep
from sio.trajects.models.plans import HALF_DAYS


class OtherTeachingForm(forms.ModelForm):  # type: ignore[type-arg]
    half_days = forms.IntegerField(
        label=_("Halve dagen per week"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(HALF_DAYS)],
    )

    class Meta:
        model = OtherTeaching
        fields = ["kind", "starts_on", "ends_on", "half_days"]
        widgets = {"starts_on": day_input(), "ends_on": day_input()}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("De laatste dag ligt voor de eerste."))
        return cleaned


class FirstAppearanceForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = FirstAppearance
        fields = [
            "manner",
            "classmate",
            "may_talk_about",
            "restore_contact",
            "told_by",
            "told_on",
        ]
        widgets = {
            "manner": forms.RadioSelect,
            "classmate": forms.TextInput,
            "may_talk_about": forms.Textarea(attrs={"rows": 3}),
            "restore_contact": forms.Textarea(attrs={"rows": 3}),
            "told_by": forms.TextInput,
            "told_on": day_input(),
        }
        help_texts = {
            "may_talk_about": _("Niets over de ziekte: de school leest dit."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        line, text = LONGEST_LINE, 2000
        limit_lengths(self, classmate=line, told_by=line)
        limit_lengths(self, may_talk_about=text, restore_contact=text)
        manner = self.fields["manner"]
        assert isinstance(manner, forms.ChoiceField)
        manner.choices = [
            ("", _("nog niet afgesproken")),
            *FirstAppearance.Manner.choices,
        ]


class ClassTextForm(forms.Form):
    text = long_text(
        label=_("Wat mag de klas weten?"),
        help_text=_("De school ziet dit pas als het gezin ermee instemt."),
    )


class AgreeForm(forms.Form):
    """Who agrees: of somebody of the family always that person itself."""

    guardian = forms.ModelChoiceField(
        label=_("Wie stemt ermee in?"), queryset=Guardian.objects.none()
    )

    def __init__(self, *args: Any, guardians: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guardian = self.fields["guardian"]
        assert isinstance(guardian, forms.ModelChoiceField)
        guardian.queryset = guardians


class RefuseForm(forms.Form):
    """Whose no it was, for who guides the file; nobody's if it stops otherwise."""

    refused_by = forms.ModelChoiceField(
        label=_("Wie van het gezin zei nee?"),
        help_text=_("Dat verandert dan niemand anders van het gezin."),
        queryset=Guardian.objects.none(),
        required=False,
        empty_label=_("Niemand: het stopt om een andere reden"),
    )

    def __init__(self, *args: Any, guardians: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        refused_by = self.fields["refused_by"]
        assert isinstance(refused_by, forms.ModelChoiceField)
        refused_by.queryset = guardians


class ReturnStepForm(forms.ModelForm):  # type: ignore[type-arg]
    """A step begins on the Monday of the week of the day that is given."""

    share = forms.IntegerField(
        label=_("Op school, in % van de lesuren"),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )

    class Meta:
        model = ReturnStep
        fields = ["starts_on", "share"]
        widgets = {"starts_on": day_input()}

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if not 2000 <= day.year <= 2100:
            raise forms.ValidationError(_("Kijk het jaar na."))
        return day - timedelta(days=day.weekday())
