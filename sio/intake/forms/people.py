"""Who applies, and for whom."""

from __future__ import annotations

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from phonenumber_field.formfields import PhoneNumberField

from sio.core.time import today
from sio.intake.choices import Language, Role
from sio.intake.facts import is_too_old
from sio.intake.forms.fields import ChoiceRows, DayField, NameField, PlainField
from sio.intake.forms.section import SectionForm

ALONE_FROM = 12  # years: from then on a pupil may apply
POSTCODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{1,9}")


class EmailField(forms.EmailField):
    """An address, or a sentence that says what it looks like."""

    default_error_messages = {
        "invalid": gettext_lazy("Dat is geen e-mailadres. Kijk het na.")
    }

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 254)
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.validators = self.validators[:2]  # ours says it all in one sentence


class PhoneField(PhoneNumberField):  # type: ignore[misc]
    """A number of Belgium, or of elsewhere with its + in front."""

    default_error_messages = {
        "invalid": gettext_lazy(
            "Dat nummer bestaat niet. Zet er het landnummer bij als het niet Belgisch "
            "is, zoals +31."
        )
    }

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("required", False)
        super().__init__(region="BE", **kwargs)
        self.widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})


class ApplicantForm(SectionForm):
    needed = frozenset({"role", "applicant_name", "email", "phone", "language"})

    role = ChoiceRows(Role.choices, label=gettext_lazy("Wie ben je?"))
    applicant_name = NameField(
        label=gettext_lazy("Je naam"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = PlainField(
        label=gettext_lazy("Waar werk je?"),
        help_text=gettext_lazy("Alleen als je dit voor je werk invult."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = EmailField(
        label=gettext_lazy("Je e-mailadres"),
        help_text=gettext_lazy("Daarmee ga je later of elders verder."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = PhoneField(label=gettext_lazy("Je telefoonnummer"))
    language = ChoiceRows(
        Language.choices, label=gettext_lazy("In welke taal bellen we je?")
    )


class PupilForm(SectionForm):
    needed = frozenset({"pupil_first_name", "pupil_last_name", "birth_date"})

    pupil_first_name = NameField(label=gettext_lazy("Voornaam"), max_length=60)
    pupil_last_name = NameField(label=gettext_lazy("Achternaam"), max_length=80)
    birth_date = DayField(
        label=gettext_lazy("Geboortedatum"),
        help_text=gettext_lazy("Dag, maand en jaar, zoals 9/3/2014."),
    )
    postcode = PlainField(
        label=gettext_lazy("Postcode thuis"),
        max_length=10,
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    municipality = PlainField(label=gettext_lazy("Gemeente"), max_length=80)

    def shape(self) -> None:
        if self.is_family:
            self.must_have |= {"postcode", "municipality"}

    def clean_birth_date(self) -> date | None:
        born: date | None = self.cleaned_data["birth_date"]
        if born is None:
            return None
        if born > today():
            raise ValidationError(_("Die dag komt nog. Kijk de geboortedatum na."))
        age = age_on(today(), born)
        if is_too_old(born, self.judged_on):
            raise ValidationError(_("Kijk de geboortedatum na: het jaar klopt niet."))
        if self.is_pupil and age < ALONE_FROM:
            raise ValidationError(
                _(
                    "Zelf aanvragen kan vanaf 12 jaar. Vraag het aan je mama, papa of "
                    "wie voor je zorgt. Wat je invulde, blijft staan."
                )
            )
        return born

    def clean_postcode(self) -> str:
        text: str = self.cleaned_data["postcode"]
        if text and not POSTCODE.fullmatch(text):
            raise ValidationError(_("Dat is geen postcode. Kijk ze na."))
        return text


def age_on(day: date, born: date) -> int:
    """Whole years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
