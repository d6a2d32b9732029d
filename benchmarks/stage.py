"""The stage of a benchmark: our server in demo mode, and a browser for each side."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parent
PROBE = HERE / "browser_probe.js"
TO_CLASS, CONNECT = "Naar de klas", "Verbind"
LONG_MS = 30_000
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--mute-audio",
]


@dataclass
class Server:
    """Our server, as `make demo` runs it; `inside` runs it in a namespace."""

    host: str = "127.0.0.1"
    inside: tuple[str, ...] = ()
    app: str = "sio.asgi:application"
    settings: dict[str, str] = field(default_factory=dict)
    var: str = field(default_factory=lambda: tempfile.mkdtemp(prefix="sio-bench-"))
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def prepare(self) -> None:
        """Database, demo data and static files."""
        self.port = free_port()
        command = "from sio.lessons.demo import load_demo; load_demo()"
        self.manage("migrate", "-v0")
        self.manage("shell", "-v0", "-c", command)
        self.manage("collectstatic", "-v0", "--noinput")

    def manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment(), check=True)

    def environment(self) -> dict[str, str]:
        own = {"SIO_DEMO": "1", "SIO_VAR_DIR": self.var, "SIO_HOSTS": self.host}
        return {**os.environ, **own, **self.settings}

    def start(self) -> None:
        """Returns when it answers."""
        command = [sys.executable, "-m", "uvicorn", "--ws", "websockets-sansio"]
        command += ["--log-level", "warning", "--host", self.host]
        command += ["--port", str(self.port), self.app]
        self.process = subprocess.Popen(
            [*self.inside, *command], cwd=ROOT, env=self.environment()
        )
        self.wait()

    def wait(self) -> None:
        deadline = time.monotonic() + 30
        probe = [*self.inside, sys.executable, "-c", KNOCK, self.host, str(self.port)]
        while subprocess.run(probe, check=False).returncode:
            if time.monotonic() > deadline:
                raise RuntimeError("the server does not answer")

    def stop(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)

    def clean(self) -> None:
        shutil.rmtree(self.var, ignore_errors=True)


KNOCK = """
import socket, sys, time
try:
    socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=1).close()
except OSError:
    time.sleep(0.1)
    sys.exit(1)
"""


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """A prepared server that runs, and is cleaned up after."""
    server.prepare()
    server.start()
    try:
        yield server
    finally:
        server.stop()
        server.clean()


@contextmanager
def browsing() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@contextmanager
def lesson_stage(
    *scripts: Path,
    flags: tuple[str, ...] = (),
    home_flags: tuple[str, ...] | None = None,
) -> Iterator[tuple[Server, Page, Page]]:
    """A server on loopback and the pages of class and home, each in its own browser.

    `home_flags`: None is those of the class.
    """
    of_home = flags if home_flags is None else home_flags
    with (
        serving(Server()) as server,
        browsing() as playwright,
        launch(playwright, flags=flags) as class_browser,
        launch(playwright, flags=of_home) as home_browser,
    ):
        klas = open_side(class_browser, server, "klas", *scripts)
        home = open_side(home_browser, server, "thuis", *scripts)
        yield server, klas, home


def launch(
    playwright: Playwright, *, command: str = "", flags: tuple[str, ...] = ()
) -> Browser:
    """A Chromium of its own: the system's, or `command` that starts it elsewhere."""
    chromium = command or shutil.which("chromium")
    if not chromium:
        raise RuntimeError("chromium is missing: make test installs it")
    return playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, *flags])


def open_side(browser: Browser, server: Server, side: str, *scripts: Path) -> Page:
    """The page of this side, paired by the demo door, waiting for a press."""
    page = open_page(browser, f"{server.url}/demo/{side}/", *scripts)
    button = CONNECT if side == "klas" else TO_CLASS
    page.get_by_role("button", name=button).wait_for(timeout=LONG_MS)
    return page


def open_page(browser: Browser, address: str, *scripts: Path) -> Page:
    """A page of a person of its own, with camera, microphone and our eye on it."""
    context = browser.new_context(
        viewport={"width": 1024, "height": 768},
        permissions=["camera", "microphone"],
        locale="nl-BE",
    )
    for script in (PROBE, *scripts):
        context.add_init_script(path=script)
    page = context.new_page()
    page.goto(address)
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=False).first.click()


def connect(klas: Page, home: Page) -> None:
    """Both press; returns when the pupil sees the class."""
    press(klas, CONNECT)
    press(home, TO_CLASS)
    wait_for_picture(home)
    wait_for_picture(klas)


def wait_for_picture(page: Page) -> None:
    until(page, "probe.frames.length > 5")


def until(page: Page, true: str, timeout_ms: float = LONG_MS) -> None:
    """Look every 50 ms; Playwright's own waiting needs eval, which our CSP forbids."""
    deadline = time.monotonic() + timeout_ms / 1000
    while not page.evaluate(true):
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {timeout_ms} ms: {true}")
        page.wait_for_timeout(50)


def leave(home: Page) -> None:
    """The pupil leaves, and both are back at their large button."""
    press(home, "Stoppen")
    home.get_by_role("button", name=TO_CLASS).wait_for(timeout=LONG_MS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
