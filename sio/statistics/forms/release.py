"""Input of a release: what it is called, its blocks, and the signature."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sio.core.time import this_school_year
from sio.statistics.actions.blocks import Content
from sio.statistics.actions.release import Details
from sio.statistics.cells import year_name
from sio.statistics.models import Release, ReleaseBlock
from sio.statistics.outlines import OUTLINES
from sio.statistics.queries.offers import was_published
from sio.statistics.workflow import Mode

# Synchronous internet education began as a trial in the school year 2007-2008.
FIRST_YEAR = 2007
LARGEST = 1_000_000_000


def years() -> list[tuple[int, str]]:
    """School years that can be shown, the newest first."""
    return [
        (year, year_name(year))
        for year in range(this_school_year(), FIRST_YEAR - 1, -1)
    ]


class SeenForm(forms.Form):
    """The version of the draft that the page showed."""

    seen = forms.IntegerField(
        min_value=0, max_value=LARGEST, widget=forms.HiddenInput, required=False
    )

    def clean_seen(self) -> int:
        value = self.cleaned_data["seen"]
        return -1 if value is None else int(value)


class DetailsForm(SeenForm):
    """Title, who asks, language, years, and whether small numbers are hidden."""

    title = forms.CharField(label=_("Titel"), max_length=200)
    asked = forms.CharField(
        label=_("Wie vraagt het?"),
        max_length=300,
        required=False,
        help_text=_("Zoals: Vraag nr. 123 van … (datum). Mag leeg blijven."),
    )
    language = forms.ChoiceField(
        label=_("Taal van het document"), choices=settings.LANGUAGES
    )
    first_year = forms.TypedChoiceField(label=_("Eerste schooljaar"), coerce=int)
    last_year = forms.TypedChoiceField(label=_("Laatste schooljaar"), coerce=int)
    mode = forms.ChoiceField(
        label=_("Kleine aantallen"),
        choices=[
            (Mode.SUPPRESSED, _("Verbergen: zo wordt niemand herkend.")),
            (Mode.UNSUPPRESSED, _("Tonen: dat vraagt een reden, en wordt bewaard.")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Waarom alle aantallen tonen?"),
        max_length=300,
        required=False,
        help_text=_("Alleen nodig als je kleine aantallen toont."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_year", "last_year"):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = years()

    @classmethod
    def of(cls, release: Release, bound: Any = None) -> DetailsForm:
        """Filled with what the release has now."""
        names = ("title", "asked", "language", "mode", "reason")
        initial = {name: getattr(release, name) for name in names}
        initial |= {"first_year": release.first_year, "last_year": release.last_year}
        return cls(bound, initial=initial | {"seen": release.version})

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        first, last = clean.get("first_year"), clean.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("Het laatste schooljaar komt na het eerste."))
        if (
            clean.get("mode") == Mode.UNSUPPRESSED
            and not clean.get("reason", "").strip()
        ):
            self.add_error(
                "reason", _("Zeg waarom je alle aantallen toont, ook de kleine.")
            )
        return clean

    @property
    def details(self) -> Details:
        clean = self.cleaned_data
        return Details(**{name: clean[name] for name in Details.__dataclass_fields__})


class MakeForm(DetailsForm):
    """The same, and what to begin with."""

    outline = forms.ChoiceField(
        label=_("Begin met"), required=False, widget=forms.RadioSelect
    )
    field_order = ["outline", "title", "asked", "language", "first_year", "last_year"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).update(
            {
                "outline": "",
                "language": settings.LANGUAGE_CODE,
                "first_year": this_school_year() - 4,
                "last_year": this_school_year() - 1,
                "mode": Mode.SUPPRESSED,
            }
        )
        super().__init__(*args, **kwargs)
        field = self.fields["outline"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Een leeg blad")),
            *((one.key, one.title) for one in OUTLINES.values()),
        ]


class TextForm(SeenForm):
    """A question, an answer, or words in between."""

    text = forms.CharField(
        label=_("Tekst"),
        max_length=10_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Een lege regel begint een nieuwe alinea. Een regel die begint met “- ” "
            "wordt een punt van een lijst."
        ),
    )

    def clean_text(self) -> str:
        # The first line may be indented on purpose; the end never is.
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n").rstrip()
        if not text.strip():
            raise forms.ValidationError(_("Schrijf eerst iets."), code="required")
        return text

    @property
    def content(self) -> Content:
        return Content(text=self.cleaned_data["text"])


class FigureForm(SeenForm):
    """One figure: which, what stands above it, and how it is drawn."""

    cube = forms.CharField(max_length=80, widget=forms.HiddenInput)
    caption = forms.CharField(
        label=_("Bijschrift"),
        max_length=200,
        help_text=_("Staat boven de tabel en de grafiek."),
    )
    chart = forms.ChoiceField(
        label=_("Grafiek"),
        choices=ReleaseBlock.Chart.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    with_published = forms.BooleanField(
        label=_("Toon eronder wat vroeger gepubliceerd werd, met de bron."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not was_published(self["cube"].value() or ""):
            del self.fields["with_published"]

    @property
    def content(self) -> Content:
        clean = self.cleaned_data
        return Content(
            cube=clean["cube"],
            caption=clean["caption"],
            chart=clean["chart"],
            with_published=clean.get("with_published", False),
        )


class MaskForm(SeenForm):
    """Which cells stay blank: one box for each."""

    cells = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, cells: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["cells"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = cells


class SignForm(forms.Form):
    """The hash that was read, and each difference ticked off."""

    sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)
    read = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, release: Release, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["read"]
        assert isinstance(field, forms.MultipleChoiceField)
        numbers = range(len(release.differences))
        field.choices = [(str(number), str(number)) for number in numbers]
