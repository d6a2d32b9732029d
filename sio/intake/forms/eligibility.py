"""The questions of the public checker, one form each; `walk` leads through them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from sio.core.time import school_year, school_year_dates
from sio.intake.engine import facts_asked, is_open
from sio.intake.facts import (
    MOST_HALF_DAYS,
    MOST_WEEKS,
    UNKNOWN,
    Facts,
    is_too_old,
)
from sio.intake.forms.wording import FUNDED, FUNDED_HELP

DONT_KNOW = (UNKNOWN, _("Ik weet het niet"))
NONE_OF_THESE = "none"
THIS, NEXT = "this", "next"
CHOOSE = {
    "required": _("Kies een antwoord."),
    "invalid_choice": _("Kies een antwoord."),
}


class QuestionForm(forms.Form):
    """One question. `key` is the fact that it is about, and `given` what it says.

    `on` is the day that is judged, `today` that on which it is asked.
    """

    key: ClassVar[str]
    heading: ClassVar[Any]
    help: ClassVar[Any] = ""

    def __init__(self, *args: Any, on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on, self.today = on, today

    def day_judged(self) -> date:
        """The day that is judged after this answer."""
        return self.on

    @classmethod
    def is_asked(cls, facts: Facts, on: date) -> bool:
        """Whether a rule of that day looks at it, after what was answered before."""
        return cls.key in facts_asked(on)

    def given(self) -> dict[str, Any]:
        """What `parse_facts` reads; empty if the answer is that it is not known."""
        answer = self.cleaned_data[self.key]
        return {} if answer in (None, UNKNOWN) else {self.key: answer}


def one_of(*choices: tuple[str, Any]) -> forms.ChoiceField:
    """Rounds to choose from; the last one is for who doesn't know."""
    return forms.ChoiceField(
        choices=[*choices, DONT_KNOW], widget=forms.RadioSelect, error_messages=CHOOSE
    )


