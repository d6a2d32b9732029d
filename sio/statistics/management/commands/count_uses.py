"""Adds up the use of all lines at once; the clock does it bit by bit."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from sio.statistics.actions.use_of_year import count_uses


class Command(BaseCommand):
    help = "Adds up per school year what lines were used for, of all that changed."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """One line: of how many trajects."""
        self.stdout.write(f"uses_counted {count_uses()}")
