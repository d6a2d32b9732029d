"""Input of the facts of a file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from sio.core.time import this_school_year, today
from sio.schools.choosing import ChoosesSchool, SchoolField
from sio.trajects.forms.parts import (
    LONGEST_LINE,
    check_birth,
    check_not_future,
    day_input,
    limit_lengths,
)
from sio.trajects.models import Informed, Pupil, Traject

MOST_YEARS_AWAY = 3
POSTCODE = RegexValidator(r"^[1-9][0-9]{3}\Z", _("Een postcode heeft vier cijfers."))


class PupilForm(forms.ModelForm):  # type: ignore[type-arg]
    home_postcode = forms.CharField(
        label=_("Postcode thuis"), max_length=4, required=False, validators=[POSTCODE]
    )

    class Meta:
        model = Pupil
        fields = ["first_name", "last_name", "birth_date", "home_postcode"]
        widgets = {"birth_date": day_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Without it access of the parents ends never: what is known stays known.
        self.fields["birth_date"].required = self.instance.birth_date is not None

    def clean_birth_date(self) -> date | None:
        born: date | None = self.cleaned_data["birth_date"]
        return check_birth(born) if born else None


class ClassForm(ChoosesSchool, forms.Form):
    """The class by its name and year; found or made at this school."""

    school = SchoolField()
    class_name = forms.CharField(label=_("Klas"), max_length=40)
    year = forms.TypedChoiceField(label=_("Schooljaar"), coerce=int)

    def __init__(self, *args: Any, traject: Traject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_year(self.fields["year"], traject.school_year)


class InformedForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Informed
        fields = [
            "clb_name",
            "clb_person",
            "clb_told_on",
            "physician",
            "physician_told_by",
            "physician_told_on",
        ]
        widgets = {
            "clb_person": forms.TextInput,
            "physician_told_by": forms.TextInput,
            "physician": forms.RadioSelect,
            "clb_told_on": day_input(),
            "physician_told_on": day_input(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        longest = LONGEST_LINE
        limit_lengths(self, clb_person=longest, physician_told_by=longest)

    def clean_clb_told_on(self) -> date | None:
        return _done(self.cleaned_data["clb_told_on"])

    def clean_physician_told_on(self) -> date | None:
        return _done(self.cleaned_data["physician_told_on"])


class StartForm(forms.ModelForm):  # type: ignore[type-arg]
    """Level, material, return, and whether the conditions were looked at this year."""

    conditions_checked_for = forms.TypedChoiceField(
        label=_("Voorwaarden nagekeken voor schooljaar"),
        coerce=int,
        empty_value=None,
        required=False,
    )

    class Meta:
        model = Traject
        fields = [
            "level",
            "delivered_on",
            "placed_in_advance",
            "return_on",
            "conditions_checked_for",
        ]
        widgets = {"delivered_on": day_input(), "return_on": day_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.instance.conditions_checked_for
        _choose_year(self.fields["conditions_checked_for"], held, empty=True)

    def clean_delivered_on(self) -> date | None:
        return _done(self.cleaned_data["delivered_on"])

    def clean_return_on(self) -> date | None:
        day: date | None = self.cleaned_data["return_on"]
        if day and abs(day.year - today().year) > MOST_YEARS_AWAY:
            raise forms.ValidationError(_("Kijk het jaar na."))
        return day


class ClassToldForm(forms.Form):
    told_on = forms.DateField(
        label=_("Wanneer werden de ouders ingelicht?"),
        widget=day_input(),
        required=False,
        validators=[check_not_future],
        help_text=_("Leeg: nog niet."),
    )


class CertificateForm(forms.Form):
    valid_until = forms.DateField(label=_("Geldig tot en met"), widget=day_input())
    said_by = forms.CharField(
        label=_("Wie op school bevestigt dit?"), max_length=LONGEST_LINE
    )


def _done(day: date | None) -> date | None:
    check_not_future(day)
    return day


def _choose_year(field: forms.Field, held: int | None, *, empty: bool = False) -> None:
    """Offer this school year, the next one and the one that is held."""
    assert isinstance(field, forms.TypedChoiceField)
    now = this_school_year()
    years = sorted({now, now + 1} | ({held} if held else set()))
    choices = [(str(year), f"{year}–{year + 1}") for year in years]
    field.choices = [("", _("nog niet")), *choices] if empty else choices
