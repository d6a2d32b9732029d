"""An address to mail a code to, and the code."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sio.intake.forms.people import EmailField


class AddressForm(forms.Form):
    email = EmailField(
        label=_("Je e-mailadres"),
        required=True,
        error_messages={"required": _("Vul je e-mailadres in.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CodeForm(forms.Form):
    """The code as typed, and the `handle` of the window that asked for it."""

    handle = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Code uit de mail"),
        max_length=40,
        error_messages={"required": _("Typ de code die je gekregen hebt.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )
