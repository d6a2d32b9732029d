"""Input about households and the people in them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from sio.trajects.forms.parts import limit_lengths, text_area
from sio.trajects.models import Guardian, Household, Traject


class HouseholdForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Household
        fields = ["name", "address", "phone", "email", "language", "notes"]
        widgets = {
            "name": forms.TextInput,
            "address": forms.TextInput,
            "phone": forms.TextInput,
            "email": forms.EmailInput,
            "notes": text_area(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_lengths(self, name=60, address=250, phone=40, email=254, notes=4000)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email:
            validate_email(email)
        return email


class PlaceForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where somebody lives, as what, and whether this person decides."""

    class Meta:
        model = Guardian
        fields = ["capacity", "household", "may_decide"]
        labels = {"household": _("gezin")}

    def __init__(self, *args: Any, traject: Traject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        household = self.fields["household"]
        assert isinstance(household, forms.ModelChoiceField)
        household.queryset = traject.households.all()
        household.empty_label = _("niet ingedeeld")


class SelfForm(forms.Form):
    """What a member of the family says of itself."""

    name = forms.CharField(label=_("Voornaam en naam"), max_length=100)
    phone = forms.CharField(label=_("Telefoon"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Taal"), choices=settings.LANGUAGES)
