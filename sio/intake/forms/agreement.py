"""Who knows of it, and that the family wants it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sio.intake.choices import Answer, Language
from sio.intake.forms.fields import ChoiceRows, NameField, PlainField
from sio.intake.forms.people import EmailField, PhoneField
from sio.intake.forms.section import SectionForm

# Of the sentences under `family_choice` and `physician_permission`: a new wording gets
# a new number, so that it stays known what somebody chose.
CHOICE_TEXT_VERSION = 1
OF_FAMILY = ("family_choice", "family_capacity", "physician_permission", "physician")
OF_OTHERS = ("family_agrees", "family_language")


class AgreementForm(SectionForm):
    led = frozenset({"school_informed", "clb_informed", "physician_informed"})

    school_informed = ChoiceRows(
        Answer.choices, label=gettext_lazy("Weet de school van deze aanvraag?")
    )
    clb_informed = ChoiceRows(Answer.choices, label=gettext_lazy("Weet het CLB ervan?"))
    physician_informed = ChoiceRows(
        Answer.choices, label=gettext_lazy("Weet de behandelende arts ervan?")
    )
    family_choice = forms.BooleanField(
        label=gettext_lazy(
            "Wij kiezen zelf voor les op afstand. Niemand verplicht ons, en we kunnen "
            "altijd stoppen."
        ),
        required=False,
    )
    family_capacity = PlainField(
        label=gettext_lazy("Wat ben je van de leerling?"),
        help_text=gettext_lazy("Bijvoorbeeld moeder, vader, voogd of pleegouder."),
        max_length=60,
    )
    physician_permission = forms.BooleanField(
        label=gettext_lazy(
            "Jullie mogen de arts of therapeut opbellen. Zonder dit vinkje doen we dat "
            "niet."
        ),
        required=False,
    )
    physician = PlainField(
        label=gettext_lazy("Naam en telefoon van de arts of therapeut"), max_length=200
    )
    family_agrees = forms.BooleanField(
        label=gettext_lazy(
            "Ik verklaar dat de familie weet van deze aanvraag en ermee akkoord gaat."
        ),
        required=False,
    )
    family_name = NameField(label=gettext_lazy("Naam van een ouder"), max_length=100)
    family_phone = PhoneField(label=gettext_lazy("Telefoon van die ouder"))
    family_email = EmailField(label=gettext_lazy("E-mailadres van die ouder"))
    family_language = ChoiceRows(
        Language.choices, label=gettext_lazy("In welke taal bellen we de familie?")
    )

    def shape(self) -> None:
        if not self.is_family:
            self.drop(*OF_FAMILY)
            self.must_have = {"family_agrees", "family_name"}
            return
        self.drop(*OF_OTHERS)
        self.must_have = {"family_choice"}
        if self.is_pupil:
            self.drop("family_capacity")
        else:
            self.must_have.add("family_capacity")
            self.drop("family_name", "family_phone", "family_email")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        asked = self.complete and not self.is_family
        reached = cleaned.get("family_phone") or cleaned.get("family_email")
        if asked and not reached and "family_phone" not in self.errors:
            self.add_error(
                "family_phone",
                _("Geef een telefoonnummer of e-mailadres van de familie."),
            )
        return cleaned
