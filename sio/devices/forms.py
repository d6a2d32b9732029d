"""What is typed on /koppelen/."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PairingForm(forms.Form):
    """A code, forgiving of how it is typed, and a name for the device."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        error_messages={"required": _("Typ de code die je gekregen hebt.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-fill-from-fragment": "",
            }
        ),
    )
    label = forms.CharField(
        label=_("Hoe heet dit toestel?"),
        help_text=_("Bijvoorbeeld: tablet in het ziekenhuis."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
