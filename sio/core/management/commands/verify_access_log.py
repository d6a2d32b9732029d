"""Is the access log whole? Exit code 1, and a line for each fault, if it is not."""

from __future__ import annotations

from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sio.core.models import AccessHead
from sio.core.verify import Anchor, problems

SHOWN = 50


class Command(BaseCommand):
    help = "Finds records of the access log that were changed, deleted or cut off."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--head",
            metavar="SEQ:HASH",
            help="a head that access_log_head printed earlier and was kept outside",
        )

    def handle(self, *_args: Any, head: str | None, **_options: Any) -> None:
        try:
            anchor = Anchor.parse(head) if head else None
        except ValueError as error:
            raise CommandError(f"--head: {error}") from error
        found = list(islice(problems(anchor), SHOWN + 1))
        for line in found[:SHOWN]:
            self.stdout.write(line)
        if len(found) > SHOWN:
            self.stdout.write("and more")
        if found:
            raise CommandError("The access log is not as it was written.")
        now = AccessHead.objects.first()
        self.stdout.write(f"The access log is whole, up to {now}.")
