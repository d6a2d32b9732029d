"""Where on the waiting list, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sio.casework.forms.reason import ReasonForm
from sio.casework.queries.waiting import WaitingRow
from sio.trajects.models import Traject

AT_THE_END = ""


class WaitingMoveForm(ReasonForm):
    """Before which other file, or at the end; `seen` is the place as it was shown."""

    before = forms.TypedChoiceField(
        label=_("Zet het voor"), required=False, empty_value=None
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ["before", "reason", "seen"]

    def __init__(
        self, *args: Any, rows: list[WaitingRow], seen: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = seen
        self.trajects = {str(row.traject.pk): row.traject for row in rows}
        before = self.fields["before"]
        assert isinstance(before, forms.TypedChoiceField)
        before.choices = [
            *(
                (str(row.traject.pk), f"{row.place}. {row.traject.pupil}")
                for row in rows
            ),
            (AT_THE_END, _("niemand: helemaal achteraan")),
        ]

    def clean_before(self) -> Traject | None:
        return self.trajects.get(self.cleaned_data["before"] or "")
