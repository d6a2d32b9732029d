"""That a family lets its child see classmates at home, and be seen by them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from sio.accounts.models import User
from sio.schools.models import SchoolClass
from sio.trajects.models.people import Guardian
from sio.trajects.models.traject import Traject


class ClassmatesAgreement(models.Model):
    """One yes of one family, about one class, from when it was given to taken back.

    Rows are added; only the taking back is filled in later, once. Whether a row holds
    today is `queries.classmates_agreement`. With the class and with the say of who gave
    it a row is taken back; at the eighteenth birthday it ends by itself.
    """

    traject = models.ForeignKey(
        Traject, models.CASCADE, related_name="classmates_agreements"
    )
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(Guardian, models.RESTRICT, related_name="+")
    # Who wrote it down: the guardian, or whoever spoke with the guardian.
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # Whose no it was, if who guides the file wrote it down.
    refused_by = models.ForeignKey(
        Guardian, models.RESTRICT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-agreed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject"],
                condition=Q(withdrawn_at=None),
                name="classmates_agreed_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="classmates_withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(refused_by=None) | Q(withdrawn_at__isnull=False),
                name="classmates_refused_once_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreed_at:%Y-%m-%d}"

    @property
    def refuser(self) -> User | None:
        """Who took it back, or on whose word; None while nobody did."""
        return self.refused_by.user if self.refused_by else self.withdrawn_by
