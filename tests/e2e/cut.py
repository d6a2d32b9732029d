"""The network of one browser is gone: the process that has its sockets stands still."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser


@contextmanager
def offline(browser: Browser, seconds: float) -> Iterator[None]:
    """For so long: nothing passes, WebRTC neither, and no page is told."""
    process = network_of(browser)
    begun = time.monotonic()
    os.kill(process, signal.SIGSTOP)
    try:
        yield
        threading.Event().wait(max(0, begun + seconds - time.monotonic()))
    finally:
        os.kill(process, signal.SIGCONT)


def network_of(browser: Browser) -> int:
    """Of this browser, and no other's."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    (found,) = [one["id"] for one in processes if has_sockets(one["id"])]
    return int(found)


def has_sockets(process: int) -> bool:
    command = Path(f"/proc/{process}/cmdline").read_bytes()
    return b"network.mojom.NetworkService" in command
