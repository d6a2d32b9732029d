"""Parts that several forms of a file use."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sio.core.time import today, years_before

LONGEST_LINE = 120
LONGEST_TEXT = 4000
OLDEST_YEARS = 30  # nobody in a Flemish school is older by far


def day_input() -> forms.DateInput:
    """A date as browsers ask for it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def text_area(rows: int = 5) -> forms.Textarea:
    """Room for some sentences."""
    return forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST_TEXT})


def long_text(*, required: bool = True, **kwargs: Any) -> forms.CharField:
    """Some sentences, at most LONGEST_TEXT characters."""
    return forms.CharField(
        max_length=LONGEST_TEXT, widget=text_area(), required=required, **kwargs
    )


def check_not_future(day: date | None) -> None:
    """Raise ValidationError for a day that is yet to come, of what was done."""
    if day is not None and day > today():
        raise ValidationError(_("Kies vandaag of een dag die voorbij is."))


def check_birth(born: date) -> date:
    """The day itself. Raise ValidationError if no pupil can be born on it."""
    check_not_future(born)
    if born < years_before(today(), OLDEST_YEARS):
        raise ValidationError(_("Kijk het jaar na."))
    return born


def limit_lengths(form: forms.BaseForm, **longest: int) -> None:
    """Give encrypted columns, which know no length, the length that a form takes."""
    for name, length in longest.items():
        field = form.fields[name]
        assert isinstance(field, forms.CharField)
        field.max_length = length
        field.widget.attrs["maxlength"] = length
        field.validators.append(_at_most(length))


def _at_most(length: int) -> Any:
    def check(value: str) -> None:
        if len(value) > length:
            raise ValidationError(
                _("Dit is te lang: ten hoogste %(length)s tekens.") % {"length": length}
            )

    return check
