"""Which figures of today somebody wants to see; all of it in the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sio.schools.models import Region
from sio.schools.provinces import SCHOOL_PROVINCES
from sio.statistics.queries.areas import PROVINCE, REGION, Choice
from sio.trajects.models import Level

MONTHS = (12, 24, 36)


class ForecastForm(forms.Form):
    """Province and level; both may stay open."""

    provincie = forms.ChoiceField(label=_("Provincie"), required=False)
    niveau = forms.ChoiceField(label=_("Onderwijsniveau"), required=False)

    USUAL: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> Self:
        """Bound to what an address asks; what it leaves out is as usual."""
        return cls({**cls.USUAL, **query})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = [(one.value, one.label) for one in SCHOOL_PROVINCES]
        self._offer("provincie", [("", _("alle provincies")), *provinces])
        self._offer("niveau", [("", _("alle niveaus")), *Level.choices])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class BoardForm(ForecastForm):
    """And the region, how far back, and what the table is split by."""

    regio = forms.ChoiceField(label=_("Regio"), required=False)
    maanden = forms.ChoiceField(label=_("Hoe ver terug"), required=False)
    per = forms.ChoiceField(
        label=_("Tabel per"),
        required=False,
        choices=[(REGION, _("regio")), (PROVINCE, _("provincie"))],
    )
    USUAL: ClassVar[Mapping[str, str]] = {"maanden": "24", "per": REGION}
    field_order = ("regio", "provincie", "niveau", "maanden", "per")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = Region.objects.values_list("pk", "name")
        named = [(str(key), name) for key, name in regions]
        self._offer("regio", [("", _("alle regio's")), *named])
        spans = [(str(one), gettext("%d maanden") % one) for one in MONTHS]
        self._offer("maanden", spans)

    @property
    def choice(self) -> Choice:
        """What was asked; call it once the form is valid."""
        asked = self.cleaned_data
        return Choice(
            region=int(asked["regio"]) if asked["regio"] else None,
            province=asked["provincie"],
            level=asked["niveau"],
            months=int(asked["maanden"] or self.USUAL["maanden"]),
            by=asked["per"] or REGION,
        )
