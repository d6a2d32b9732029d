"""Input about people."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sio.accounts.models import Role


class InviteForm(forms.Form):
    """Whom to invite; each kind of invitation adds its own field."""

    name = forms.CharField(label=_("Voornaam en naam"), max_length=100)
    email = forms.EmailField(label=_("E-mailadres"), max_length=254)
    language = forms.ChoiceField(label=_("Taal"), choices=settings.LANGUAGES)


class StaffForm(InviteForm):
    kind = forms.ChoiceField(label=_("Rol"), choices=Role.Kind.choices)
