"""Input of schools, contacts and holidays."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sio.accounts.forms import InviteForm
from sio.schools.models import Holiday, School


class SchoolForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = School
        fields = [
            "name",
            "institution_number",
            "street",
            "postcode",
            "municipality",
            "morning_starts",
            "morning_ends",
            "afternoon_starts",
            "afternoon_ends",
        ]
        widgets = {
            name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            for name in (
                "morning_starts",
                "morning_ends",
                "afternoon_starts",
                "afternoon_ends",
            )
        }


class ContactForm(InviteForm):
    function = forms.CharField(
        label=_("Functie op school"),
        max_length=80,
        help_text=_("Bijvoorbeeld zorgcoördinator of leerlingbegeleider."),
    )


class HolidayForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Holiday
        fields = ["name", "kind", "starts_on", "ends_on", "school"]
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("starts_on", "ends_on")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        school = self.fields["school"]
        assert isinstance(school, forms.ModelChoiceField)
        school.label = _("Voor welke school")
        school.empty_label = _("alle scholen")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("De laatste dag ligt voor de eerste."))
        return cleaned
