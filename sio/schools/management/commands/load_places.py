"""Loads lists of Belgian postcodes and municipalities; without a file, our own."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sio.schools.actions import load_places
from sio.schools.places.reading import (
    MUNICIPALITIES,
    OWN_STATES,
    POSTCODES,
    PlacesRefused,
)


class Command(BaseCommand):
    help = "Loads lists of Belgian postcodes and municipalities (CSV); see docs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument("--state", help="what the list is the state of, as 2025")
        parser.add_argument(
            "--from", dest="since", type=date.fromisoformat, help="its first day"
        )
        parser.add_argument("--expect", type=int, help="how many rows it must have")

    def handle(self, *args: Any, **options: Any) -> None:
        """Each list is one transaction: it is loaded whole or not at all."""
        files: list[Path] = options["files"]
        if files and not (options["state"] and options["since"]):
            raise CommandError("A newer list needs --state and --from.")
        for path in files or (MUNICIPALITIES, POSTCODES):
            state = options["state"] or OWN_STATES[path]
            try:
                done = load_places(
                    path=path,
                    state=state,
                    since=options["since"],
                    expect=options["expect"],
                )
            except PlacesRefused as error:
                raise CommandError(f"Not loaded: {error}") from error
            self.stdout.write(
                f"{path.name}: {done.rows} rows; added {done.added}, "
                f"changed {done.changed}, ended {done.ended}"
            )
