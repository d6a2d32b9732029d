"""One school and one home for all: our server and those of the peers, two browsers."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from benchmarks import peer_janus
from benchmarks.networks import (
    HOME,
    SCHOOL,
    SCHOOL_ADDRESS,
    inside,
    two_networks,
    wrapper,
)
from benchmarks.press_to_picture import CAMERA
from benchmarks.stage import Server, browsing, free_port, launch, serving


@dataclass(frozen=True)
class Stage:
    """What all of them share; `site` has the pages of the peers."""

    server: Server
    site: Server
    klas: Browser
    home: Browser


@contextmanager
def peer_stage() -> Iterator[Stage]:
    """Everything at once, so that each is measured beside the same idle others."""
    if os.geteuid():
        raise SystemExit("this needs network namespaces: run it as root")
    with ExitStack() as stack:
        stack.enter_context(two_networks())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours = Server(host=SCHOOL_ADDRESS, inside=inside(SCHOOL))
        server = stack.enter_context(serving(ours))
        site = stack.enter_context(pages_of_peers())
        if peer_janus.is_here():
            stack.enter_context(peer_janus.janus(folder))
        playwright = stack.enter_context(browsing())
        klas, home = (
            stack.enter_context(browser(playwright, str(folder), place, server, site))
            for place in (SCHOOL, HOME)
        )
        yield Stage(server, site, klas, home)


@contextmanager
def pages_of_peers() -> Iterator[Server]:
    site = Server(host=SCHOOL_ADDRESS, inside=inside(SCHOOL), port=free_port())
    site.app = "benchmarks.peer_site:app"
    site.start()
    try:
        yield site
    finally:
        site.stop()
        site.clean()


def browser(
    playwright: Playwright, folder: str, place: str, *servers: Server
) -> Browser:
    """In this network; each of these servers may ask it for a camera."""
    origins = ",".join(server.url for server in servers)
    insecure = f"--unsafely-treat-insecure-origin-as-secure={origins}"
    return launch(playwright, command=wrapper(folder, place), flags=(insecure, *CAMERA))
