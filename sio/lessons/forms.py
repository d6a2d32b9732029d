"""What is typed into the schedule; times are on the school's clock."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from sio.core.sides import Side
from sio.core.time import today
from sio.lessons.actions.schedule import SlotFields
from sio.lessons.models import (
    AskedBy,
    ExtraLesson,
    ScheduleException,
    Slot,
    Trouble,
)
from sio.lessons.plan import Kind, moment_of
from sio.lessons.queries import slots_now
from sio.schools.models import School
from sio.trajects.models import Traject

WEEKDAYS = (
    (0, _("maandag")),
    (1, _("dinsdag")),
    (2, _("woensdag")),
    (3, _("donderdag")),
    (4, _("vrijdag")),
    (5, _("zaterdag")),
    (6, _("zondag")),
)
FURTHEST = timedelta(days=366)


def time_input() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


def date_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class QuestionForm(forms.Form):
    """Why the helpdesk looks at a line: fixed words, for free ones tell of a child."""

    asked_by = forms.ChoiceField(
        label=_("Wie vraagt het"),
        choices=[one for one in AskedBy.choices if one[0] not in Side.values],
        widget=forms.RadioSelect,
    )
    trouble = forms.ChoiceField(
        label=_("Wat is er"), choices=Trouble.choices, widget=forms.RadioSelect
    )


class SlotForm(forms.ModelForm):  # type: ignore[type-arg]
    """A half day, whose hours the school gives unless typed, or a lesson hour."""

    weekday = forms.TypedChoiceField(label=_("Dag"), choices=WEEKDAYS, coerce=int)

    class Meta:
        model = Slot
        fields = [
            "weekday",
            "part",
            "starts_at",
            "ends_at",
            "kind",
            "subject",
            "room",
        ]
        widgets = {"starts_at": time_input(), "ends_at": time_input()}

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.school = school
        self.initial.setdefault("part", Slot.Part.LESSON)
        for name in ("starts_at", "ends_at"):
            self.fields[name].required = False
            self.fields[name].help_text = _("Leeg bij een halve dag: de schooluren.")

    def clean(self) -> dict[str, Any]:
        super().clean()
        clean = self.cleaned_data
        starts_at, ends_at = self._hours_of_half_day(clean.get("part"))
        clean["starts_at"] = clean.get("starts_at") or starts_at
        clean["ends_at"] = clean.get("ends_at") or ends_at
        for name in ("starts_at", "ends_at"):
            if clean[name] is None and name not in self.errors:
                self.add_error(name, _("Vul het uur in."))
        _check_order(self, clean.get("starts_at"), clean.get("ends_at"))
        return clean

    def slot_fields(self) -> SlotFields:
        """The clean values, as the actions want them."""
        clean = self.cleaned_data
        return SlotFields(
            weekday=clean["weekday"],
            part=clean["part"],
            kind=clean["kind"],
            starts_at=clean["starts_at"],
            ends_at=clean["ends_at"],
            subject=clean["subject"],
            room=clean["room"],
        )

    def _hours_of_half_day(self, part: str | None) -> tuple[time | None, time | None]:
        if part == Slot.Part.MORNING:
            return self.school.morning_starts, self.school.morning_ends
        if part == Slot.Part.AFTERNOON:
            return self.school.afternoon_starts, self.school.afternoon_ends
        return None, None


class ExtraLessonForm(forms.ModelForm):  # type: ignore[type-arg]
    """A lesson on one day; `starts_at` and `ends_at` become moments."""

    field_order = ("on", "from_time", "to_time")

    on = forms.DateField(label=_("Datum"), widget=date_input())
    from_time = forms.TimeField(label=_("Van"), widget=time_input())
    to_time = forms.TimeField(label=_("Tot"), widget=time_input())

    class Meta:
        model = ExtraLesson
        fields = ["subject", "room"]

    def clean_on(self) -> date:
        return _near_future(self.cleaned_data["on"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        clean = self.cleaned_data
        if {"on", "from_time", "to_time"} <= clean.keys():
            clean["starts_at"] = moment_of(clean["on"], clean["from_time"])
            clean["ends_at"] = moment_of(clean["on"], clean["to_time"])
            _check_order(self, clean["starts_at"], clean["ends_at"], "to_time")
        return clean


class ExceptionForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is different on one date; only the kinds that this person may say."""

    link = forms.URLField(
        label=_("Link"),
        help_text=_("Als de klas elders online zit: van Teams, Meet of Smartschool."),
        max_length=500,
        required=False,
        assume_scheme="https",
    )

    class Meta:
        model = ScheduleException
        fields = ["on", "slot", "kind", "link"]
        widgets = {"on": date_input()}

    def __init__(
        self, *args: Any, traject: Traject, kinds: frozenset[Kind], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        slot = self.fields["slot"]
        assert isinstance(slot, forms.ModelChoiceField)
        slot.queryset = slots_now(traject)
        slot.label = _("Welk stuk van de dag")
        slot.empty_label = _("de hele dag")
        slot.label_from_instance = shown_slot  # type: ignore[assignment]
        kind = self.fields["kind"]
        assert isinstance(kind, forms.TypedChoiceField)
        kind.choices = [(one.value, one.label) for one in Kind if one in kinds]
        if Kind.ELSEWHERE not in kinds:
            del self.fields["link"]

    def clean_on(self) -> date:
        return _near_future(self.cleaned_data["on"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        clean = self.cleaned_data
        self._check_weekday(clean.get("on"), clean.get("slot"))
        if clean.get("kind") != Kind.ELSEWHERE:
            clean["link"] = ""
        elif "link" not in self.errors:
            self._check_link(clean.get("link") or "")
        return clean

    def _check_weekday(self, on: date | None, slot: Slot | None) -> None:
        if on and slot and slot.weekday != on.weekday():
            self.add_error("slot", _("Dat staat die dag niet in het rooster."))

    def _check_link(self, link: str) -> None:
        if not link:
            self.add_error("link", _("Plak de link waar de klas dan online zit."))
        elif urlsplit(link).scheme != "https":
            self.add_error("link", _("De link moet met https:// beginnen."))
        elif urlsplit(link).username is not None:
            self.add_error("link", _("In de link mag geen naam of wachtwoord staan."))


def shown_slot(slot: Slot) -> str:
    """maandag 08:30–09:20 Wiskunde."""
    hours = f"{slot.starts_at:%H:%M}–{slot.ends_at:%H:%M}"
    return f"{WEEKDAYS[slot.weekday][1]} {hours} {slot.subject}".strip()


def _near_future(on: date) -> date:
    if on < today():
        raise forms.ValidationError(_("Die dag is al voorbij."))
    if on > today() + FURTHEST:
        raise forms.ValidationError(_("Die dag is meer dan een jaar ver."))
    return on


def _check_order(
    form: forms.BaseForm, starts_at: Any, ends_at: Any, field: str = "ends_at"
) -> None:
    if starts_at and ends_at and starts_at >= ends_at and field not in form.errors:
        form.add_error(field, _("Het einde komt na het begin."))
