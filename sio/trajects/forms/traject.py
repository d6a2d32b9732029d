"""Input of a traject: who, moves, and agreements."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sio.accounts.forms import InviteForm
from sio.accounts.models import Role, User
from sio.accounts.queries import people_with_role
from sio.core.time import school_year, today
from sio.schools.choosing import ChoosesSchool, SchoolField
from sio.trajects.forms.parts import check_birth, day_input
from sio.trajects.models import AgreementText, Guardian, Traject
from sio.trajects.workflow import Outcome, State, moves_by_hand


class TrajectForm(ChoosesSchool, forms.Form):
    """A new traject; the class is found or made by its name."""

    first_name = forms.CharField(label=_("Voornaam van de leerling"), max_length=60)
    last_name = forms.CharField(label=_("Achternaam van de leerling"), max_length=80)
    birth_date = forms.DateField(
        label=_("Geboortedatum van de leerling"), widget=day_input()
    )
    school = SchoolField()
    class_name = forms.CharField(label=_("Klas"), max_length=40)
    year = forms.TypedChoiceField(label=_("Schooljaar"), coerce=int)
    consultant = forms.ModelChoiceField(
        label=_("Consulent"), queryset=User.objects.none()
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        consultants = people_with_role(Role.Kind.CONSULTANT)
        _choice(self, "consultant").queryset = consultants
        if user in consultants:
            self.fields["consultant"].initial = user
        this_year = school_year(today())
        year = self.fields["year"]
        assert isinstance(year, forms.TypedChoiceField)
        year.choices = [
            (start, f"{start}–{start + 1}") for start in (this_year, this_year + 1)
        ]

    def clean_birth_date(self) -> date:
        return check_birth(self.cleaned_data["birth_date"])


class GuardianForm(InviteForm):
    """A parent, or the pupil itself; who says nothing else invites a parent."""

    kind = forms.ChoiceField(
        label=_("Wie nodig je uit?"),
        choices=Guardian.Kind.choices,
        widget=forms.RadioSelect,
        initial=Guardian.Kind.PARENT,
        required=False,
        help_text=_("De leerling zelf kan vanaf 12 jaar."),
    )
    capacity = forms.CharField(
        label=_("Hoedanigheid"),
        max_length=60,
        help_text=_("Bijvoorbeeld moeder, vader, voogd, pleegouder of leerling."),
    )

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Guardian.Kind.PARENT.value


class ConsultantForm(forms.Form):
    user = forms.ModelChoiceField(label=_("Consulent"), queryset=User.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choice(self, "user").queryset = people_with_role(Role.Kind.CONSULTANT)


class MoveForm(forms.Form):
    """Where to; only what may be done by hand from here. An end has an outcome."""

    to = forms.ChoiceField(label=_("Wordt"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(
        label=_("Hoe eindigt het traject?"),
        choices=[("", _("kies, als het stopt")), *Outcome.choices],
        required=False,
    )
    reason = forms.CharField(
        label=_("Reden"), max_length=200, help_text=_("Niets over de ziekte.")
    )

    def __init__(self, *args: Any, traject: Traject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        moves = moves_by_hand(traject.state)
        to.choices = [(state.value, state.label) for state in moves]
        if State.ENDED not in moves:
            del self.fields["outcome"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        cleaned.setdefault("outcome", "")
        if cleaned.get("to") == State.ENDED and not cleaned["outcome"]:
            self.add_error("outcome", _("Kies hoe het traject eindigt."))
        return cleaned


class SettingsForm(forms.Form):
    adhoc_allowed = forms.BooleanField(required=False)
    auto_answer = forms.BooleanField(required=False)
    keep_photos = forms.BooleanField(required=False)
    nursery = forms.BooleanField(required=False)


class AcceptanceForm(forms.Form):
    """Which text was read, by whom in which capacity, and the tick."""

    text = forms.ModelChoiceField(
        queryset=AgreementText.objects.none(), widget=forms.HiddenInput
    )
    capacity = forms.CharField(
        label=_("Ik doe dit als"),
        max_length=80,
        help_text=_("Bijvoorbeeld moeder, voogd, directeur of zorgcoördinator."),
    )
    read = forms.BooleanField(label=_("Ik heb alles gelezen en ben het ermee eens"))

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choice(self, "text").queryset = AgreementText.objects.filter(side=side)


def _choice(form: forms.Form, name: str) -> Any:
    return form.fields[name]
