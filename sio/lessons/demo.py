"""What `make demo` shows: a school, a class, a pupil and the grown-ups around them.

Nobody in it exists. Loading again adds only what is missing. The devices of the doors
have credentials that follow from the secret key, so that the doors can give their
cookies again and again; these rows are made in demo mode only.
"""

from __future__ import annotations

from datetime import time, timedelta

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext as _

from sio.accounts.models import Role, User
from sio.core.sides import Side
from sio.core.time import school_year, today
from sio.devices.credentials import hash_of
from sio.devices.models import Device
from sio.lessons.models import ExtraLesson, Slot
from sio.lessons.queries import lessons_on
from sio.postbox.demo import load_box
from sio.schools.actions import class_of, copy_holidays
from sio.schools.models import Contact, School
from sio.schools.provinces import Province
from sio.trajects.actions import keep_pseudonym
from sio.trajects.models import (
    Acceptance,
    Assignment,
    Guardian,
    Pupil,
    Traject,
    TrajectChange,
)
from sio.trajects.queries import current_text, missing_agreements
from sio.trajects.workflow import RUNNING, State

SCHOOL_NUMBER = "000000"
LESSON = timedelta(minutes=50)
NEARLY_OVER = timedelta(minutes=20)  # then the next lesson is made already
CONSULTANT = "els.maes@demo.invalid"
STAFF = (
    (CONSULTANT, "Els Maes", Role.Kind.CONSULTANT),
    ("karim.bensaid@demo.invalid", "Karim Bensaïd", Role.Kind.COORDINATOR),
    ("lien.claes@demo.invalid", "Lien Claes", Role.Kind.HELPDESK),
    ("greet.hermans@demo.invalid", "Greet Hermans", Role.Kind.PRIVACY),
    ("bram.aerts@demo.invalid", "Bram Aerts", Role.Kind.POLICY),
)
CONTACT = ("tom.aerts@demo.invalid", "Tom Aerts")
GUARDIAN = ("sara.willems@demo.invalid", "Sara Willems")
WEEK = (  # weekday, hour, minute, subject, room; 50 minutes each
    (0, 8, 30, "Wiskunde", "lokaal 12"),
    (0, 9, 20, "Nederlands", "lokaal 12"),
    (0, 10, 25, "Wereldoriëntatie", "lokaal 12"),
    (1, 8, 30, "Frans", "lokaal 12"),
    (1, 9, 20, "Wiskunde", "lokaal 12"),
    (2, 8, 30, "Nederlands", "lokaal 12"),
    (2, 10, 25, "Muzische vorming", "muzieklokaal"),
    (3, 8, 30, "Wiskunde", "lokaal 12"),
    (3, 13, 0, "Techniek", "atelier"),
    (4, 9, 20, "Frans", "lokaal 12"),
    (4, 13, 0, "Wereldoriëntatie", "lokaal 12"),
)


@transaction.atomic
def load_demo() -> None:
    """Make what is missing of the demo, and a lesson that is on now.

    Called at the start and by every door: whoever has unpaired the demo's devices or
    ended its traject finds both working again.
    """
    if not settings.SIO_DEMO:
        raise ImproperlyConfigured("Demo data need SIO_DEMO=1.")
    els = _staff()
    school = _school()
    traject = _noor(school, els)
    _preparing(school, els)
    _people(traject)
    _accept(traject)
    _pair(traject, els)
    copy_holidays(year=school_year(today()), by=None)
    ensure_lesson_now(traject)
    load_box(traject)


def ensure_lesson_now(traject: Traject) -> None:
    """Have a lesson that is on now and not nearly over; safe to repeat.

    An extra lesson, since those hold at any hour of any day, in holidays too.
    """
    now = timezone.now()
    if any(
        lesson.status == "on" and lesson.starts_at <= now < lesson.ends_at - NEARLY_OVER
        for lesson in lessons_on(traject, timezone.localdate(now))
    ):
        return
    starts_at = now.replace(second=0, microsecond=0)
    ExtraLesson.objects.create(
        traject=traject,
        starts_at=starts_at,
        ends_at=starts_at + LESSON,
        subject=_("Wiskunde"),
        room="lokaal 12",
    )


def credential_of(side: Side) -> str:
    """The credential of the door's device of this side: the same each time."""
    return salted_hmac("sio.lessons.demo", side.value, algorithm="sha256").hexdigest()


def consultant() -> User:
    """The person whom the consultant's door logs in."""
    return User.objects.get(email=CONSULTANT)


def staff(kind: Role.Kind) -> User:
    """The person of this role whom a door logs in."""
    (email,) = (email for email, _name, held in STAFF if held == kind)
    return User.objects.get(email=email)


