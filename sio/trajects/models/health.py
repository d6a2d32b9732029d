"""What the illness is: a part of its own, and what is left of it for the figures."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sio.core.constraints import known
from sio.core.fields import EncryptedTextField
from sio.core.time import FIRST_MONTH
from sio.trajects.models.traject import Level, Traject


class MainGroup(models.TextChoices):
    """The two groups of the figures; every reason belongs to one."""

    PSYCHOLOGICAL = "psychological", _("psychisch, gedrag of ontwikkeling")
    PHYSICAL = "physical", _("lichamelijk")


class ReasonGroup(models.Model):
    """One kind of reason to be absent for long; the coordinator adds to the list."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name_nl = models.CharField(_("naam in het Nederlands"), max_length=80)
    name_fr = models.CharField(_("naam in het Frans"), max_length=80)
    name_en = models.CharField(_("naam in het Engels"), max_length=80)
    name_de = models.CharField(_("naam in het Duits"), max_length=80)
    main = models.CharField(
        _("telt bij"), max_length=16, choices=MainGroup.choices, default="physical"
    )
    active = models.BooleanField(_("kan gekozen worden"), default=True)

    class Meta:
        ordering = ["-main", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(main__in=MainGroup.values),
                name="reason_group_main_known",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language that is active."""
        language = (get_language() or "nl")[:2]
        return str(getattr(self, f"name_{language}", "") or self.name_nl)


class HealthPart(models.Model):
    """What the illness of one file is. Seen by few, and every look is written down.

    `pseudonym` is the only tie to the row of the figures, and `pupil_pseudonym` to
    those of the same child; `version` counts the changes, so that of two at once one
    wins.
    """

    traject = models.OneToOneField(
        Traject, models.CASCADE, primary_key=True, related_name="health"
    )
    group_code = EncryptedTextField(default="", blank=True)
    details = EncryptedTextField(default="", blank=True)
    pseudonym = EncryptedTextField(default="", blank=True)
    pupil_pseudonym = EncryptedTextField(default="", blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.traject}"


class PseudonymRow(models.Model):
    """One traject in the figures, without whose it is.

    No key of another table, no moment more exact than a month. `key` is random and
    stands elsewhere in HealthPart alone, encrypted (docs/adr/0028); so does `pupil`,
    the same in all rows of one child, and empty in rows of before there was one.
    `suspended` holds whole months, both included, "2020-03/2020-05 2020-11/": the last
    one goes on. `places` holds what each school year that is past said, from the first
    on: the province in 6 signs and the level in 12.
    """

    PROVINCE_SIGNS, LEVEL_SIGNS = 6, 12
    PLACE_SIGNS = PROVINCE_SIGNS + LEVEL_SIGNS

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.UUIDField(null=True, editable=False)
    group = models.CharField(max_length=30, blank=True)
    main = models.CharField(max_length=16, choices=MainGroup.choices, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices, blank=True)
    province = models.CharField(max_length=6, blank=True)  # of the school
    started = models.CharField(max_length=7)  # 2026-11, in Brussels
    ended = models.CharField(max_length=7, blank=True)
    suspended = models.CharField(max_length=400, blank=True)
    places = models.CharField(max_length=20 * PLACE_SIGNS, blank=True, default="")

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended="") | models.Q(ended__gte=models.F("started")),
                name="pseudonym_row_in_order",
            ),
            known(
                "main", MainGroup.values, name="pseudonym_row_main_known", or_empty=True
            ),
            known(
                "level", Level.values, name="pseudonym_row_level_known", or_empty=True
            ),
        ]
        indexes = [
            models.Index(fields=["started"]),
            models.Index(fields=["pupil", "started"]),  # who has several
        ]

    def __str__(self) -> str:
        return f"{self.key}"

    @property
    def over_years(self) -> bool:
        """True if it ended in a later school year than it began."""
        return bool(self.ended) and _year(self.started) != _year(self.ended)


def _year(month: str) -> int:
    year, number = int(month[:4]), int(month[5:])
    return year if number >= FIRST_MONTH else year - 1
