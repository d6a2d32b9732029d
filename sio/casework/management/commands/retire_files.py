"""Files that have been kept as long as their term asks: which, and what goes now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from sio.casework.actions.retention import retire_files
from sio.casework.models import Retirement
from sio.casework.queries.retention import files_due, over, waiting
from sio.casework.retention import gone_after


class Command(BaseCommand):
    help = "Erases files after their term that the privacy officer let go, by number."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="erase nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Of each file whose term is over one line, then how many went or would go."""
        now = timezone.now()
        agreed = {row.number: row for row in waiting(Retirement.objects.all())}
        would_go = 0
        for one in over(files_due(timezone.localdate(now))):
            row = agreed.get(one.number)
            goes = row is not None and gone_after(row.agreed_at) <= now
            would_go += goes
            self.stdout.write(
                f"{one.number} {one.term} over {one.over_on} due {one.due_on} "
                + _what_of(row, goes=goes)
            )
        if options["dry_run"]:
            self.stdout.write(f"{would_go} would go now; nothing was erased.")
        else:
            self.stdout.write(f"{retire_files(now)} erased.")


def _what_of(row: Retirement | None, *, goes: bool) -> str:
    if row is None:
        return "waits for the privacy officer"
    if goes:
        return "goes now"
    return f"agreed, goes on {timezone.localdate(gone_after(row.agreed_at))}"
