"""After a new key was put first in SIO_DATA_KEYS: brings all values under it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sio.core import keyring
from sio.core.rotation import encrypted_columns, index_anew, index_columns, rotate


class Command(BaseCommand):
    help = "Re-encrypts and indexes anew what is not under the current key; repeatable."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Prints counts, never contents; exit code 1 if a value can't be read."""
        self.stdout.write(f"current key: {keyring.current_key_id()}")
        unreadable = 0
        for model, field in encrypted_columns():
            count = rotate(model, field)
            unreadable += count.unreadable
            self.stdout.write(
                f"{field.place}: {count.rotated} re-encrypted, "
                f"{count.changed_meanwhile} changed meanwhile, "
                f"{count.unreadable} unreadable"
            )
        for model, index in index_columns():
            count = index_anew(model, index)
            unreadable += count.unreadable
            self.stdout.write(
                f"{index.place}: {count.rotated} indexed anew, "
                f"{count.changed_meanwhile} changed meanwhile, "
                f"{count.unreadable} unreadable"
            )
        if unreadable:
            raise CommandError("Some values can't be read: keep the old keys.")
        self.stdout.write("Nothing is left under an older key.")
