"""Computes a release again from the rows that it keeps, and compares the hash."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sio.core.errors import DomainError
from sio.statistics import cubes
from sio.statistics.models import Release
from sio.statistics.queries.recompute import differences_of


class Command(BaseCommand):
    help = "Exit 0 if release NUMBER gives the same hash again; else says what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int)

    def handle(self, *args: Any, number: int, **options: Any) -> None:
        release = Release.objects.filter(number=number).exclude(sha256="").first()
        if release is None:
            raise CommandError(f"There is no computed release {number}.")
        try:
            differences = differences_of(release)
        except DomainError as error:
            raise CommandError(f"{error.code}: {error.message}") from None
        if differences:
            made_by = f"query version {release.query_version}, now "
            lines = [f"Release {number} differs ({made_by}{cubes.QUERY_VERSION}):"]
            raise CommandError("\n".join([*lines, *differences]))
        self.stdout.write(f"Release {number}: {release.sha256}")
