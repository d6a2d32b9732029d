"""Questions that are no application: counted, without a word about who asked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EnquiryTopic(models.Model):
    """What a question was about; the coordinator keeps the list."""

    name = models.CharField(_("onderwerp"), max_length=60, unique=True)
    is_offered = models.BooleanField(
        _("aanbieden"),
        default=True,
        help_text=_("Uit: niet meer te kiezen. Wat geteld is, blijft geteld."),
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Enquiry(models.Model):
    """One count: how it came in, what about, from which kind of person, on which day.

    There is no field for a name or a word more, on purpose.
    """

    class Channel(models.TextChoices):
        PHONE = "phone", _("telefoon")
        MAIL = "mail", _("e-mail")
        FAIR = "fair", _("beurs")
        VISIT = "visit", _("bezoek")
        CHAT = "chat", _("chat")

    class Who(models.TextChoices):
        PARENT = "parent", _("ouder")
        PUPIL = "pupil", _("leerling")
        SCHOOL = "school", _("school")
        CLB = "clb", _("CLB")
        DOCTOR = "doctor", _("arts")
        HOSPITAL = "hospital", _("ziekenhuis")
        OTHER = "other", _("iemand anders")

    channel = models.CharField(max_length=8, choices=Channel.choices)
    topic = models.ForeignKey(EnquiryTopic, models.PROTECT, related_name="enquiries")
    who = models.CharField(max_length=8, choices=Who.choices)
    on = models.DateField(db_index=True)
    count = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    counted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    channel__in=["phone", "mail", "fair", "visit", "chat"]
                ),
                name="enquiry_channel_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    who__in=[
                        "parent",
                        "pupil",
                        "school",
                        "clb",
                        "doctor",
                        "hospital",
                        "other",
                    ]
                ),
                name="enquiry_who_known",
            ),
            models.CheckConstraint(
                condition=models.Q(count__gte=1), name="enquiry_counts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.count}"
