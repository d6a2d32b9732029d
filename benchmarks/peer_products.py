"""The three that are compared: how each is opened, joined and left."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Page

from benchmarks import peer_janus
from benchmarks.peer_stage import Stage
from benchmarks.stage import (
    CONNECT,
    HERE,
    LONG_MS,
    TO_CLASS,
    leave,
    open_page,
    open_side,
    press,
    until,
    wait_for_picture,
)

PAGES = HERE / "peer_pages.js"
Scripts = Sequence[Path]


class Product(ABC):
    """The class is there and waits, the pupil comes: `ready`, `join`, `leave`."""

    name: str

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.is_joined = False

    @contextmanager
    def pages(self, klas: Scripts, home: Scripts) -> Iterator[tuple[Page, Page]]:
        """Those of class and home, with their scripts, gone afterwards."""
        self.is_joined = False
        with ExitStack() as stack:
            both = []
            for side, scripts in (("klas", klas), ("thuis", home)):
                both.append(self.open(side, scripts))
                stack.callback(self.close, both[-1])
            yield both[0], both[1]

    def close(self, page: Page) -> None:
        page.context.close()

    @abstractmethod
    def open(self, side: str, scripts: Scripts) -> Page:
        """The page of this side."""

    @abstractmethod
    def ready(self, klas: Page, home: Page) -> None:
        """All but the press of the pupil is done."""

    @abstractmethod
    def press(self, home: Page) -> None:
        """That press."""

    @abstractmethod
    def leave(self, klas: Page, home: Page) -> None:
        """The pupil goes; the class waits again."""

    def join(self, klas: Page, home: Page) -> float:
        """Milliseconds from the press to the first picture of the class."""
        self.ready(klas, home)
        home.evaluate("probe.frames.length = 0")
        self.press(home)
        wait_for_picture(home)
        self.is_joined = True
        return float(home.evaluate("probe.frames[0] - probe.pressedAt"))

    def part(self, klas: Page, home: Page) -> None:
        self.leave(klas, home)
        self.is_joined = False

    def enter(self, klas: Page, home: Page) -> None:
        """They see each other; no press where they do so already."""
        if not self.is_joined:
            self.join(klas, home)


class Ours(Product):
    name = "ours"

    def open(self, side: str, scripts: Scripts) -> Page:
        browser = self.stage.klas if side == "klas" else self.stage.home
        return open_side(browser, self.stage.server, side, *scripts)

    def ready(self, klas: Page, home: Page) -> None:
        press(klas, CONNECT)
        home.get_by_text("De klas wacht").first.wait_for(timeout=LONG_MS)

    def press(self, home: Page) -> None:
        press(home, TO_CLASS)

    def leave(self, klas: Page, home: Page) -> None:
        leave(home)
        klas.get_by_role("button", name=CONNECT).wait_for(timeout=LONG_MS)


class Plain(Product):
    """A browser's own way, with the least around it: peer_plain.js."""

    name = "plain"

    def open(self, side: str, scripts: Scripts) -> Page:
        browser = self.stage.klas if side == "klas" else self.stage.home
        address = f"{self.stage.site.url}/plain/peer_plain.html#{side}"
        page = open_page(browser, address, PAGES, *scripts)
        until(page, "!document.querySelector('#join').disabled")
        return page

    def ready(self, klas: Page, home: Page) -> None:
        """Its camera is on already, as ours is."""

    def press(self, home: Page) -> None:
        home.locator("#join").click()

    def leave(self, klas: Page, home: Page) -> None:
        home.locator("#leave").click()
        until(klas, "document.querySelector('#there').srcObject === null")


class Janus(Product):
    """Debian's demo page of its VideoRoom, with the room as Debian sets it."""

    name = "janus"

    def open(self, side: str, scripts: Scripts) -> Page:
        browser = self.stage.klas if side == "klas" else self.stage.home
        address = f"{self.stage.site.url}/janus/videoroomtest.html"
        page = open_page(browser, address, PAGES, *scripts)
        self.start(page, side)
        if side == "klas":
            self.press(page)
            until(page, IS_UP)
            until(page, IS_ALONE)
        return page

    def close(self, page: Page) -> None:
        """It says goodbye: else Janus shows whoever is gone for another minute."""
        try:
            page.evaluate(GOODBYE)
        finally:
            super().close(page)

    def start(self, page: Page, name: str) -> None:
        page.locator("#start").click()
        page.locator("#username").fill(name, timeout=LONG_MS)

    def ready(self, klas: Page, home: Page) -> None:
        """Its page has done so from the start."""

    def press(self, home: Page) -> None:
        home.locator("#register").click()

    def leave(self, klas: Page, home: Page) -> None:
        """The page has no other way out than to be loaded anew."""
        home.reload()
        until(klas, "document.querySelector('#videoremote1 video') === null")
        self.start(home, "thuis")


IS_UP = "probe.connections.some(one => one.connectionState === 'connected')"
IS_ALONE = "!feeds.some(Boolean)"
GOODBYE = """() => new Promise((done) => {
  if (!janus) done();
  else janus.destroy({ success: done, error: done, notifyDestroyed: false });
  setTimeout(done, 5000);
})"""


def products(stage: Stage) -> list[Product]:
    """Ours first; Janus if it is installed."""
    found: list[Product] = [Ours(stage), Plain(stage)]
    return [*found, Janus(stage)] if peer_janus.is_here() else found
