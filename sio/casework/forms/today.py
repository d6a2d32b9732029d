"""Putting something off, and handing files over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sio.accounts.models import Role, User
from sio.accounts.queries import people_with_role
from sio.casework.queries.owner import open_files_of
from sio.trajects.models import Traject


def _date() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PutOffForm(forms.Form):
    until = forms.DateField(
        label=_("Uitstellen tot"),
        widget=_date(),
        help_text=_("Die dag staat het weer onder “Vandaag”."),
    )
    reason = forms.CharField(label=_("Waarom?"), max_length=500)


class HandOverForm(forms.Form):
    """Files of one consultant, to another; all of them unless chosen otherwise."""

    trajects = forms.ModelMultipleChoiceField(
        label=_("Welke dossiers?"),
        queryset=Traject.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    new = forms.ModelChoiceField(label=_("Aan wie?"), queryset=User.objects.none())
    until = forms.DateField(
        label=_("Tot wanneer?"),
        required=False,
        widget=_date(),
        help_text=_("Die dag gaan ze vanzelf terug. Leeg: voorgoed."),
    )
    reason = forms.CharField(label=_("Waarom?"), max_length=200)

    def __init__(self, *args: Any, old: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        files = self.fields["trajects"]
        people = self.fields["new"]
        assert isinstance(files, forms.ModelMultipleChoiceField)
        assert isinstance(people, forms.ModelChoiceField)
        files.queryset = open_files_of(old)
        files.label_from_instance = _name_of  # type: ignore[assignment,method-assign]
        files.initial = list(files.queryset)
        people.queryset = people_with_role(Role.Kind.CONSULTANT).exclude(pk=old.pk)


def _name_of(traject: Traject) -> str:
    school = traject.school.name if traject.school else "–"
    return f"{traject.pupil}, {school}"
