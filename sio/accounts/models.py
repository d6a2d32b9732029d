"""Grown-ups who log in, and the roles that they hold. Pupils and classes do not."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class PeopleManager(UserManager["User"]):
    """Makes users by e-mail address; there are no user names."""

    def create_user(  # type: ignore[override]
        self, email: str, password: str | None = None, **fields: Any
    ) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractUser):
    """A grown-up, known by e-mail address; logs in by mailed code, passkey or TOTP.

    What one may do follows from Role here, and from Contact (schools), Guardian
    and Assignment (trajects).
    """

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=100)
    language = models.CharField(
        _("taal"), max_length=8, choices=settings.LANGUAGES, default="nl-be"
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[PeopleManager] = PeopleManager()

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """One staff role of one person, from start to end; ended rows stay."""

    class Kind(models.TextChoices):
        CONSULTANT = "consultant", _("consulent")
        COORDINATOR = "coordinator", _("coördinator")
        HELPDESK = "helpdesk", _("helpdesk")
        PRIVACY = "privacy", _("privacyverantwoordelijke")
        POLICY = "policy", _("beleidsmedewerker")

    user = models.ForeignKey(User, models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=models.Q(ended_at=None),
                name="role_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "consultant",
                        "coordinator",
                        "helpdesk",
                        "privacy",
                        "policy",
                    ]
                ),
                name="role_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"


class Absence(models.Model):
    """Somebody is away on these days, both included, and another stands in.

    `ended_at` marks one that was cancelled; cancelled rows stay.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="absences")
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"), help_text=_("telt mee"))
    replaced_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="stands_in"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="absence_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~models.Q(replaced_by=models.F("user")),
                name="absence_not_replaced_by_oneself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.starts_on} – {self.ends_on}"
