"""For which school years applications are taken now, and what the public reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.time import school_year
from sio.intake import rules
from sio.intake.models import WindowChange

State = WindowChange.State

# Month and day from which the next school year is open unless somebody decides
# otherwise: before the first known case of May 2020 (an application for 2020-2021),
# and late enough to know what a pupil will need. Our own choice, docs/adr/0027.
NEXT_YEAR_OPENS = (3, 1)

TEXT_FIELDS = {"nl-be": "text_nl", "fr": "text_fr", "en": "text_en", "de": "text_de"}


class OpenYear(NamedTuple):
    """A school year that may be applied for; `text` in the language that is active."""

    year: int
    state: str
    text: str


@dataclass(frozen=True)
class Window:
    """One school year: where it stands today, and by which decision, if any."""

    year: int
    state: str
    change: WindowChange | None
    opens_on: date | None = None

    @property
    def takes_applications(self) -> bool:
        return self.state != State.CLOSED

    @property
    def label(self) -> str:
        return f"{self.year}–{self.year + 1}"

    @property
    def seen(self) -> int | None:
        """The decision that whoever changes it has before them."""
        return self.change.pk if self.change else None

    @property
    def state_name(self) -> str:
        return str(State(self.state).label)

    @property
    def text(self) -> str:
        """What the public reads, in the active language; Dutch if there is no other."""
        return self._written() or self._standard()

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What the public reads in each language of ours: language code and text."""
        found = []
        for language in TEXT_FIELDS:
            with translation.override(language):
                found.append((language, self.text))
        return found

    def _written(self) -> str:
        if self.change is None:
            return ""
        own = TEXT_FIELDS.get(translation.get_language() or "", "text_nl")
        return getattr(self.change, own) or self.change.text_nl

    def _standard(self) -> str:
        if self.takes_applications:
            return _("Je kunt nu aanvragen voor dit schooljaar.")
        if self.opens_on:
            day = date_format(self.opens_on, "DATE_FORMAT")
            return _("Je kunt aanvragen vanaf %(day)s.") % {"day": day}
        return _("Voor dit schooljaar kun je nu niet aanvragen.")


def window_of(year: int, today: date) -> Window:
    """The window of this one school year on this day; never that of another."""
    return _windows([year], today)[0]


def windows_now(today: date) -> list[Window]:
    """The running school year and the next one, which are public, in this order."""
    running = school_year(today)
    return _windows([running, running + 1], today)


def last_counts(today: date) -> list[WindowChange]:
    """The newest count of free sets of the running and the next year, if any.

    That of an older decision where the newest one counted nothing.
    """
    running = school_year(today)
    counted = WindowChange.objects.filter(
        sets_free__isnull=False, school_year__in=(running, running + 1)
    )
    newest = {change.school_year: change for change in counted.order_by("at", "pk")}
    return [newest[year] for year in sorted(newest)]


def years_open(today: date) -> list[OpenYear]:
    """What an application may be for, earliest first; empty if all is closed.

    With a waiting list there is a place on that list only: `state` says so.
    """
    return [
        OpenYear(window.year, window.state, window.text)
        for window in windows_now(today)
        if window.takes_applications
    ]


def window_changes_visible_to(user: User | AnonymousUser) -> QuerySet[WindowChange]:
    """Every decision with its reason, newest first, for staff; nothing for others."""
    if not rules.may_see_windows(working_roles(user)):
        return WindowChange.objects.none()
    return WindowChange.objects.select_related("by")


def _windows(years: Iterable[int], today: date) -> list[Window]:
    wanted = list(years)
    newest = WindowChange.objects.filter(followed_by=None, school_year__in=wanted)
    changes = {change.school_year: change for change in newest.select_related("by")}
    return [_window(year, changes.get(year), today) for year in wanted]


def _window(year: int, change: WindowChange | None, today: date) -> Window:
    """A year that is over, or further away than the next one, is closed for all."""
    running = school_year(today)
    if year not in (running, running + 1):
        return Window(year, State.CLOSED, None)
    if change is not None:
        return Window(year, change.state, change)
    opens_on = date(running + 1, *NEXT_YEAR_OPENS)
    if year == running or today >= opens_on:
        return Window(year, State.OPEN, None)
    return Window(year, State.CLOSED, None, opens_on)
