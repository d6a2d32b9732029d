"""The office with 50,000 files: how long the server works on a page.

A PostgreSQL of its own is filled (`office_rows`), and each page (`office_pages`) asked
for in one process, so that no network and no browser counts (`office_turns`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks.figure import Figure, figure
from benchmarks.office_pages import PAGES
from benchmarks.stage import ROOT
from tools.with_postgres import cluster

QUESTION = "How long does the server work on a page, with 50,000 files?"
NAMES = tuple(page.name for page in PAGES)
SETTINGS = {
    "SIO_DEMO": "1",  # it speaks http
    "SIO_HOSTS": "testserver",
}


def run() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="sio-bench-") as var, cluster() as url:
        settings = SETTINGS | {"DATABASE_URL": url, "SIO_VAR_DIR": var}
        manage(settings, "migrate", "-v0")
        manage(settings, "collectstatic", "-v0", "--noinput")
        manage(settings, *shell("office_rows", "populate"))
        said = manage(settings, *shell("office_turns", "tell"))
    samples = json.loads(said)
    for page in PAGES:
        yield figure(page.name, samples[page.name], "ms", page.limit, of="p95")


def manage(settings: dict[str, str], *arguments: str) -> str:
    """What `manage.py` says on standard output."""
    command = [sys.executable, "manage.py", *arguments]
    environment = os.environ | settings
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE
    )
    return done.stdout.decode()


def shell(module: str, function: str) -> tuple[str, ...]:
    """The words that let `manage.py` call a function of the benchmarks."""
    command = f"from benchmarks.{module} import {function}; {function}()"
    return ("shell", "-v0", "-c", command)
