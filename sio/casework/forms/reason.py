"""One reason, for whatever is done with a file."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reden"), max_length=200, help_text=_("Niets over de ziekte.")
    )
