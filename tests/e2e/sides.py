"""The people of the stories at their screens, in the words that stand on them."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.browsers import WAIT_MS, Window

LOOK_S = 0.05
# The browser looks for it, and for a browser an accented letter is none.
WORD_ENDS = r"(?![\wÀ-ɏ])"
expect.set_options(timeout=WAIT_MS)


class Person(Window):
    """One window with one page at a time."""

    path = "/"

    def open(self, path: str | None = None) -> Page:
        self.page = self.context.new_page()
        self.page.goto(path or self.path)
        return self.page

    def button(self, name: str) -> Locator:
        """Whose name begins so: the letter of its key may follow."""
        begins = re.compile(rf"^{re.escape(name)}{WORD_ENDS}")
        return self.page.get_by_role("button", name=begins)

    def press(self, name: str) -> None:
        self.button(name).click()

    def press_more(self, name: str) -> None:
        """A key that stands behind "Meer"."""
        self.press("Meer")
        self.press(name)

    def reads(self, text: str) -> None:
        """These words are on the screen, or come onto it."""
        expect(self.words(text).first).to_be_visible()

    def reads_no(self, text: str) -> None:
        """These words are not on the screen, or leave it."""
        expect(self.words(text)).to_have_count(0)

    def words(self, text: str) -> Locator:
        """Where they can be seen: what is only read aloud is left out."""
        shown = self.page.locator("*:not(sio-announcer *)")
        return self.page.get_by_text(text).and_(shown).filter(visible=True)


class Side(Person):
    """A browser at one end of the line."""

    enter = ""
    side = ""

    def __init__(self, *place: Any, **options: Any) -> None:
        super().__init__(*place, **options)
        self.permit("camera", "microphone")

    def is_device(self, device: Any, **more: Any) -> None:
        self.cookie(f"sio_{self.side}", device.credential, **more)

    def ask(self, question: str) -> Any:
        """What the page's own counters say (watch.js)."""
        return self.page.evaluate(f"() => window.story.{question}")

    def sees(self) -> None:
        """The other side's picture moves."""
        assert self.ask("frames(3)") > 0

    def hears(self) -> None:
        """The other side's sound arrives."""
        self.ask("packets(10)")

    def sees_and_hears(self) -> None:
        self.sees()
        self.hears()

    def press_enter(self) -> None:
        self.press(self.enter)

    def comes_back(self) -> None:
        """Loads the page anew, as after a crash; no press follows."""
        self.page.reload()

    def writes(self, text: str) -> None:
        field = self.page.get_by_label("Schrijf iets…")
        if not field.is_visible():
            self.press("Schrijven")
        field.fill(text)
        self.press("Stuur")

    def written(self) -> list[str]:
        """What the open panel shows, oldest first."""
        return self.page.get_by_role("log").locator(".chat__text").all_inner_texts()

    def sends(self, *kinds: str) -> None:
        """Nothing else goes out: "audio", "video", both or neither."""
        until(lambda: self.ask("sent()") == list(kinds))


class HomeWindow(Side):
    """The pupil at home."""

    path, side, enter = "/thuis/", "home", "Naar de klas"


class ClassWindow(Side):
    """The class."""

    path, side, enter = "/klas/", "class", "Verbind"


class GrownUp(Person):
    """Consultant, parent or school contact."""

    path = "/trajecten/"

    def fills(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)

    def follows(self, name: str) -> None:
        self.page.get_by_role("link", name=name).click()


def meet(home: HomeWindow, klas: ClassWindow) -> None:
    """Both pages open, both press, and the line is up."""
    for side in (home, klas):
        side.open()
    for side in (klas, home):
        side.press_enter()
    together(home, klas)


def together(*sides: Side) -> None:
    """Everybody sees and hears the other."""
    for side in sides:
        side.sees_and_hears()


def until(condition: Callable[[], Any], within_s: float = WAIT_MS / 1000) -> Any:
    """What `condition` gives once it is true: for what only the database knows."""
    waiting = threading.Event()
    for _ in range(int(within_s / LOOK_S)):
        if found := condition():
            return found
        waiting.wait(LOOK_S)
    raise AssertionError(f"not within {within_s} s: {condition()!r}")
