"""Which files may go, ticked by number."""

from __future__ import annotations

from typing import Any

from django import forms

MAX_DIGITS = 18  # of a number in the database


class NumbersField(forms.TypedMultipleChoiceField):
    """Any numbers: whether they are due the action looks at, at the moment itself."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, **kwargs)

    def valid_value(self, value: str) -> bool:
        return value.isascii() and value.isdecimal() and len(value) <= MAX_DIGITS


class RetireForm(forms.Form):
    """At least one of the list."""

    number = NumbersField()
