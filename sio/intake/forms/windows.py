"""Input of a decision on a school year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from sio.intake.models import WindowChange
from sio.intake.queries.windows import TEXT_FIELDS, Window


class WindowForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = WindowChange
        fields = ["state", "reason", "sets_free", *TEXT_FIELDS.values()]
        widgets = {
            "state": forms.RadioSelect,
            **{field: forms.Textarea({"rows": 3}) for field in TEXT_FIELDS.values()},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields["state"]
        assert isinstance(state, forms.TypedChoiceField)
        state.choices = WindowChange.State.choices  # no empty choice

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_open = cleaned.get("state") == WindowChange.State.OPEN
        if not (is_open or cleaned.get("text_nl") or "text_nl" in self.errors):
            self.add_error(
                "text_nl", _("Schrijf in het Nederlands wat bezoekers lezen.")
            )
        return cleaned

    @property
    def texts(self) -> dict[str, str]:
        """The public texts, by field, once the input is valid."""
        return {name: self.cleaned_data[name] for name in TEXT_FIELDS.values()}


def start_of(window: Window) -> dict[str, Any]:
    """What stands in the form before anybody typed: state and texts that hold now."""
    change = window.change or WindowChange()
    texts = {name: getattr(change, name) for name in TEXT_FIELDS.values()}
    return {"state": window.state, **texts}
