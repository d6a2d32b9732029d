"""Input of what the illness is, and of the list of reason groups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sio.trajects.forms.parts import long_text
from sio.trajects.models import HealthPart, MainGroup, ReasonGroup


class HealthForm(forms.Form):
    """Group and details, with the version that they were written over."""

    group_code = forms.ChoiceField(label=_("Soort reden"), required=False)
    details = long_text(
        label=_("Wat is er aan de hand?"),
        help_text=_("Alleen wat nodig is om goed te kunnen helpen."),
        required=False,
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, part: HealthPart, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["group_code"]
        assert isinstance(field, forms.ChoiceField)
        groups = ReasonGroup.objects.filter(Q(active=True) | Q(code=part.group_code))
        by_main: dict[str, list[tuple[str, str]]] = {
            str(main.label): [] for main in MainGroup
        }
        for group in groups:
            by_main[str(group.get_main_display())].append((group.code, group.name))
        field.choices = [("", _("nog niet gekend")), *by_main.items()]


class ReasonGroupForm(forms.ModelForm):  # type: ignore[type-arg]
    """A group; its code is given once."""

    class Meta:
        model = ReasonGroup
        fields = ["code", "name_nl", "name_fr", "name_en", "name_de", "main", "active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["code"]
