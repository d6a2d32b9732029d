"""Which school and class."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sio.intake.choices import Answer, Level, StudyForm
from sio.intake.facts import Facts, FactsRefused, refuse_impossible
from sio.intake.forms.fields import ChoiceRows, PlainField, typed_day
from sio.intake.forms.section import SectionForm
from sio.intake.forms.wording import FUNDED, FUNDED_HELP
from sio.intake.queries.schools import schools_to_choose
from sio.schools.models import School

NOT_LISTED = "0"


class SchoolChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A school by its key; NOT_LISTED is kept as no school."""

    def to_python(self, value: Any) -> School | None:
        return None if value == NOT_LISTED else super().to_python(value)


class SchoolForm(SectionForm):
    needed = frozenset({"level"})
    led = frozenset({"school_search", "school_name", "school_municipality"}) | {
        *("third_nursery_class", "study_form", "school_funded")
    }

    school_search = PlainField(
        label=gettext_lazy("Zoek de school"),
        help_text=gettext_lazy("Typ een stuk van de naam, of de gemeente."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    school = SchoolChoice(
        label=gettext_lazy("De school"),
        queryset=School.objects.none(),
        required=False,
        widget=forms.TextInput,
        error_messages={
            "invalid_choice": gettext_lazy("Die school kennen we niet meer. Zoek ze.")
        },
    )
    school_name = PlainField(label=gettext_lazy("Naam van de school"), max_length=150)
    school_municipality = PlainField(
        label=gettext_lazy("Gemeente van de school"), max_length=80
    )
    level = ChoiceRows(Level.choices, label=gettext_lazy("Welk onderwijs?"))
    third_nursery_class = ChoiceRows(
        Answer.choices,
        label=gettext_lazy("Kleuter: zit het kind in de derde kleuterklas?"),
        help_text=gettext_lazy(
            "Vraag je aan voor volgend schooljaar? Antwoord dan voor dat jaar."
        ),
    )
    study_form = ChoiceRows(
        [("", gettext_lazy("Weet ik niet")), *StudyForm.choices],
        label=gettext_lazy("Welke onderwijsvorm?"),
        widget=forms.Select,
    )
    study_year = PlainField(
        label=gettext_lazy("Leerjaar"),
        help_text=gettext_lazy("Bijvoorbeeld: derde leerjaar."),
        max_length=60,
    )
    class_name = PlainField(
        label=gettext_lazy("Klas"),
        help_text=gettext_lazy("Bijvoorbeeld: 3B."),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    school_funded = ChoiceRows(
        Answer.choices,
        label=FUNDED,
        help_text=FUNDED_HELP,
    )

    def shape(self) -> None:
        school = self.fields["school"]
        assert isinstance(school, SchoolChoice)
        school.queryset = schools_to_choose()

    @property
    def is_not_listed(self) -> bool:
        """The person looked, and the school was not there."""
        return self.answers.get("school") == NOT_LISTED

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        self._refuse_impossible(cleaned)
        if self.complete and not cleaned.get("school"):
            if not self.is_not_listed and not cleaned.get("school_name"):
                if "school" not in self.errors:
                    self.add_error("school_search", _("Zoek de school en duid ze aan."))
            else:
                for name in ("school_name", "school_municipality"):
                    if not cleaned.get(name):
                        self.miss(name)
        return cleaned

    def _refuse_impossible(self, cleaned: dict[str, Any]) -> None:
        """What can't be at that age or beside each other gets a sentence."""
        facts = Facts(
            birth_date=typed_day(self.answers.get("birth_date")),
            level=cleaned.get("level") or None,
            third_nursery_class=cleaned.get("third_nursery_class") == Answer.YES,
            study_form=cleaned.get("study_form") or None,
        )
        try:
            refuse_impossible(facts, self.judged_on)
        except FactsRefused as error:
            self.add_error(error.key, error.sentence)
