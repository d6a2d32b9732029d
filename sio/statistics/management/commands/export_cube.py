"""Takes one cube along as a file (docs/operations.md)."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sio.core.errors import DomainError
from sio.core.time import this_school_year
from sio.statistics.actions.export import Wish, export_cube
from sio.statistics.cubes import CUBES
from sio.statistics.models import CubeExport

YEARS = 5  # school years, if none are named


class Command(BaseCommand):
    help = "Writes one cube to standard output; small numbers are hidden as ':c'."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help=", ".join(sorted(CUBES)))
        parser.add_argument("--format", choices=CubeExport.Format.values, required=True)
        parser.add_argument("--k", type=int, help="hide fewer than this")
        parser.add_argument("--unsuppressed", action="store_true", help="hide nothing")
        parser.add_argument("--reason", default="", help="why nothing is hidden")
        parser.add_argument("--first-year", type=int, metavar="Y")
        parser.add_argument("--last-year", type=int, metavar="Y")

    def handle(self, *_args: Any, **options: Any) -> None:
        """The whole file, or nothing and the code of why."""
        last = options["last_year"] or this_school_year()
        first = options["first_year"] or last - YEARS + 1
        wish = Wish(
            cube=options["name"],
            years=range(first, last + 1),
            format=options["format"],
            k=options["k"],
            unsuppressed=options["unsuppressed"],
            reason=options["reason"],
        )
        try:
            text = export_cube(wish, timezone.now())
        except DomainError as error:
            raise CommandError(f"{error.message} [{error.code}]") from error
        self.stdout.write(text, ending="")
