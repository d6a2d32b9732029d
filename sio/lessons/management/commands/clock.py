"""What must happen as time goes by; run it daily, or more often."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.utils import timezone

from sio.devices.actions import delete_old_codes
from sio.devices.reminders import remind_of_lapses
from sio.lessons.actions.exceptions import delete_old_exceptions
from sio.schools.actions import delete_old_uploads


class Command(BaseCommand):
    help = "Reminds schools of pairings that lapse, and deletes what is too old."

    def handle(self, *args: Any, **options: Any) -> None:
        """Two at once do no harm: each reminder is claimed by one of them."""
        now = timezone.now()
        reminded, unsent = remind_of_lapses()
        self.stdout.write(f"schools reminded of lapsing devices: {reminded}")
        if unsent:
            self.stdout.write(f"reminders not sent, tried again next time: {unsent}")
        self.stdout.write(f"old pairing codes deleted: {delete_old_codes(now)}")
        self.stdout.write(f"old exceptions deleted: {delete_old_exceptions(now)}")
        self.stdout.write(f"old lists of schools deleted: {delete_old_uploads(now)}")
        ended, _models = Session.objects.filter(expire_date__lt=now).delete()
        self.stdout.write(f"ended log-in sessions deleted: {ended}")
