"""One file: a pupil, the own class, and where it stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sio.core.constraints import known
from sio.core.time import this_school_year
from sio.intake.models import Application
from sio.schools.models import School, SchoolClass
from sio.trajects.errors import ClassNeeded
from sio.trajects.models.pupil import Pupil
from sio.trajects.workflow import MEANS, NEEDS_CLASS, Outcome, State


class Level(models.TextChoices):
    """The level of education; of whom there are figures apart."""

    NURSERY = "nursery", _("kleuteronderwijs")
    PRIMARY = "primary", _("lager onderwijs")
    SECONDARY = "secondary", _("secundair onderwijs")


class Traject(models.Model):
    """One pupil's file, from the application on, and connection with one class.

    Who applies may know the school and not the class; the class is there before the
    preparation begins, and then `school` is that of the class (`put_in_class`). Dates
    are of Brussels.
    """

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="trajects")
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="trajects"
    )
    school_class = models.ForeignKey(
        SchoolClass, models.PROTECT, null=True, blank=True, related_name="trajects"
    )
    school_year = models.PositiveSmallIntegerField(
        _("schooljaar"),
        default=this_school_year,
        help_text=_("jaar waarin het schooljaar begint"),
    )
    level = models.CharField(
        _("onderwijsniveau"), max_length=12, choices=Level.choices, blank=True
    )
    # Empty for a file that did not begin with the form.
    application = models.OneToOneField(
        Application, models.PROTECT, null=True, blank=True, related_name="traject"
    )
    state = models.CharField(
        max_length=12, choices=State.choices, default=State.PREPARING
    )
    state_since = models.DateTimeField(default=timezone.now)
    received_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    look_again_on = models.DateField(_("opnieuw bekijken op"), null=True, blank=True)
    # Facts that clocks start or stop at; each null until it is so.
    delivered_on = models.DateField(_("materiaal geleverd op"), null=True, blank=True)
    placed_in_advance = models.BooleanField(
        _("materiaal staat er op voorhand"), default=False
    )
    # Since when it no longer only stands there: set by who takes the mark off.
    advance_ended_on = models.DateField(null=True, blank=True)
    class_told_on = models.DateField(
        _("ouders van de klas ingelicht op"), null=True, blank=True
    )
    certificate_until = models.DateField(_("attest geldig tot"), null=True, blank=True)
    return_on = models.DateField(_("terug op school vanaf"), null=True, blank=True)
    conditions_checked_for = models.PositiveSmallIntegerField(
        _("voorwaarden nagekeken voor schooljaar"), null=True, blank=True
    )
    adhoc_allowed = models.BooleanField(_("ook buiten het lesrooster"), default=True)
    auto_answer = models.BooleanField(_("klas neemt vanzelf op"), default=False)
    # Agreed by both sides; else a photo of the board goes with the lesson.
    keep_photos = models.BooleanField(
        _("foto's van het bord mogen bewaard worden"), default=False
    )
    nursery = models.BooleanField(_("kleutermodus"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pupil__last_name", "pupil__first_name", "pk"]
        constraints = [
            known("level", Level.values, name="traject_level_known", or_empty=True),
            known(
                "outcome", Outcome.values, name="traject_outcome_known", or_empty=True
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="traject_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=sorted(NEEDS_CLASS))
                | models.Q(school_class__isnull=False),
                name="traject_has_class_when_running",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.LATER)
                | models.Q(look_again_on__isnull=False),
                name="traject_later_has_date",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "state_since"]),
            # For what is due today: of many files few are open, or may be late.
            models.Index(
                fields=["received_at", "id"],
                condition=models.Q(
                    state__in=[
                        "agreed",
                        "applied",
                        "contact",
                        "feasibility",
                        "later",
                        "waiting",
                    ]
                ),
                name="traject_asks_contact",
            ),
            models.Index(
                fields=["state_since", "id"],
                condition=models.Q(state__in=["applied", "contact", "feasibility"]),
                name="traject_weighed",
            ),
            models.Index(
                fields=["look_again_on"],
                condition=models.Q(state="later"),
                name="traject_later",
            ),
            models.Index(
                fields=["certificate_until"],
                condition=models.Q(
                    state__in=["active", "agreed", "ending", "preparing"]
                ),
                name="traject_certificate",
            ),
        ]

    def __str__(self) -> str:
        return f"Traject {self.pk}"

    @property
    def own_class(self) -> SchoolClass:
        """The class. Raises ClassNeeded while nobody has said which it is."""
        if self.school_class is None:
            raise ClassNeeded(gettext("Vul eerst de school en de klas in."))
        return self.school_class


class TrajectChange(models.Model):
    """One move of one traject. Rows are added, never changed."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="changes")
    old = models.CharField(max_length=12)
    new = models.CharField(max_length=12, choices=State.choices)
    reason = models.CharField(_("reden"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            known("new", State.values, name="traject_change_new_known"),
        ]
        indexes = [
            # When was it suspended? Clocks stand still then.
            models.Index(
                fields=["traject", "at"],
                condition=models.Q(old="paused") | models.Q(new="paused"),
                name="traject_change_paused",
            ),
            # What began and ended month by month: read from the index alone.
            models.Index(
                fields=["new", "at", "traject", "id", "old"],
                name="traject_change_by_new",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"

    @property
    def means(self) -> str:
        """What the new state means, without the reason."""
        return str(MEANS[State(self.new)])
