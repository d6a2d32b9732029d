"""What goes with the files of a parcel."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sio.core.sides import Side
from sio.core.time import today
from sio.postbox.queries import Holder, days_to_choose, kinds_to_choose

NOTE_LETTERS = 1000


class ParcelForm(forms.Form):
    """Words and day; the files are read by the upload handler as they come."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("Wat is het?"), widget=forms.RadioSelect, required=True
    )
    for_on = forms.TypedChoiceField(
        label=gettext_lazy("Voor welke dag?"),
        required=False,
        coerce=date.fromisoformat,
        empty_value=None,
    )
    subject = forms.CharField(
        label=gettext_lazy("Voor welke les? (mag leeg blijven)"),
        max_length=60,
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Berichtje (mag leeg blijven)"),
        max_length=NOTE_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    # Stands after the files: if it is missing, so is the end of what was sent.
    end = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, holder: Holder, **kwargs: Any) -> None:
        kinds = kinds_to_choose(holder.side)
        is_class = holder.side is Side.CLASS  # home hands in, for no day
        days = days_to_choose(holder.traject) if is_class else []
        next_day = next((day for day in days if day > today()), None)
        kwargs.setdefault("initial", {}).update(
            token=uuid.uuid4(), kind=kinds[0], for_on=next_day, end="1"
        )
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        if not is_class:
            self.fields["kind"].widget = forms.HiddenInput()
            self.fields["for_on"].widget = forms.HiddenInput()
        choices = [(day.isoformat(), day_in_words(day)) for day in days]
        self.fields["for_on"].choices = [("", _("geen vaste dag")), *choices]  # type: ignore[attr-defined]


def day_in_words(day: date) -> str:
    """ "morgen, maandag 30 november"; only the near days have a word of their own."""
    words = date_format(day, "l j F")
    near = {today(): _("vandaag"), today() + timedelta(days=1): _("morgen")}
    return f"{near[day]}, {words}" if day in near else words
