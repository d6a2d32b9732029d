"""Input about people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sio.accounts.models import Role, User
from sio.accounts.queries import people_who_take_over


class InviteForm(forms.Form):
    """Whom to invite; each kind of invitation adds its own field."""

    name = forms.CharField(label=_("Voornaam en naam"), max_length=100)
    email = forms.EmailField(label=_("E-mailadres"), max_length=254)
    language = forms.ChoiceField(label=_("Taal"), choices=settings.LANGUAGES)


class StaffForm(InviteForm):
    kind = forms.ChoiceField(label=_("Rol"), choices=Role.Kind.choices)


class AbsenceForm(forms.Form):
    """Who is away, when, and who stands in; `own` is who may enter only oneself."""

    user: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("Wie is er afwezig"), queryset=User.objects.none()
    )
    starts_on = forms.DateField(
        label=_("Eerste dag"), widget=forms.DateInput(attrs={"type": "date"})
    )
    ends_on = forms.DateField(
        label=_("Laatste dag"),
        help_text=_("telt mee"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    replaced_by: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("Wie neemt het over"), queryset=User.objects.none()
    )

    def __init__(self, *args: Any, own: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_who_take_over()
        for name in ("user", "replaced_by"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = people
        if own is not None:
            del self.fields["user"]
            others = self.fields["replaced_by"]
            assert isinstance(others, forms.ModelChoiceField)
            others.queryset = people.exclude(pk=own.pk)
