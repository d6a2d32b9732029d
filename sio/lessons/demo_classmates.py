"""Two more pupils of the demo, of one class, whose families let them see each other.

Made when somebody opens one of their doors: the rest of the demo is of Noor alone.
"""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.core.sides import Side
from sio.core.time import school_year, today
from sio.devices.credentials import hash_of
from sio.devices.models import Device
from sio.lessons.demo import CONTACT, consultant, load_demo, person
from sio.schools.actions import class_of
from sio.schools.models import Contact
from sio.trajects.actions import agree_classmates
from sio.trajects.models import Acceptance, Assignment, Guardian, Pupil, Traject
from sio.trajects.queries import current_text, missing_agreements
from sio.trajects.workflow import RUNNING, State

CLASS, LAST_NAME = "6B", "Jacobs"
FAMILIES = {  # first name, chosen animal: who decides at home
    ("Bo", "uil"): ("mia.jacobs@demo.invalid", "Mia Jacobs"),
    ("Cas", "vos"): ("ward.jacobs@demo.invalid", "Ward Jacobs"),
}
PUPILS = tuple(name for name, _avatar in FAMILIES)


@transaction.atomic
def load_classmates() -> None:
    """Make what is missing of them, after all else; a yes that was taken back stays so.

    Raises ImproperlyConfigured outside the demo.
    """
    load_demo()
    contact = Contact.objects.filter(user=person(*CONTACT), ended_at=None)
    school = contact.select_related("school").latest("pk").school
    school_class = class_of(school=school, name=CLASS, year=school_year(today()))
    for (name, avatar), parent in FAMILIES.items():
        running = school_class.trajects.filter(
            pupil__first_name=name, state__in=RUNNING
        ).first()
        traject = running or Traject.objects.create(
            pupil=Pupil.objects.create(
                first_name=name, last_name=LAST_NAME, avatar=avatar
            ),
            school=school,
            school_class=school_class,
            state=State.ACTIVE,
        )
        _people(traject, person(*parent))
        _pair(Side.HOME, name, traject=traject, label=_("Laptop thuis"))
    _pair(Side.CLASS, CLASS, school_class=school_class, label=_("Laptop van de klas"))


def credential_of(name: str) -> str:
    """Of the device at home of this pupil, or of the class: the same each time."""
    return salted_hmac(
        "sio.lessons.demo_classmates", name, algorithm="sha256"
    ).hexdigest()


def _people(traject: Traject, parent: User) -> None:
    Assignment.objects.get_or_create(user=consultant(), traject=traject, ended_at=None)
    guardian, _made = Guardian.objects.get_or_create(
        user=parent, traject=traject, ended_at=None, defaults={"capacity": _("ouder")}
    )
    speakers = {Side.HOME: parent, Side.CLASS: person(*CONTACT)}
    for side in missing_agreements(traject):
        text = current_text(side, settings.LANGUAGE_CODE)
        if text is not None:
            Acceptance.objects.create(
                traject=traject,
                text=text,
                accepted_by=speakers[side],
                capacity=guardian.capacity
                if side == Side.HOME
                else _("zorgcoördinator"),
            )
    if not traject.classmates_agreements.exists():
        agree_classmates(traject=traject, guardian=guardian, by=parent)


def _pair(side: Side, name: str, **place: object) -> None:
    Device.objects.update_or_create(
        credential_hash=hash_of(credential_of(name)),
        defaults={
            "side": side,
            "paired_by": consultant(),
            "revoked_at": None,
            **place,
        },
    )
