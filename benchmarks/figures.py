"""Figures at 1,000, 10,000 and 100,000 trajects with 50 uses each, on both databases.

Each database is filled (`figures_rows`), and then worked on by one process
(`figures_turns`) and read by another, as a worker and a web process do. Before it is
read a release is signed (`figures_open`), so that the open pages have figures.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.figure import Figure, figure
from benchmarks.office import SETTINGS, manage
from tools.with_postgres import cluster

QUESTION = "What do the figures cost, at 1,000, 10,000 and 100,000 trajects?"
SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000}
SERVER, FILE = "", "_sqlite"  # which database, in the name of a figure
OUTPUT = "figures>"  # before the samples, on the last line of standard output


@dataclass(frozen=True)
class Cost:
    """One thing that is measured at each size and on each database.

    `limit` is that of PostgreSQL, `on_file` that of SQLite; None if there is none.
    """

    name: str
    unit: str
    limit: float | None = None
    on_file: float | None = None
    of: str = "p50"

    def limit_on(self, database: str) -> float | None:
        return self.on_file if database == FILE else self.limit


# The issue: all cubes within 3 s, one within 300 ms (p95), from rows that lie ready
# and with their gathering; SQLite five times that.
COSTS = (
    Cost("figures_release", "ms", 3_000, 15_000),
    Cost("figures_cube", "ms", 300, 1_500, of="p95"),
    Cost("figures_cube_alone", "ms", 300, 1_500, of="p95"),
    Cost("figures_protect", "ms"),
    Cost("figures_uses_first", "s"),
    Cost("figures_uses_day", "s"),
    Cost("figures_straight", "ms"),
    Cost("figures_worker_memory", "MB"),
    Cost("figures_board", "ms", 300, 1_500, of="p95"),
    Cost("figures_forecast", "ms", 300, 1_500, of="p95"),
    Cost("figures_web_growth", "MB", 10, 10),
)


def name_of(cost: Cost, size: str, database: str) -> str:
    return f"{cost.name}_{size}{database}_{cost.unit.lower()}"


NAMES = tuple(
    name_of(cost, size, database)
    for database in (SERVER, FILE)
    for size in SIZES
    for cost in COSTS
)


def run() -> Iterator[Figure]:
    for database in (SERVER, FILE):
        for size, count in SIZES.items():
            print(f"{size}{database}", file=sys.stderr)
            samples = _samples(database, count)
            for cost in COSTS:
                yield figure(
                    name_of(cost, size, database),
                    samples[cost.name],
                    cost.unit,
                    cost.limit_on(database),
                    of=cost.of,
                )


def _samples(database: str, count: int) -> dict[str, list[float]]:
    with _settings(database) as settings:
        manage(settings, "migrate", "-v0")
        manage(settings, "collectstatic", "-v0", "--noinput")
        _call(settings, "figures_rows", f"populate({count})")
        uses = _call(settings, "figures_turns", "tell_uses()")
        _call(settings, "figures_rows", "look_at_itself()")
        work = _call(settings, "figures_turns", "tell_work()")
        _call(settings, "figures_open", "publish()")
        pages = _call(settings, "figures_turns", "tell_pages()")
    return _found(uses) | _found(work) | _found(pages)


@contextmanager
def _settings(database: str) -> Iterator[dict[str, str]]:
    """An empty database of its own."""
    with tempfile.TemporaryDirectory(prefix="sio-bench-") as var:
        settings = SETTINGS | {"SIO_VAR_DIR": var}
        if database == FILE:
            yield settings
        else:
            with cluster() as url:
                yield settings | {"DATABASE_URL": url}


def _call(settings: dict[str, str], module: str, call: str) -> str:
    function = call.partition("(")[0]
    command = f"from benchmarks.{module} import {function}; {call}"
    return manage(settings, "shell", "-v0", "-c", command)


def _found(said: str) -> dict[str, list[float]]:
    [line] = [line for line in said.splitlines() if line.startswith(OUTPUT)]
    found: dict[str, list[float]] = json.loads(line.removeprefix(OUTPUT))
    return found
