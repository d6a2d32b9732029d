"""Taking in the list of all schools: how long the server works on 5,000 lines.

A PostgreSQL of its own; each time all schools are new, and the last time none is.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator

from benchmarks.figure import Figure, figure
from benchmarks.office import SETTINGS, manage, shell
from tools.with_postgres import cluster

QUESTION = "How long does the server work on a list of 5,000 schools?"
NAMES = ("school_list_5000_s",)
LINES, ROUNDS = 5_000, 5
LIMIT_S = 30
HEAD = (
    "Instellingsnummer;Naam;Straat;Huisnummer;Bus;Postcode;Gemeente;Niveau;Net;"
    "Telefoon;E-mail;Website;Gesubsidieerd;Gesloten sinds"
)
PLACES = ("9000;Gent", "3000;Leuven", "8000;Brugge", "2000;Antwerpen", "3500;Hasselt")


def run() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="sio-bench-") as var, cluster() as url:
        settings = SETTINGS | {"DATABASE_URL": url, "SIO_VAR_DIR": var}
        manage(settings, "migrate", "-v0")
        said = manage(settings, *shell("school_list", "tell"))
    yield figure(NAMES[0], json.loads(said), "s", LIMIT_S, of="p95")


def tell() -> None:
    """Seconds of each time, on standard output; runs within `manage.py shell`."""
    from sio.schools.actions import import_schools  # noqa: PLC0415
    from sio.schools.models import School  # noqa: PLC0415

    content, seconds = listed(LINES), []
    for _round in range(ROUNDS):
        School.objects.all().delete()
        begin = time.perf_counter()
        report = import_schools(content=content, by=None, dry_run=False)
        seconds.append(time.perf_counter() - begin)
        assert len(report.added) == LINES, report.refused[:3]
    begin = time.perf_counter()
    assert import_schools(content=content, by=None, dry_run=False).changes_nothing
    seconds.append(time.perf_counter() - begin)
    print(json.dumps(seconds))


def listed(lines: int) -> bytes:
    """A list as the Flemish one is, of schools that do not exist."""
    schools = (
        f"{number:06};Basisschool {number};Kaai;{number % 300};;"
        f"{PLACES[number % len(PLACES)]};Kleuter, lager;Vrij;09 225 00 00;"
        f"school{number}@example.org;school{number}.example;ja;"
        for number in range(100_000, 100_000 + lines)
    )
    return "\n".join([HEAD, *schools]).encode()
