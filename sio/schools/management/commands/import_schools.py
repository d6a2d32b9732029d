"""Takes in a list of schools (docs/schools.md)."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sio.schools.actions import import_schools
from sio.schools.actions.school_list import ImportReport
from sio.schools.school_list.columns import COLUMNS, SchoolListRefused, read_mapping


class Command(BaseCommand):
    help = (
        "Adds and changes schools from a CSV list; deletes none. See docs/schools.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--mapping", type=Path, help="JSON: headings by field")

    def handle(self, *args: Any, **options: Any) -> None:
        """All of the list or, if it can't be read, nothing of it."""
        try:
            content = options["file"].read_bytes()
            given = options["mapping"] and options["mapping"].read_text("utf-8")
            mapping = read_mapping(given) if given else COLUMNS
            report = import_schools(
                content=content, by=None, dry_run=options["dry_run"], mapping=mapping
            )
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"Can't be read: {error}") from error
        except SchoolListRefused as error:
            raise CommandError(f"Nothing was changed. {error.message}") from error
        self.show(report, dry_run=options["dry_run"])

    def show(self, report: ImportReport, *, dry_run: bool) -> None:
        """A line for each school that changes and each line that does not count."""
        write = self.stdout.write
        for change in report.changed:
            write(f"changed  {change.number} {change.name}: {', '.join(change.fields)}")
        for change in report.closed:
            write(f"closed   {change.number} {change.name}")
        for change in report.missing:
            write(f"not listed, left as it is  {change.number} {change.name}")
        for remark in report.remarks:
            write(f"line {remark.line} ({remark.number}): {remark.reason}")
        for remark in report.refused:
            write(f"line {remark.line} ({remark.number}) refused: {remark.reason}")
        write(
            f"{report.lines} lines in {report.encoding}; schools added "
            f"{len(report.added)}, changed {len(report.changed)}, closed "
            f"{len(report.closed)}, unchanged {report.unchanged}; locations added "
            f"{report.locations_added}, changed {report.locations_changed}; "
            f"lines refused {len(report.refused)}"
        )
        if dry_run:
            write("Dry run: nothing was written.")
        elif report.changes_nothing:
            write("Nothing has changed.")
