"""How the pupil comes into view, what else it is taught, and how it returns."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sio.core.constraints import known
from sio.core.fields import EncryptedTextField
from sio.trajects.models.people import Guardian
from sio.trajects.models.traject import Traject

HALF_DAYS = 9  # of a Flemish school week


class OtherTeaching(models.Model):
    """Teaching beside the own class, from when to when."""

    class Kind(models.TextChoices):
        TOAH = "toah", _("TOAH (tijdelijk onderwijs aan huis)")
        POAH = "poah", _("POAH (permanent onderwijs aan huis)")
        HOSPITAL_SCHOOL = "hospital_school", _("ziekenhuisschool")
        SCHOOL_ZIEKZIJN = "school_ziekzijn", _("School & Ziekzijn")
        OTHER = "other", _("iets anders")

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="other_teaching")
    kind = models.CharField(_("wat"), max_length=16, choices=Kind.choices)
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)
    half_days = models.PositiveSmallIntegerField(
        _("halve dagen per week"), null=True, blank=True
    )

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            known(
                "kind",
                ["toah", "poah", "hospital_school", "school_ziekzijn", "other"],
                name="other_teaching_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="other_teaching_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(half_days=None)
                | models.Q(half_days__range=(1, HALF_DAYS)),
                name="other_teaching_fits_in_a_week",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class FirstAppearance(models.Model):
    """How the pupil first comes into view of its class, agreed beforehand."""

    class Manner(models.TextChoices):
        AT_ONCE = "at_once", _("meteen meedoen")
        WATCH_FIRST = "watch_first", _("eerst alleen kijken")
        CLASSMATE_FIRST = "classmate_first", _("eerst met één klasgenoot")

    traject = models.OneToOneField(
        Traject, models.CASCADE, primary_key=True, related_name="first_appearance"
    )
    manner = models.CharField(
        _("hoe begint het?"), max_length=16, choices=Manner.choices, blank=True
    )
    classmate = EncryptedTextField(_("welke klasgenoot?"), default="", blank=True)
    may_talk_about = EncryptedTextField(
        _("waarover mag het gaan?"), default="", blank=True
    )
    restore_contact = EncryptedTextField(
        _("hoe vinden ze elkaar weer?"), default="", blank=True
    )
    told_by = EncryptedTextField(_("wie licht de klas in?"), default="", blank=True)
    told_on = models.DateField(_("wanneer?"), null=True, blank=True)

    class Meta:
        constraints = [
            known(
                "manner",
                ["at_once", "watch_first", "classmate_first"],
                name="first_appearance_manner_known",
                or_empty=True,
            ),
        ]

    def __str__(self) -> str:
        return self.get_manner_display()


class ClassKnowledge(models.Model):
    """What the class may know, in words that the family agrees with.

    A change is a new row, which asks for agreement anew. The school sees the newest
    row that was agreed and not taken back, and no other.
    """

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="class_knowledge")
    text = EncryptedTextField(_("wat de klas mag weten"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)
    agreed_by = models.ForeignKey(
        Guardian, models.RESTRICT, null=True, blank=True, related_name="+"
    )
    # Who wrote the agreement down: the guardian, or whoever spoke with the guardian.
    agreement_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.traject}"


class ReturnStep(models.Model):
    """From this Monday on the pupil is at school for so much of the week."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="return_steps")
    starts_on = models.DateField(_("vanaf de week van"))  # a Monday
    share = models.PositiveSmallIntegerField(_("op school, in % van de lesuren"))

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(share__lte=100), name="return_step_is_a_share"
            ),
            models.UniqueConstraint(
                fields=["traject", "starts_on"], name="return_step_once_a_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}: {self.share}%"
