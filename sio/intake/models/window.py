"""Whether applications are taken for a school year: a history, one row per decision."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 600


class WindowChange(models.Model):
    """One decision on one school year. Rows are added, never changed.

    Each row follows the one before it, and no row is followed twice: the database
    itself lets only one of two people at once decide. What holds now is the row that
    nothing follows.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("gesloten")
        WAITING_LIST = "waiting_list", _("wachtlijst")

    school_year = models.PositiveSmallIntegerField(
        _("schooljaar"), help_text=_("jaar waarin het schooljaar begint")
    )
    state = models.CharField(_("stand"), max_length=12, choices=State.choices)
    reason = models.CharField(
        _("reden"), max_length=300, help_text=_("Alleen medewerkers lezen dit.")
    )
    text_nl = models.TextField(
        _("tekst in het Nederlands"),
        max_length=LONGEST_TEXT,
        blank=True,
        help_text=_(
            "Bezoekers lezen dit. Een taal die leeg blijft, krijgt deze tekst."
        ),
    )
    text_fr = models.TextField(
        _("tekst in het Frans"),
        max_length=LONGEST_TEXT,
        blank=True,
    )
    text_en = models.TextField(
        _("tekst in het Engels"),
        max_length=LONGEST_TEXT,
        blank=True,
    )
    text_de = models.TextField(
        _("tekst in het Duits"),
        max_length=LONGEST_TEXT,
        blank=True,
    )
    sets_free = models.PositiveIntegerField(
        _("vrije sets nu"),
        null=True,
        blank=True,
        help_text=_("Hoeveel sets liggen er klaar? Laat leeg als je het niet weet."),
    )
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="followed_by"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "closed", "waiting_list"]),
                name="window_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(text_nl=""), name="window_explained"
            ),
            models.UniqueConstraint(
                fields=["school_year"],
                condition=Q(follows=None),
                name="window_first_once_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year}: {self.state}"

    @property
    def label(self) -> str:
        """Of its school year."""
        return f"{self.school_year}–{self.school_year + 1}"
