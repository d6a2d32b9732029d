"""Fields that forgive how people type, and name themselves in their errors."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# What turns the direction of the text after it: pages show names in <bdi> instead.
_TURNS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e"))
_TURNS |= dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\ufeff"))
_KEPT_CONTROLS = "\n\t"
FIRST_YEAR = 1900
DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%Y-%m-%d"]


class PlainField(forms.CharField):
    """Text in any script, without characters that nobody can see or keep."""

    default_validators: list[Any] = []

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs["dir"] = "auto"
        # In its place comes our own sentence.
        self.validators = [
            one for one in self.validators if "Null" not in type(one).__name__
        ]

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFC", super().to_python(value) or "")
        return text.translate(_TURNS).strip()

    def validate(self, value: Any) -> None:
        super().validate(value)
        if any(_is_control(one) for one in value):
            raise ValidationError(
                _("Hier staat een teken dat we niet kunnen lezen. Typ het opnieuw."),
                code="unreadable",
            )


class NameField(PlainField):
    """A name in any script; no numbers alone, no address of a page."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not any(one.isalpha() for one in value):
            raise ValidationError(_("Hier past een naam."), code="no_name")


class DayField(forms.DateField):
    """Day, month and year, typed: quicker than a calendar for a day long ago."""

    default_error_messages = {
        "invalid": _("Die dag bestaat niet. Typ dag, maand en jaar, zoals 9/3/2014.")
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs["input_formats"] = DAY_FORMATS
        kwargs["widget"] = forms.TextInput(
            attrs={"placeholder": _("dag/maand/jaar"), "class": "short"}
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        text = str(value or "").strip()
        parts = text.replace(" / ", "/").replace("\0", "?")
        day = super().to_python(parts)
        if day is not None and day.year < FIRST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


def typed_day(text: Any) -> date | None:
    """A day as it was typed in another field; None if it is none, or nothing."""
    try:
        return DayField().to_python(text)
    except ValidationError:
        return None


class ChoiceRows(forms.ChoiceField):
    """One of some choices, each on a row of its own; left open is allowed."""

    def __init__(self, choices: Iterable[tuple[Any, Any]], **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(choices=list(choices), **kwargs)


class CountField(forms.IntegerField):
    """A whole number from nought."""

    def __init__(self, *, max_value: int, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(min_value=0, max_value=max_value, **kwargs)
        self.widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})


def _is_control(character: str) -> bool:
    kind = unicodedata.category(character)
    unread = kind in ("Cc", "Cs", "Co", "Cn") or character == "\ufffd"
    return unread and character not in _KEPT_CONTROLS