class SchoolYearForm(QuestionForm):
    """This school year or the next; asked if one may apply for the next one now."""

    key = "school_year"
    heading = _("Voor welk schooljaar?")
    help = _("Is het voor volgend schooljaar? Antwoord dan zoals het dan zal zijn.")
    school_year = forms.ChoiceField(widget=forms.RadioSelect, error_messages=CHOOSE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = school_year(self.today)
        field = self.fields["school_year"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (THIS, _("Dit schooljaar (%(years)s)") % {"years": _years(year)}),
            (NEXT, _("Volgend schooljaar (%(years)s)") % {"years": _years(year + 1)}),
        ]

    @classmethod
    def is_asked(cls, facts: Facts, on: date) -> bool:
        return True

    def day_judged(self) -> date:
        if self.cleaned_data["school_year"] == THIS:
            return self.today
        return school_year_dates(school_year(self.today) + 1)[0]

    def given(self) -> dict[str, Any]:
        return {}


def _years(year: int) -> str:
    return f"{year}–{year + 1}"


class LevelForm(QuestionForm):
    key = "level"
    heading = _("In welke school zit het kind?")
    level = one_of(
        ("nursery", _("Kleuterschool")),
        ("primary", _("Lagere school")),
        ("secondary", _("Secundaire school")),
    )


class BirthDateForm(QuestionForm):
    key = "birth_date"
    heading = _("Wanneer is het kind geboren?")
    help = _("Weet je het niet? Laat het leeg.")
    day = forms.IntegerField(label=_("Dag"), min_value=1, max_value=31, required=False)
    month = forms.IntegerField(
        label=_("Maand"), min_value=1, max_value=12, required=False
    )
    year = forms.IntegerField(label=_("Jaar"), min_value=1900, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, length in (("day", 2), ("month", 2), ("year", 4)):
            self.fields[name].widget = forms.TextInput(
                attrs={
                    "inputmode": "numeric",
                    "maxlength": length,
                    "autocomplete": "off",
                    "class": f"birth__{name}",
                }
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        parts = [cleaned.get(name) for name in ("year", "month", "day")]
        cleaned["birth_date"] = self._date(parts) if any(parts) else None
        return cleaned

    def _date(self, parts: list[Any]) -> date | None:
        if not all(parts):
            self.add_error(None, _("Vul dag, maand en jaar in, of laat alles leeg."))
            return None
        try:
            born = date(*parts)
        except ValueError:
            self.add_error(None, _("Die dag bestaat niet. Kijk de datum na."))
            return None
        if born > self.today:
            self.add_error(None, _("Die dag moet nog komen. Kijk de datum na."))
        elif is_too_old(born, self.on):
            self.add_error(None, _("Dat is heel lang geleden. Kijk het jaar na."))
        return born

    def given(self) -> dict[str, Any]:
        born = self.cleaned_data["birth_date"]
        return {"birth_date": born.isoformat()} if born else {}


YES, NO = ("yes", _("Ja")), ("no", _("Nee"))


class YesNoForm(QuestionForm):
    """Its one field has yes, no and unknown."""

    def given(self) -> dict[str, Any]:
        answer = self.cleaned_data[self.key]
        return {} if answer == UNKNOWN else {self.key: answer == "yes"}


class ThirdNurseryForm(YesNoForm):
    key = "third_nursery_class"
    heading = _("Zit het kind in de derde kleuterklas?")
    third_nursery_class = one_of(YES, NO)

    @classmethod
    def is_asked(cls, facts: Facts, on: date) -> bool:
        age = facts.age_years(on)
        is_young = age is None or age < 5
        return (
            super().is_asked(facts, on)
            and is_young
            and facts.level in (None, "nursery")
        )


class StudyFormForm(QuestionForm):
    key = "study_form"
    heading = _("Wat volgt het kind in het secundair?")
    study_form = one_of(
        ("ordinary", _("Gewone klas (aso, tso, bso, kso, of de nieuwe namen)")),
        ("okan", _("Onthaalklas voor nieuwkomers (OKAN)")),
        ("buso", _("Buitengewoon secundair onderwijs (BuSO)")),
        ("buso_alternating", _("BuSO met een alternerende beroepsopleiding")),
        ("dual", _("Duaal leren")),
        ("dbso", _("Deeltijds beroepsonderwijs (DBSO), tot zomer 2025")),
        ("preparatory_year", _("Zevende jaar dat voorbereidt op hoger onderwijs")),
        ("se_n_se", _("Se-n-Se (secundair na secundair)")),
        ("bso_4th_grade", _("Vierde graad bso")),
        ("hbo5_nursing", _("Verpleegkunde HBO5")),
    )

    @classmethod
    def is_asked(cls, facts: Facts, on: date) -> bool:
        return super().is_asked(facts, on) and facts.level in (None, "secondary")


class SchoolFundedForm(YesNoForm):
    key = "school_funded"
    heading = FUNDED
    help = FUNDED_HELP
    school_funded = one_of(YES, NO)


REASONS = [
    ("illness", _("Ziekte")),
    ("psychological", _("Het gaat mentaal niet goed")),
    ("operation", _("Operatie")),
    ("accident", _("Ongeval")),
    ("maternity", _("Zwangerschap of bevalling")),
    ("risk_group", _("Niet ziek, maar zelf kwetsbaar voor besmetting")),
    (
        "household_at_risk",
        _("Niet ziek, maar iemand thuis is kwetsbaar voor besmetting"),
    ),
    DONT_KNOW,
]


class ReasonForm(QuestionForm):
    key = "reason"
    heading = _("Waarom kan het kind niet naar school?")
    help = _("Wat er precies is, hoef je hier niet te zeggen.")
    reason = one_of()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leaves out what only another year allowed, such as the COVID-19 groups."""
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (value, label)
            for value, label in REASONS
            if value == UNKNOWN or is_open("reason", value, self.on)
        ]


class NumberForm(QuestionForm):
    """Its one field has a number; empty is not known."""

    help = _("Ongeveer is goed. Weet je het niet? Laat het leeg.")


def weeks() -> forms.FloatField:
    """A number of weeks, not always whole."""
    return forms.FloatField(
        label=_("Aantal weken"),
        min_value=0,
        max_value=MOST_WEEKS,
        required=False,
        widget=forms.NumberInput(
            attrs={"step": "any", "inputmode": "decimal", "autocomplete": "off"}
        ),
    )


class ExpectedWeeksForm(NumberForm):
    key = "expected_weeks"
    heading = _("Hoeveel weken zal het kind de les van thuis uit volgen?")
    help = _("Tel alles samen. Ongeveer is goed. Weet je het niet? Laat het leeg.")
    expected_weeks = weeks()


class AbsenceWeeksForm(NumberForm):
    key = "absence_weeks"
    heading = _("Hoeveel weken kan het kind niet naar school?")
    absence_weeks = weeks()


class HalfDaysForm(NumberForm):
    key = "half_days_per_year"
    heading = _("Hoeveel halve dagen mist het kind in dat schooljaar?")
    half_days_per_year = forms.IntegerField(
        label=_("Aantal halve dagen"),
        min_value=0,
        max_value=MOST_HALF_DAYS,
        required=False,
        widget=forms.NumberInput(attrs={"autocomplete": "off"}),
    )


class OtherTeachingForm(QuestionForm):
    key = "other_teaching"
    heading = _("Krijgt het kind nu nog op een andere manier les?")
    help = _("Je mag meer dan één antwoord kiezen.")
    other_teaching = forms.MultipleChoiceField(
        choices=[
            ("toah", _("Tijdelijk onderwijs aan huis (TOAH)")),
            ("poah", _("Permanent onderwijs aan huis (POAH)")),
            ("hospital_school", _("Ziekenhuisschool")),
            ("school_ziekzijn", _("School & Ziekzijn")),
            (NONE_OF_THESE, _("Geen van deze")),
            DONT_KNOW,
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )

    def clean_other_teaching(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["other_teaching"]
        if len(chosen) > 1 and {NONE_OF_THESE, UNKNOWN} & set(chosen):
            raise forms.ValidationError(
                _("Kies “Geen van deze” of “Ik weet het niet” zonder iets anders.")
            )
        return chosen

    def given(self) -> dict[str, Any]:
        chosen = self.cleaned_data["other_teaching"]
        if chosen == [UNKNOWN]:
            return {}
        return {"other_teaching": [one for one in chosen if one != NONE_OF_THESE]}


class CertificateForm(YesNoForm):
    key = "certificate"
    heading = _("Heeft de school een afwezigheidsattest van een dokter?")
    help = _("Heeft ze het nog niet? Dat kan je nog regelen.")
    certificate = one_of(YES, NO)


QUESTIONS: tuple[type[QuestionForm], ...] = (
    LevelForm,
    BirthDateForm,
    ThirdNurseryForm,
    StudyFormForm,
    SchoolFundedForm,
    ReasonForm,
    ExpectedWeeksForm,
    AbsenceWeeksForm,
    HalfDaysForm,
    OtherTeachingForm,
    CertificateForm,
)
