"""Input of schools, contacts, days, regions and lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from sio.accounts.forms import InviteForm
from sio.accounts.models import User
from sio.schools.choosing import ChoosesSchool, SchoolField
from sio.schools.models import ClosingDay, Holiday, Location, Region, School
from sio.schools.provinces import SCHOOL_PROVINCES
from sio.schools.queries import people_for_regions, province_of_postcode
from sio.schools.school_list.reading import MOST_BYTES

PROVINCE_CHOICES = [(province.value, province.label) for province in SCHOOL_PROVINCES]


def belgian_postcode(text: str) -> None:
    """Refuses what is no Belgian postcode."""
    if province_of_postcode(text) is None:
        raise forms.ValidationError(_("Dit is geen Belgische postcode."))


def date_fields(*names: str) -> dict[str, forms.DateInput]:
    """A field of the browser's own for each date."""
    return {
        name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        for name in names
    }


class SchoolForm(forms.ModelForm):  # type: ignore[type-arg]
    postcode = forms.CharField(
        label=_("Postcode"), max_length=4, required=False, validators=[belgian_postcode]
    )
    levels = forms.MultipleChoiceField(
        label=_("Onderwijsniveaus"),
        choices=School.Level.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    class Meta:
        model = School
        fields = [
            "name",
            "institution_number",
            "street",
            "postcode",
            "municipality",
            "levels",
            "network",
            "phone",
            "email",
            "website",
            "funded",
            "closed_on",
            "morning_starts",
            "morning_ends",
            "afternoon_starts",
            "afternoon_ends",
        ]
        widgets = date_fields("closed_on") | {
            name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            for name in (
                "morning_starts",
                "morning_ends",
                "afternoon_starts",
                "afternoon_ends",
            )
        }


class OwnContactForm(forms.Form):
    """What somebody at a school says of itself."""

    name = forms.CharField(label=_("Voornaam en naam"), max_length=100)
    function = forms.CharField(label=_("Functie"), max_length=80)
    language = forms.ChoiceField(label=_("Taal"), choices=settings.LANGUAGES)


class ContactForm(InviteForm):
    function = forms.CharField(
        label=_("Functie op school"),
        max_length=80,
        help_text=_("Bijvoorbeeld zorgcoördinator of leerlingbegeleider."),
    )


class DaysForm(forms.ModelForm):  # type: ignore[type-arg]
    """From a first day to a last one, which counts too."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("De laatste dag ligt voor de eerste."))
        return cleaned


class HolidayForm(ChoosesSchool, DaysForm):
    school = SchoolField(label=_("Voor welke school"), offers_all=True)

    class Meta:
        model = Holiday
        fields = ["name", "kind", "starts_on", "ends_on", "school"]
        widgets = date_fields("starts_on", "ends_on")


class ClosingDayForm(DaysForm):
    class Meta:
        model = ClosingDay
        fields = ["name", "starts_on", "ends_on"]
        widgets = date_fields("starts_on", "ends_on")


class LocationForm(forms.ModelForm):  # type: ignore[type-arg]
    postcode = forms.CharField(
        label=_("Postcode"), max_length=4, required=False, validators=[belgian_postcode]
    )

    class Meta:
        model = Location
        fields = ["number", "name", "street", "postcode", "municipality", "closed_on"]
        widgets = date_fields("closed_on")

    def clean_number(self) -> str:
        """The school is no field of the form, so its constraint is not looked at."""
        number = str(self.cleaned_data["number"])
        others = Location.objects.exclude(pk=self.instance.pk)
        if others.filter(school=self.instance.school_id, number=number).exists():
            raise forms.ValidationError(_("Deze vestiging staat er al in."))
        return number


class RegionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Region
        fields = ["name"]


class AreaForm(forms.Form):
    """A province, or postcodes; the action says if it is both, neither or taken."""

    province = forms.ChoiceField(
        label=_("Provincie"),
        choices=[
            ("", _("geen hele provincie")),
            *((p, p.label) for p in SCHOOL_PROVINCES),
        ],
        required=False,
    )
    first = forms.CharField(
        label=_("Of van postcode"),
        max_length=4,
        required=False,
        validators=[belgian_postcode],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    last = forms.CharField(
        label=_("Tot en met postcode"),
        max_length=4,
        required=False,
        validators=[RegexValidator(r"^[1-9][0-9]{3}$")],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class RegionConsultantForm(forms.Form):
    user: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        label=_("Consulent"), queryset=User.objects.none()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.fields["user"]
        assert isinstance(user, forms.ModelChoiceField)
        user.queryset = people_for_regions()


class SchoolListForm(forms.Form):
    file = forms.FileField(
        label=_("Lijst van scholen (CSV)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Dit bestand is groter dan 10 MB."))
        return file
