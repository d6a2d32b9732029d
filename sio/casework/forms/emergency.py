"""Input of emergencies and their review."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class EmergencyForm(forms.Form):
    """Which file, by its number or by name and birth date together; and why."""

    number = forms.IntegerField(
        label=_("Nummer van het dossier"),
        required=False,
        min_value=1,
        max_value=2**62,
        help_text=_("Weet je het niet? Vul dan naam en geboortedatum in."),
    )
    last_name = forms.CharField(
        label=_("Achternaam van de leerling"), required=False, max_length=80
    )
    birth_date = forms.DateField(
        label=_("Geboortedatum van de leerling"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("Waarom moet je dit nu zien?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wie het nakijkt, leest dit. Schrijf niets over de ziekte."),
    )


class ReviewForm(forms.Form):
    was_right = forms.TypedChoiceField(
        label=_("Was het terecht?"),
        choices=[("1", _("ja, terecht")), ("0", _("nee, niet terecht"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    review = forms.CharField(
        label=_("Wat besluit je?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
