"""One class device with a line in a frame for each of its pupils."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.e2e.sides import ClassWindow, HomeWindow, together


class ClassFrame(ClassWindow):
    """The line of one pupil, in its frame."""

    def __init__(self, klas: ClassWindow, name: str) -> None:
        self.__dict__.update(klas.__dict__)
        self.name = name
        frame = pane(klas, name).locator("iframe").element_handle()
        self.page = frame.content_frame()


def pane(klas: ClassWindow, name: str) -> Locator:
    return klas.page.locator(f'[data-name="{name}"]')


def all_meet(klas: ClassWindow, homes: dict[str, HomeWindow]) -> list[ClassFrame]:
    """All are there: one press in class, one in each home. The class's page is open."""
    frames = [ClassFrame(klas, name) for name in homes]
    for home in homes.values():
        home.open()
    klas.press("Verbind met iedereen")
    for home in homes.values():
        home.press_enter()
    for home, frame in zip(homes.values(), frames, strict=True):
        together(home, frame)
    return frames
