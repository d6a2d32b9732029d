"""Debian's Chromium with a made-up camera and microphone, and what it complains of."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Browser, BrowserContext, Playwright

FOLDER = Path(__file__).resolve().parent
CHROMIUM = "chromium"
QUIET = [
    *["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio"],
    *["--disable-background-networking", "--disable-component-update"],
    *["--disable-sync", "--disable-default-apps", "--no-first-run", "--no-pings"],
    *["--no-default-browser-check", "--disable-domain-reliability"],
    *["--metrics-recording-only", "--autoplay-policy=no-user-gesture-required"],
    *["--disable-background-timer-throttling", "--disable-renderer-backgrounding"],
    "--disable-backgrounding-occluded-windows",
    "--allow-loopback-in-peer-connection",
]
FAKE_DEVICES = ["--use-fake-device-for-media-stream=fps=10"]  # two cores must do
SLOW = "--use-fake-device-for-media-stream=fps=5"  # for six or seven lines' pictures
TABLET = {"width": 1280, "height": 800}
WAIT_MS = 45_000  # for a busy machine


def launch(
    playwright: Playwright, *flags: str, devices: bool = True, program: str = CHROMIUM
) -> Browser:
    """One process. Without `devices` it is a machine without camera and microphone."""
    options = executable(*flags, devices=devices, program=program)
    return playwright.chromium.launch(**options)


def executable(
    *flags: str, devices: bool = True, program: str = CHROMIUM
) -> dict[str, Any]:
    """How to start Chromium, for Playwright."""
    path = shutil.which(program)
    assert path, "chromium is not on the path: run make test."
    if program == CHROMIUM and os.nice(0) > 0:
        path = str(FOLDER / "gives-way.sh")
    fake = FAKE_DEVICES if devices else []
    return {
        "executable_path": path,
        "args": [*QUIET, *fake, *flags],
        "headless": True,
    }


class Profile:
    """A browser whose only window keeps what it keeps in a folder."""

    def __init__(
        self, playwright: Playwright, folder: Path, *flags: str, **how: str
    ) -> None:
        self.playwright, self.folder = playwright, folder
        self.executable = executable(*flags, **how)

    def new_context(self, **options: object) -> BrowserContext:
        return self.playwright.chromium.launch_persistent_context(
            self.folder, **self.executable, **options
        )


class Window:
    """A browser's own world: cookies, permissions, and every complaint it makes."""

    def __init__(self, browser: Browser | Profile, url: str, **options: object) -> None:
        options = {"viewport": TABLET, "locale": "nl-BE"} | options
        self.context: BrowserContext = browser.new_context(base_url=url, **options)
        self.context.set_default_timeout(WAIT_MS)
        self.context.add_init_script(path=FOLDER / "watch.js")
        self.url = url
        self.complaints: list[str] = []
        self.allowed: list[re.Pattern[str]] = []
        self.context.on("console", self.console)
        self.context.on("weberror", lambda error: self.complain(str(error.error)))

    @classmethod
    def beside(cls, other: Window) -> Self:
        """A second window of the same browser, with the same cookies."""
        window = cls.__new__(cls)
        window.__dict__.update(other.__dict__)
        return window

    def console(self, message: object) -> None:
        if message.type == "error":
            where = message.location.get("url", "")
            self.complain(f"{message.text} [{where}]")

    def complain(self, text: str) -> None:
        self.complaints.append(text)

    def allow(self, *patterns: str) -> None:
        """This story makes these complaints on purpose."""
        self.allowed += map(re.compile, patterns)

    def unexpected(self) -> list[str]:
        """The complaints that the story did not announce."""
        return [
            text
            for text in self.complaints
            if not any(pattern.search(text) for pattern in self.allowed)
        ]

    def permit(self, *names: str) -> None:
        """Exactly these: the rest is as after a press on "Block"."""
        self.context.clear_permissions()
        self.context.grant_permissions(list(names))

    def refuse(self, *names: str) -> None:
        """As a person who pressed "Block" in the browser's own question."""
        self.permit(*({"camera", "microphone"} - set(names)))

    def cookie(self, name: str, value: str, **more: Any) -> None:
        """Until the browser is closed, unless `expires` says when."""
        self.context.add_cookies(
            [
                {
                    "name": name,
                    "value": value,
                    "url": self.url,
                    "httpOnly": True,
                    "sameSite": "Lax",
                    **more,
                }
            ]
        )

    def shoot(self, path: Path) -> None:
        """What each of its pages shows now, as pictures that begin with this path."""
        for number, page in enumerate(self.context.pages):
            page.screenshot(path=f"{path}-{number}.png")

    def close(self) -> None:
        self.context.close()
