"""Answers as they were typed: taking them from a form, and joining two windows.

Kept as typed, so that even what can't be right is still there after a reload. A page
carries along what it showed (`was-…`), so that a change is told apart from what merely
stood there: two windows that change different answers both get their way, and where
they change the same one the person chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.datastructures import MultiValueDict

Value = str | list[str]
Answers = dict[str, Value]
WAS = "was-"
LONGEST_NAME = 40  # of a window
LONGEST = 5000  # characters of one answer; what is longer is shown again, not kept


@dataclass(frozen=True, slots=True)
class Page:
    """What one window sent: `typed` now, `was` shown before, and which to give up."""

    window: str
    typed: Answers
    was: Answers
    yielded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Joined:
    """The outcome: what to keep, who wrote it, and what the two windows differ on."""

    answers: Answers
    writers: dict[str, str]
    conflicts: dict[str, Value]  # by name, what the other window said


def page_of(
    post: MultiValueDict[str, str], names: Iterable[str], lists: frozenset[str]
) -> Page:
    """The part of a POST that is about these answers; `lists` may have several."""
    typed: Answers = {}
    was: Answers = {}
    for name in names:
        if name in lists:
            typed[name] = post.getlist(name)
            was[name] = post.getlist(WAS + name)
        else:
            typed[name] = _plain(post.get(name, ""))
            was[name] = _plain(post.get(WAS + name, ""))
    return Page(
        window=_name_of(post.get("window", "")),
        typed=typed,
        was=was,
        yielded=frozenset(post.getlist("theirs")),
    )


def join(stored: Answers, writers: Mapping[str, str], page: Page) -> Joined:
    """The stored answers with what this page changed, as far as nobody else did."""
    answers, by = dict(stored), dict(writers)
    conflicts: dict[str, Value] = {}
    for name, now in page.typed.items():
        kept = stored.get(name) or _empty(now)
        own = bool(page.window) and by.get(name) == page.window
        untouched = now == page.was[name] and not own
        if now == kept or untouched or name in page.yielded:
            continue
        if kept != page.was[name] and not own:
            conflicts[name] = kept
        elif fits(now):
            answers[name] = now
            by[name] = page.window
    return Joined(answers, by, conflicts)


def fits(value: Value) -> bool:
    """Short enough to keep; anything longer is no answer but a flood."""
    parts = [value] if isinstance(value, str) else value
    return sum(map(len, parts)) <= LONGEST


def text_of(answers: Mapping[str, Value], name: str) -> str:
    """One answer as text; empty if there is none."""
    value = answers.get(name, "")
    return value if isinstance(value, str) else ", ".join(value)


def _name_of(window: str) -> str:
    """As we gave it to the page; whatever else was sent is a window without a name."""
    return window if len(window) <= LONGEST_NAME and window.isalnum() else ""


def _plain(text: str) -> str:
    """Browsers send line ends as CR LF; a comparison must not stumble over them."""
    return text.replace("\r\n", "\n").strip()


def _empty(like: Value) -> Value:
    return "" if isinstance(like, str) else []
