"""Prints where the access log ends now, to be kept outside as an anchor."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sio.core.models import AccessHead


class Command(BaseCommand):
    help = "Prints SEQ:HASH of the newest record, for verify_access_log --head."

    def handle(self, *_args: Any, **_options: Any) -> None:
        head = AccessHead.objects.filter(pk=AccessHead.ONLY).first()
        if head is None:
            raise CommandError("The access log has no head: see verify_access_log.")
        self.stdout.write(str(head))
