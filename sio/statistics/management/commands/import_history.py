"""Takes in an extract of before the system (docs/history.md)."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sio.core.errors import DomainError
from sio.schools.provinces import SCHOOL_PROVINCES
from sio.statistics.actions.history import Extract, import_history
from sio.statistics.cells import year_name
from sio.statistics.history.parted import MOST_BYTES, too_large
from sio.statistics.history.report import Report


class Command(BaseCommand):
    help = "Takes in a CSV extract of trajects of before the system, whole or not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="FILE", help="- for what is piped"
        )
        parser.add_argument("--name", required=True, help="what we call it")
        parser.add_argument("--source", required=True, help="who made it, from what")
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            help="the day of the extract: what has no end counts up to it",
        )
        parser.add_argument("--dry-run", action="store_true", help="write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """All of the file or nothing of it; exit 1 if a line is refused."""
        extract = Extract(
            content=self.content_of(options["file"]),
            name=options["name"],
            source=options["source"],
            as_of=options["as_of"],
        )
        try:
            report = import_history(
                extract=extract, dry_run=options["dry_run"], progress=self.tell
            )
        except DomainError as error:
            raise CommandError(f"{error.code}: {error.message}") from error
        self.show(report)
        if report.refused:
            raise CommandError(
                f"Nothing was taken in; lines refused: {report.refused_lines}."
            )
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was written.")

    def content_of(self, path: Path) -> bytes:
        """Its size is looked at before a byte of it is read."""
        try:
            if str(path) == "-":
                content = sys.stdin.buffer.read(MOST_BYTES + 1)
                refusal = too_large(len(content))
            elif not (refusal := too_large(path.stat().st_size)):
                content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"Can't be read: {error}") from error
        if refusal:
            raise CommandError(f"{refusal.code}: {refusal.words}")
        return content

    def tell(self, done: int, count: int) -> None:
        self.stderr.write(f"{done} of {count} lines read")

    def show(self, report: Report) -> None:
        """Every refusal, and what would be counted."""
        for refusal in report.refused:
            where = f"line {refusal.line}" if refusal.line else "file"
            column = f" {refusal.column}:" if refusal.column else ""
            self.stdout.write(f"{where} {refusal.code}:{column} {refusal.words}")
        for year, numbers in report.table():
            places = [*(one.label for one in SCHOOL_PROVINCES), "total"]
            pairs = zip(places, numbers, strict=True)
            told = ", ".join(f"{place} {number}" for place, number in pairs)
            self.stdout.write(f"{year_name(year)}: {told}")
        self.stdout.write(f"{report.count} trajects of {report.pupils} pupils")
