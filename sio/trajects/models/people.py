"""Who belongs to a file, from start to end."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.core.constraints import known
from sio.core.fields import EncryptedTextField
from sio.trajects.models.household import Household
from sio.trajects.models.traject import Traject


class Guardian(models.Model):
    """A parent or other representative, or the pupil, from start to end.

    A parent's access ends when the pupil is 18, unless the pupil lets it be.
    """

    class Kind(models.TextChoices):
        PARENT = "parent", _("ouder of vertegenwoordiger")
        PUPIL = "pupil", _("de leerling zelf")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="guardianships"
    )
    traject = models.ForeignKey(Traject, models.CASCADE, related_name="guardians")
    capacity = models.CharField(_("hoedanigheid"), max_length=60)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PARENT)
    household = models.ForeignKey(
        Household, models.SET_NULL, null=True, blank=True, related_name="guardians"
    )
    phone = EncryptedTextField(_("telefoon"), default="", blank=True)
    may_decide = models.BooleanField(_("mag mee beslissen"), default=True)
    # Whom the pupil, since adult, lets keep access; see `guardians_now`.
    kept_by_pupil_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            known("kind", ["parent", "pupil"], name="guardian_kind_known"),
            models.UniqueConstraint(
                fields=["user", "traject"],
                condition=models.Q(ended_at=None),
                name="guardian_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["traject"],
                condition=models.Q(ended_at=None, kind="pupil"),
                name="pupil_has_one_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.capacity})"


class Assignment(models.Model):
    """The consultant who guides a traject, from start to end."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments"
    )
    traject = models.ForeignKey(Traject, models.CASCADE, related_name="assignments")
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "traject"],
                condition=models.Q(ended_at=None),
                name="assignment_once_at_a_time",
            )
        ]
        indexes = [
            models.Index(
                fields=["traject", "user"],
                condition=models.Q(ended_at=None),
                name="assignment_now",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}"


class BreakGlass(models.Model):
    """Access in an emergency: to one file, for one hour, with a reason, reviewed after.

    Rows are added; `reviewed_at` is filled in once, by somebody else.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="emergencies"
    )
    traject = models.ForeignKey(Traject, models.CASCADE, related_name="emergencies")
    reason = models.CharField(_("waarom"), max_length=500)
    started_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    was_right = models.BooleanField(null=True)
    review = models.CharField(_("besluit"), max_length=500, blank=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["user", "ends_at"])]

    def __str__(self) -> str:
        return f"{self.user} {self.started_at:%Y-%m-%d %H:%M}"