def employ(email: str, name: str, kind: Role.Kind) -> User:
    """A member of staff, with a second factor that nobody knows; safe to repeat."""
    user = person(email, name)
    Role.objects.get_or_create(user=user, kind=kind, ended_at=None)
    secret = get_adapter().encrypt(get_random_string(32, "ABCDEFGHJKLMNPQR"))
    Authenticator.objects.get_or_create(
        user=user,
        type=Authenticator.Type.TOTP,
        defaults={"data": {"secret": secret}},
    )
    return user


def _staff() -> User:
    for one in STAFF:
        employ(*one)
    return consultant()


def person(email: str, name: str) -> User:
    """Somebody who logs in by a mailed code alone; safe to repeat."""
    user, made = User.objects.get_or_create(email=email, defaults={"name": name})
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def _school() -> School:
    school, _made = School.objects.get_or_create(
        institution_number=SCHOOL_NUMBER,
        defaults={
            "name": "De Wegwijzer",
            "street": "Schoolstraat 1",
            "postcode": "3000",
            "municipality": "Leuven",
            "province": Province.FLEMISH_BRABANT,
        },
    )
    return school


def _noor(school: School, els: User) -> Traject:
    """Noor's running traject, with a week of lessons when it is new."""
    noors = Traject.objects.filter(
        school_class__school=school, pupil__first_name="Noor"
    ).filter(state__in=RUNNING)
    running = noors.select_related("school_class__school").first()
    if running is not None:
        return running
    traject = Traject.objects.create(
        pupil=Pupil.objects.create(
            first_name="Noor", last_name="Willems", avatar="egel"
        ),
        school=school,
        school_class=class_of(school=school, name="5A", year=school_year(today())),
        state=State.ACTIVE,
    )
    TrajectChange.objects.create(
        traject=traject,
        old=State.PREPARING,
        new=State.ACTIVE,
        reason=_("eerste les gevolgd"),
        by=els,
    )
    keep_pseudonym(traject)
    Assignment.objects.create(user=els, traject=traject)
    Slot.objects.bulk_create(week_of(traject))
    return traject


def week_of(traject: Traject) -> list[Slot]:
    """A week of lessons, not in the database yet."""
    return [_slot(traject, *lesson) for lesson in WEEK]


def _slot(
    traject: Traject, weekday: int, hour: int, minute: int, subject: str, room: str
) -> Slot:
    after = hour * 60 + minute + LESSON // timedelta(minutes=1)
    return Slot(
        traject=traject,
        weekday=weekday,
        part=Slot.Part.LESSON,
        starts_at=time(hour, minute),
        ends_at=time(after // 60, after % 60),
        subject=subject,
        room=room,
    )


def _preparing(school: School, els: User) -> None:
    """A second pupil, whose traject is not ready yet."""
    class_3b = class_of(school=school, name="3B", year=school_year(today()))
    pupils = Pupil.objects.filter(trajects__school_class__school=school)
    if not pupils.filter(first_name="Milan").exists():
        traject = Traject.objects.create(
            pupil=Pupil.objects.create(first_name="Milan", last_name="De Smet"),
            school=school,
            school_class=class_3b,
        )
        Assignment.objects.create(user=els, traject=traject)


def _people(traject: Traject) -> None:
    Contact.objects.get_or_create(
        user=person(*CONTACT),
        school=traject.own_class.school,
        ended_at=None,
        defaults={"function": _("zorgcoördinator")},
    )
    Guardian.objects.get_or_create(
        user=person(*GUARDIAN),
        traject=traject,
        ended_at=None,
        defaults={"capacity": _("moeder")},
    )


def _accept(traject: Traject) -> None:
    speakers = {
        Side.HOME: (GUARDIAN, _("moeder")),
        Side.CLASS: (CONTACT, _("zorgcoördinator")),
    }
    for side in missing_agreements(traject):
        text = current_text(side, settings.LANGUAGE_CODE)
        if text is None:  # somebody has emptied the table
            continue
        who, capacity = speakers[side]
        Acceptance.objects.create(
            traject=traject, text=text, accepted_by=person(*who), capacity=capacity
        )


def _pair(traject: Traject, els: User) -> None:
    """The doors' devices; never lapsing, and paired again if they were unpaired."""
    places = {
        Side.HOME: {"traject": traject, "label": _("Laptop thuis")},
        Side.CLASS: {
            "school_class": traject.own_class,
            "label": _("Laptop van de klas"),
        },
    }
    for side, place in places.items():
        Device.objects.update_or_create(
            credential_hash=hash_of(credential_of(side)),
            defaults={"side": side, "paired_by": els, "revoked_at": None, **place},
        )
