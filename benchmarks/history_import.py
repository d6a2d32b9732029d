"""Taking in an extract of 100,000 trajects of before the system, on both databases.

Each time all of it is new: read, compared with what is there, hashed and written.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.figure import Figure, figure
from benchmarks.office import SETTINGS, manage, shell
from tools.with_postgres import cluster

QUESTION = "How long does it take to take in 100,000 trajects of before the system?"
NAMES = ("history_import_100k_s", "history_import_100k_sqlite_s")
LINES, ROUNDS = 100_000, 3
LIMIT_S = 60
HEAD = "leerling;provincie;niveau;redengroep;begonnen op;geëindigd op;onderbroken"
PROVINCES = ("Antwerpen", "BE-VOV", "West-Vlaanderen", "Limburg", "BE-VBR", "Brussel")
LEVELS = ("secondary", "lager onderwijs", "secundair", "kleuter")
REASONS = ("kanker", "psychological", "bones", "", "other_body")


def run() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="sio-bench-") as var, cluster() as url:
        yield _of(NAMES[0], SETTINGS | {"DATABASE_URL": url, "SIO_VAR_DIR": var})
    with tempfile.TemporaryDirectory(prefix="sio-bench-") as var:
        yield _of(NAMES[1], SETTINGS | {"SIO_VAR_DIR": var})  # SQLite, unless told


def tell() -> None:
    """Seconds of each time, on standard output; runs within `manage.py shell`."""
    from sio.statistics.actions.history import Extract, import_history  # noqa: PLC0415
    from sio.statistics.models import HistoryImport, HistoryRow  # noqa: PLC0415

    extract, seconds = Extract(listed(LINES), "bench", "bench"), []
    for _round in range(ROUNDS):
        HistoryImport.objects.all().delete()
        begin = time.perf_counter()
        report = import_history(extract=extract, dry_run=False)
        seconds.append(time.perf_counter() - begin)
        assert HistoryRow.objects.count() == LINES, report.refused[:3]
    print(json.dumps(seconds))


def listed(lines: int) -> bytes:
    """An extract of three trajects for each of so many pupils, of nobody."""
    return "\n".join([HEAD, *map(_line, range(lines)), f"totaal;{lines}"]).encode()


def _line(number: int) -> str:
    pupil, nth = divmod(number, 3)
    began = date(2008 + pupil % 10 + 2 * nth, 1 + number % 12, 1 + number % 28)
    ended = began + timedelta(days=30 + number % 300)
    pause = f"{began + timedelta(days=5)}/{began + timedelta(days=25)}"
    return ";".join(
        [
            f"leerling-{pupil:06}",
            PROVINCES[number % len(PROVINCES)],
            LEVELS[number % len(LEVELS)],
            REASONS[number % len(REASONS)],
            f"{began}",
            f"{ended:%d/%m/%Y}",
            pause if number % 10 == 0 else "",
        ]
    )


def _of(name: str, settings: dict[str, str]) -> Figure:
    manage(settings, "migrate", "-v0")
    said = manage(settings, *shell("history_import", "tell"))
    return figure(name, json.loads(said), "s", LIMIT_S, of="p95")
