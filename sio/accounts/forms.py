"""Input about people."""

from __future__ import annotations

from datetime import date
from email.utils import parseaddr
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sio.accounts.models import Role, User
from sio.accounts.queries import people_who_had_a_role, people_who_take_over
from sio.core.access_pages import cursor
from sio.core.workflow import WhyBack


class InviteForm(forms.Form):
    """Whom to invite; each kind of invitation adds its own field."""

    name = forms.CharField(label=_("Voornaam en naam"), max_length=100)
    email = forms.EmailField(label=_("E-mailadres"), max_length=254)
    language = forms.ChoiceField(label=_("Taal"), choices=settings.LANGUAGES)


class StaffForm(InviteForm):
    kind = forms.ChoiceField(label=_("Rol"), choices=Role.Kind.choices)


class PastedEmailField(forms.EmailField):
    """An address as it stands in a mail: with a name, in brackets, from a link."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value) or ""
        return parseaddr(typed.removeprefix("mailto:"))[1] or typed


class BounceForm(forms.Form):
    """Which address comes back, and why."""

    address = PastedEmailField(
        label=_("E-mailadres"),
        help_text=_("Plak het uit de mail die terugkwam."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    why = forms.ChoiceField(
        label=_("Waarom"), choices=WhyBack.choices, widget=forms.RadioSelect
    )


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


class FileReviewForm(forms.Form):
    """Which file, by its number: the privacy officer knows no names of pupils."""

    number = forms.IntegerField(
        label=_("Nummer van het traject"), min_value=1, max_value=2**63 - 1
    )


class PersonReviewForm(forms.Form):
    """Whose looks; the list holds our own people, a link may name anybody."""

    number = forms.IntegerField(
        label=_("Persoon"), min_value=1, max_value=2**63 - 1, widget=forms.Select
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(user.pk, user.name) for user in people_who_had_a_role()]
        asked = self["number"].value()
        if asked and asked not in {str(pk) for pk, _name in choices}:
            choices += self._somebody_else(str(asked))
        self.fields["number"].widget.choices = choices

    def _somebody_else(self, asked: str) -> list[tuple[int, str]]:
        people = User.objects.filter(pk=cursor(asked) or 0)
        return list(people.values_list("pk", "name"))


class DayReviewForm(forms.Form):
    """Which day."""

    day = forms.DateField(
        label=_("Dag"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        # The day after it must be one too.
        if not date(2000, 1, 1) <= day <= date(9000, 1, 1):
            raise forms.ValidationError(_("Kies een dag uit deze eeuw."))
        return day
