"""What lies on the desks beside the files: enquiries, periods, an emergency, mail."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from django.utils import timezone

from sio.accounts.models import Role
from sio.casework.demo.files import File
from sio.casework.demo.places import Setting
from sio.casework.demo.rows import add, at
from sio.casework.models import FileMerge, HandOver
from sio.core.access_log import record_view
from sio.core.bounces import mark_bounce
from sio.core.models import OutgoingMail
from sio.core.time import school_year
from sio.core.workflow import MailState, Reason, WhyBack
from sio.intake.models import Enquiry, EnquiryTopic, WindowChange
from sio.lessons.demo import staff
from sio.trajects.models import BreakGlass
from sio.trajects.workflow import State

DAYS_BACK = 430  # of enquiries: this school year and the same days of the last
PER_DAY = 0.45


def load_desk(files: list[File], setting: Setting, chance: Random, today: date) -> None:
    """Everything that is no part of one file."""
    _enquiries(chance, today)
    _periods(today)
    _merge(files)
    _hand_over(files, setting, today)
    _mail(files)
    _emergency(files)


def _enquiries(chance: Random, today: date) -> None:
    topics = list(EnquiryTopic.objects.filter(is_offered=True))
    lien = staff(Role.Kind.HELPDESK)
    Enquiry.objects.bulk_create(
        Enquiry(
            channel=chance.choice(Enquiry.Channel.values),
            topic=chance.choice(topics),
            who=chance.choice(Enquiry.Who.values),
            on=day,
            count=chance.choice((1, 1, 1, 2)),
            by=lien,
        )
        for day in (today - timedelta(days=back) for back in range(DAYS_BACK))
        if topics and day.weekday() < 5 and chance.random() < PER_DAY
    )


def _periods(today: date) -> None:
    """There was a waiting list in this school year; it is open again."""
    karim = staff(Role.Kind.COORDINATOR)
    year = school_year(today)
    (first,) = add(
        [
            WindowChange(
                school_year=year,
                state=WindowChange.State.WAITING_LIST,
                reason="Alle sets zijn uitgeleend.",
                text_nl="Alle toestellen zijn in gebruik. Je komt op een wachtlijst.",
                sets_free=0,
                by=karim,
                at=timezone.now() - timedelta(days=46),
            )
        ]
    )
    add(
        [
            WindowChange(
                school_year=year,
                state=WindowChange.State.OPEN,
                reason="Er kwamen acht sets terug.",
                sets_free=8,
                follows=first,
                by=karim,
                at=timezone.now() - timedelta(days=11),
            )
        ]
    )


def _merge(files: list[File]) -> None:
    for one in files:
        if one.story.state == State.MERGED:
            kept = next(
                other
                for other in files
                if other.child == one.child and other.story.state == State.ACTIVE
            )
            FileMerge.objects.create(
                kept=kept.traject,
                merged=one.traject,
                old_state=State.APPLIED,
                reason="school en gezin vroegen het allebei aan",
                by=one.consultant,
                at=one.moments[-1],
            )


def _hand_over(files: list[File], setting: Setting, today: date) -> None:
    """One file is with somebody else until a day."""
    (one,) = [file for file in files if "first_plan" in file.tags][-1:]
    old, new = one.consultant, setting.consultants[1]
    one.traject.assignments.update(user=new)
    HandOver.objects.create(
        traject=one.traject,
        old=old,
        new=new,
        reason="tot de verbouwing op school klaar is",
        until=today + timedelta(days=20),
        by=staff(Role.Kind.COORDINATOR),
    )


def _mail(files: list[File]) -> None:
    """One that was refused, and an address that somebody noted from the mailbox."""
    refused, noted = [one.traject for one in files if one.traject.application][-2:]
    assert refused.application is not None
    assert noted.application is not None
    address = refused.application.email
    OutgoingMail.objects.create(
        address=address,
        template="intake/mail/received",
        traject=refused.pk,
        language="nl-be",
        message_id="<oefenversie@demo.invalid>",
        state=MailState.FAILED,
        tries=1,
        queued_at=timezone.now() - timedelta(hours=20),
        reason=Reason.ADDRESS_REFUSED,
        last_error="SMTPRecipientsRefused",
    )
    karim = staff(Role.Kind.COORDINATOR)
    mark_bounce(address=address, why=WhyBack.NO_SUCH, by=None)
    mark_bounce(address=noted.application.email, why=WhyBack.FULL, by=karim)


def _emergency(files: list[File]) -> None:
    """The helpdesk opened a file in the evening; nobody has reviewed it yet."""
    lien = staff(Role.Kind.HELPDESK)
    (one,) = (file for file in files if "emergency" in file.tags)
    moment = at(timezone.localdate() - timedelta(days=1), 19, 5)
    (glass,) = add(
        [
            BreakGlass(
                user=lien,
                traject=one.traject,
                reason="De klas belt: het beeld valt weg, en de consulent is weg.",
                started_at=moment,
                ends_at=moment + timedelta(hours=1),
            )
        ],
        "started_at",
    )
    record_view(
        traject_id=one.traject.pk, page="traject", by=lien, why=f"emergency {glass.pk}"
    )
