"""Choosing one school in a form: type, look, point at it. With or without a script.

A form that asks for a school has `ChoosesSchool` before its base, and a `SchoolField`
called `school`. However many schools there are, its page stays as small.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sio.schools.models import School
from sio.schools.queries import look_for_schools
from sio.schools.searching import words_of

NAME = "school"


class SchoolSearch(forms.TextInput):
    """A line to type in, a button to look, and the schools as radio buttons.

    `text` is what is looked for; `offers_all`: no school in particular is an answer.
    """

    template_name = "schools/widgets/school.html"
    text = ""
    offers_all = False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        found = look_for_schools(self.text, str(value or ""))
        return context | {"found": found, "name": name, "offers_all": self.offers_all}


class SchoolField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An open school, or the one that was held already; the form says which that is."""

    held: int | None = None
    default_error_messages = {
        "required": gettext_lazy("Zoek de school en duid ze aan."),
        "invalid_choice": gettext_lazy("Die school kennen we niet. Zoek ze opnieuw."),
    }

    def __init__(self, *, offers_all: bool = False, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("School"))
        options.setdefault(
            "help_text",
            gettext_lazy("Typ een deel van de naam, de gemeente of de postcode."),
        )
        super().__init__(
            School.objects.all(),
            widget=SchoolSearch,
            required=not offers_all,
            **options,
        )
        assert isinstance(self.widget, SchoolSearch)
        self.widget.offers_all = offers_all

    def clean(self, value: Any) -> School | None:
        school: School | None = super().clean(value)
        if school and school.is_closed and school.pk != self.held:
            raise forms.ValidationError(_closed(school), code="closed")
        return school


class ChoosesSchool(forms.BaseForm):
    """Looking for a school refuses nothing: the form comes back as it was typed."""

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        looks = data is not None and _looks_for_school(data)
        super().__init__(None if looks else data, *args, **options)
        field = self.fields[NAME]
        assert isinstance(field, SchoolField)
        assert isinstance(field.widget, SchoolSearch)
        field.held = self.initial.get(NAME)
        if data is not None:
            field.widget.text = data.get(f"{NAME}_search", "")
        if looks:
            self.initial = {
                name: one.widget.value_from_datadict(data, {}, self.add_prefix(name))
                for name, one in self.fields.items()
            }


def _looks_for_school(data: Mapping[str, str]) -> bool:
    """Whether somebody asks to look, or goes on with words that were not looked for.

    Enter in any line presses the first button of a form; ours, that nobody sees. With
    words to look for it looks: it must never keep a school that was chosen before.
    """
    if f"{NAME}_look" in data:
        return True
    wanted = words_of(data.get(f"{NAME}_search", ""))
    found = words_of(data.get(f"{NAME}_found", ""))
    return bool(wanted) and (f"{NAME}_enter" in data or wanted != found)


def _closed(school: School) -> str:
    assert school.closed_on is not None
    return _("%(school)s is gesloten sinds %(day)s. Kies een andere school.") % {
        "school": school.name,
        "day": date_format(school.closed_on, "SHORT_DATE_FORMAT"),
    }
