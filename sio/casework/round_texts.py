"""Rounds in words and pictures: for pages, files and charts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.casework.figures_of_round import CHOSEN, Figures, Line, Results
from sio.casework.models import Round, RoundQuestion
from sio.casework.queries.choice import Choice
from sio.core.charts import Chart, single_bars
from sio.schools.models import Region
from sio.schools.provinces import Province
from sio.trajects.workflow import State


@dataclass(frozen=True)
class Numbered:
    """One line of a table, with the number that stands beside its bar."""

    number: int
    label: str
    count: int
    percent: float | None


@dataclass(frozen=True)
class Shown:
    """One question's figures as its table and chart show them."""

    figures: Figures
    rows: list[Numbered]
    chart: Chart | None
    only_if: str = ""


def shown_figures(figures: Figures) -> Shown:
    """Numbered rows, and a chart of those with options."""
    rows = [
        Numbered(number, label_of(line), line.count, line.percent)
        for number, line in enumerate(figures.lines, start=1)
        if line.code or line.count
    ]
    chart = None
    if figures.question.kind in CHOSEN and figures.asked:
        chart = single_bars([(str(row.number), row.count) for row in rows])
    return Shown(figures, rows, chart)


def label_of(line: Line) -> str:
    """The words of a choice; who was asked and left it open is a line too."""
    return line.label or _("geen antwoord")


def results_rows(shown: Round, results: Results) -> Iterable[list[object]]:
    """Each line of the file says of how many it is, so that none goes about alone."""
    of_all = contacted_words(results)
    at = date_format(timezone.localtime(), "SHORT_DATETIME_FORMAT")
    yield [_("Bevraging"), shown.name]
    yield [_("Stand op"), at]
    yield [_("Gecontacteerd"), of_all]
    yield []
    yield [
        _("Vraag"),
        _("Antwoord"),
        _("Aantal"),
        _("Gevraagd aan"),
        _("Procent van wie het gevraagd is"),
        _("Gecontacteerd"),
    ]
    for one in results.questions:
        for label, count, percent in _lines(one):
            yield [one.question.text, label, count, one.asked, percent, of_all]


def contacted_words(results: Results) -> str:
    """ "51 van 60": without this no figure of a round says anything."""
    return _("%(contacted)s van %(total)s") % {
        "contacted": results.contacted,
        "total": results.total,
    }


def choice_in_words(choice: Choice) -> list[tuple[str, str]]:
    """What a choice of files says, label by label, without what it leaves open."""
    said: list[tuple[str, str]] = []
    if choice.states:
        labels = [str(State(state).label) for state in choice.states]
        said.append((_("Stand"), ", ".join(labels)))
    if choice.year is not None:
        said.append((_("Schooljaar"), f"{choice.year}–{choice.year + 1}"))
    if choice.province:
        said.append((_("Provincie"), str(Province(choice.province).label)))
    if choice.region is not None:
        said.append((_("Regio"), _name_of(Region, choice.region)))
    if choice.consultant is not None:
        said.append((_("Consulent"), _name_of(User, choice.consultant)))
    if choice.question is not None:
        said.append((_name_of(RoundQuestion, choice.question), choice.code))
    return said


def _lines(one: Figures) -> Iterable[tuple[str, object, object]]:
    if one.question.kind not in CHOSEN:
        yield _("beantwoord"), one.answered, ""
    if one.middle is not None:
        yield _("laagste"), one.lowest, ""
        yield _("middelste"), one.middle, ""
        yield _("hoogste"), one.highest, ""
    for line in one.lines:
        yield label_of(line), line.count, _percent(line.percent)


def _percent(percent: float | None) -> object:
    return "" if percent is None else percent


def _name_of(kind: type[Region | User | RoundQuestion], pk: int) -> str:
    found = kind.objects.filter(pk=pk).first()
    return "–" if found is None else str(found)
