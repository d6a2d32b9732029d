"""One screen of the application: what a draft may leave open, sending may not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from sio.core.time import today
from sio.intake.answers import Value, text_of
from sio.intake.choices import FAMILY, Role
from sio.intake.forms.fields import typed_day
from sio.intake.years import judged_on

YEAR_DIGITS = 4


class SectionForm(forms.Form):
    """Bound to the answers of a draft, as they were typed.

    `needed` are the fields that must be there at sending; the others may stay open.
    Of those in `led` the screen doesn't say so, since they lead to another or offer
    "I don't know".
    Subclasses take out in `shape` what is not for this applicant.
    """

    needed: ClassVar[frozenset[str]] = frozenset()
    led: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, answers: Mapping[str, Value], *, complete: bool = False) -> None:
        super().__init__(dict(answers), prefix=None)
        self.answers = answers
        self.complete = complete
        self.by = str(answers.get("role", ""))
        self.must_have = set(self.needed)
        self.shape()
        for name, field in self.fields.items():
            if name in self.must_have:
                field.widget.attrs["aria-required"] = "true"
            else:  # templates say so
                field.is_open = name not in self.led  # type: ignore[attr-defined]

    @property
    def is_family(self) -> bool:
        """The family itself fills this in."""
        return self.by in FAMILY

    @property
    def is_pupil(self) -> bool:
        return self.by == Role.PUPIL

    @property
    def judged_on(self) -> date:
        """The day on which this is judged, as far as it was said for which year."""
        year = text_of(self.answers, "school_year")
        if len(year) != YEAR_DIGITS or not year.isdecimal():
            return today()
        starts_on = typed_day(text_of(self.answers, "expected_from"))
        return judged_on(int(year), starts_on, today())

    def shape(self) -> None:
        """Fit the fields to who applies."""

    def drop(self, *names: str) -> None:
        """These are not asked of this applicant."""
        for name in names:
            self.fields.pop(name, None)
            self.must_have.discard(name)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if self.complete:
            for name in self.fields:
                if name in self.must_have and not cleaned.get(name):
                    self.miss(name)
        return cleaned

    def miss(self, name: str) -> None:
        """This one is still to be filled in, unless something else is wrong with it."""
        if name not in self.errors:
            self.add_error(name, _("Dit hebben we nog nodig."))

    @classmethod
    def lists(cls) -> frozenset[str]:
        """The fields that may have several values."""
        return frozenset(
            name
            for name, field in cls.base_fields.items()
            if isinstance(field, forms.MultipleChoiceField)
        )
