"""Input of history: an extract that is handed in, and why one is withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sio.core.time import today
from sio.statistics.actions.history import Extract
from sio.statistics.history.parted import MB, unreadable
from sio.statistics.models import HistoryImport

MOST_MB = 10  # by a browser; the command takes more


class HistoryForm(forms.ModelForm):  # type: ignore[type-arg]
    """`extract` is what was handed in, once it is valid."""

    extract: Extract
    file = forms.FileField(
        label=gettext_lazy("Uittreksel (CSV)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        allow_empty_file=True,  # it says so itself
    )
    field_order = ("name", "source", "as_of", "file")

    class Meta:
        model = HistoryImport
        fields = ("name", "source", "as_of")
        widgets = {"as_of": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "name": gettext_lazy("Zoals “Bednet 2012 tot 2016”."),
            "source": gettext_lazy("Wie het uittreksel maakte, en waaruit."),
            "as_of": gettext_lazy(
                "Alleen als er trajecten in staan zonder einde: ze tellen dan mee tot "
                "en met deze dag."
            ),
        }

    def clean_as_of(self) -> date | None:
        day: date | None = self.cleaned_data["as_of"]
        if day is not None and day > today():
            raise forms.ValidationError(_("Die dag moet nog komen."))
        return day

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_MB * MB:
            raise forms.ValidationError(
                _(
                    "Dit bestand is groter dan %(most)d MB. Vraag de beheerder het in "
                    "te voeren."
                )
                % {"most": MOST_MB}
            )
        content = file.read()
        refusal = unreadable(content)
        if refusal is not None:
            raise forms.ValidationError(refusal.words, code=refusal.code)
        return content

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self.extract = Extract(
                content=cleaned["file"],
                name=cleaned["name"],
                source=cleaned["source"],
                as_of=cleaned["as_of"],
            )
        return cleaned


class WithdrawForm(forms.Form):
    """Why an import goes out of the figures again."""

    why = forms.CharField(
        label=gettext_lazy("Waarom trek je deze invoer in?"),
        max_length=200,
        help_text=gettext_lazy("Dit blijft bij de invoer staan."),
    )
