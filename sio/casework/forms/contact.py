"""Noting a talk, and striking one through."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sio.casework.models import ContactMoment
from sio.trajects.models import Household, Traject

LONGEST_NOTE = 4000
TWO_HOMES = 2  # only then there is something to choose
REACHED = (("yes", _("ja, we spraken elkaar")), ("no", _("nee, geen antwoord")))


def _now() -> datetime:
    return timezone.localtime().replace(second=0, microsecond=0)


class ContactForm(forms.Form):
    """One talk or attempt; `key` makes two presses of the same form one row."""

    with_whom = forms.ChoiceField(
        label=_("Met wie?"),
        choices=ContactMoment.With.choices,
        widget=forms.RadioSelect,
        initial=ContactMoment.With.FAMILY,
    )
    household = forms.ModelChoiceField(
        label=_("Met welk gezin?"), queryset=Household.objects.none(), required=False
    )
    how = forms.ChoiceField(
        label=_("Hoe?"),
        choices=ContactMoment.How.choices,
        widget=forms.RadioSelect,
        initial=ContactMoment.How.PHONE,
    )
    reached = forms.ChoiceField(
        label=_("Bereikt?"), choices=REACHED, widget=forms.RadioSelect, initial="yes"
    )
    happened_at = forms.DateTimeField(
        label=_("Wanneer?"),
        initial=_now,
        widget=forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}
        ),
    )
    note = forms.CharField(
        label=_("Wat is er gezegd?"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Dit leest alleen wie het dossier begeleidt, nooit de school of het gezin."
        ),
    )
    key = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)

    def __init__(self, *args: Any, traject: Traject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        homes = list(traject.households.all())
        if len(homes) < TWO_HOMES:
            del self.fields["household"]
            return
        household = self.fields["household"]
        assert isinstance(household, forms.ModelChoiceField)
        household.queryset = traject.households.all()

    def clean_reached(self) -> bool:
        return bool(self.cleaned_data["reached"] == "yes")


class StrikeForm(forms.Form):
    reason = forms.CharField(label=_("Wat klopt er niet?"), max_length=500)
