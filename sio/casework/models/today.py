"""What "Vandaag" keeps; what is due itself is computed from the files each time."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.casework.clocks import Kind
from sio.core.constraints import known
from sio.core.fields import EncryptedTextField
from sio.trajects.models import Traject


class Snooze(models.Model):
    """One thing about one file that is put off until a day, with the reason.

    One at a time; ended rows stay as history.
    """

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="snoozes")
    kind = models.CharField(
        _("wat"), max_length=16, choices=[(kind.value, kind.value) for kind in Kind]
    )
    until = models.DateField(_("uitstellen tot"))
    reason = EncryptedTextField(_("reden"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            known("kind", [kind.value for kind in Kind], name="snooze_kind_known"),
            models.UniqueConstraint(
                fields=["traject", "kind"],
                condition=models.Q(ended_at=None),
                name="snooze_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.until}"


class CertificateReminder(models.Model):
    """The school was told that the certificate until this day comes to its end."""

    traject = models.ForeignKey(
        Traject, models.CASCADE, related_name="certificate_reminders"
    )
    certificate_until = models.DateField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "certificate_until"],
                name="certificate_reminder_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.certificate_until}"


class DailyReport(models.Model):
    """What happens once a day at most, as a report; the row is the claim to do it.

    What happens once a month is claimed on the first day of the month.
    """

    name = models.CharField(max_length=24)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "on"], name="daily_report_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.on}"
