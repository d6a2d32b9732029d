"""Why, and for how long."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sio.core.time import today
from sio.intake.choices import Certificate, Pattern, Place, Reason, Teaching
from sio.intake.forms.fields import ChoiceRows, CountField, DayField, PlainField
from sio.intake.forms.section import SectionForm
from sio.intake.years import years_open

NOT_KNOWN = ("", gettext_lazy("Weet ik nog niet"))
MOST_WEEKS = 104
MOST_HALF_DAYS = 396  # as sio.intake.facts takes


class ReasonForm(SectionForm):
    led = frozenset({"reason", "place", "certificate"})

    reason = ChoiceRows(
        Reason.choices,
        label=gettext_lazy("Waarom kan de leerling niet naar de les?"),
    )
    illness = PlainField(
        label=gettext_lazy("Wat is er aan de hand?"),
        help_text=gettext_lazy(
            "In je eigen woorden. Alleen je begeleider leest dit: niet de school, "
            "niet de klas, niet de helpdesk."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    place = ChoiceRows(
        [*Place.choices, NOT_KNOWN], label=gettext_lazy("Waar is de leerling dan?")
    )
    certificate = ChoiceRows(
        Certificate.choices,
        label=gettext_lazy("Is er een attest van de dokter?"),
        help_text=gettext_lazy(
            "Het attest gaat naar de school. Stuur het niet naar ons: we bewaren het "
            "niet."
        ),
    )
    certificate_until = DayField(
        label=gettext_lazy("Tot wanneer geldt het attest?"),
        help_text=gettext_lazy("De laatste dag, zoals 30/6/2027."),
    )

    def shape(self) -> None:
        if self.is_family:
            self.must_have |= {"reason"}
        else:
            self.drop("illness")
            reason = self.fields["reason"]
            assert isinstance(reason, ChoiceRows)
            reason.choices = [("", _("Dat zegt de familie zelf")), *Reason.choices]
            reason.help_text = _(
                "Wat de leerling precies heeft, vragen we alleen aan de familie zelf. "
                "Duid enkel aan wat je zeker mag zeggen."
            )

    def clean_certificate_until(self) -> date | None:
        until: date | None = self.cleaned_data["certificate_until"]
        if until and until < today():
            raise ValidationError(
                _("Die dag is voorbij. Is er een nieuw attest? Vul dan die dag in.")
            )
        return until


class DurationForm(SectionForm):
    needed = frozenset({"school_year"})
    led = frozenset({"pattern"})

    school_year = ChoiceRows([], label=gettext_lazy("Voor welk schooljaar?"))
    expected_from = DayField(
        label=gettext_lazy("Vanaf welke dag ongeveer?"),
        help_text=gettext_lazy("Mag ook al begonnen zijn."),
    )
    expected_until = DayField(
        label=gettext_lazy("Tot welke dag ongeveer?"),
        help_text=gettext_lazy("Een gok is goed genoeg."),
    )
    pattern = ChoiceRows(
        [*Pattern.choices, NOT_KNOWN], label=gettext_lazy("Hoe ziet dat eruit?")
    )
    expected_weeks = CountField(
        label=gettext_lazy("Hoeveel weken wil je mee de les volgen?"),
        max_value=MOST_WEEKS,
    )
    half_days_per_year = CountField(
        label=gettext_lazy("Of hoeveel halve dagen per jaar?"),
        help_text=gettext_lazy("Voor wie telkens even weg is. Een week telt er negen."),
        max_value=MOST_HALF_DAYS,
    )
    other_teaching = forms.MultipleChoiceField(
        label=gettext_lazy("Is er al ander onderwijs?"),
        choices=Teaching.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def shape(self) -> None:
        year = self.fields["school_year"]
        assert isinstance(year, ChoiceRows)
        year.choices = [(str(one), f"{one}–{one + 1}") for one in years_open(today())]
        year.error_messages["invalid_choice"] = _(
            "Voor dat schooljaar kan je nu niet aanvragen."
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        start, end = cleaned.get("expected_from"), cleaned.get("expected_until")
        if start and end and end < start:
            self.add_error("expected_until", _("De laatste dag ligt voor de eerste."))
        return cleaned
