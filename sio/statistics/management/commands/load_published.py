"""Loads yearly tables of before the system; without a file, those of the product."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sio.statistics.actions.published import load_table
from sio.statistics.published.reading import (
    PublishedRefused,
    Table,
    own_files,
    read_table,
)


class Command(BaseCommand):
    help = "Loads published tables (CSV); see sio/statistics/published/README.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """All files are read before one is loaded. Safe to repeat."""
        paths: list[Path] = options["files"] or own_files()
        read = [(path, self.table_of(path)) for path in paths]
        for path, table in read:
            done = "loaded" if load_table(table) else "stood there already"
            self.stdout.write(f"{path.name}: {len(table.cells)} figures, {done}")

    def table_of(self, path: Path) -> Table:
        try:
            return read_table(path)
        except PublishedRefused as error:
            raise CommandError(f"{path.name} is refused, {error}") from error
        except OSError as error:
            raise CommandError(f"Can't be read: {error}") from error
