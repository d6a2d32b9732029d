"""Pupils in classes of their own, with paired devices; run in a server's database.

manage.py shell -c "from tests.crowd.people import settle; settle(200, 'out.json')"
"""

from __future__ import annotations

import hashlib
import json
import secrets
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.utils import timezone

from sio.accounts.factors import FactorAdapter
from sio.accounts.models import Role, User
from sio.core.sides import Side
from sio.core.time import school_year, today
from sio.devices.models import Device
from sio.lessons.actions import unpair_device
from sio.schools.models import School, SchoolClass
from sio.trajects.models import (
    Acceptance,
    AgreementText,
    Assignment,
    Pupil,
    Traject,
)
from sio.trajects.workflow import State

CONSULTANT = "consulent@example.org"
DEVICES = {"home": Side.HOME, "spare": Side.HOME, "class": Side.CLASS}


def settle(count: int, file: str) -> None:
    """Make `count` of them, agreed and ready, and write traject and credentials.

    Two devices are at home: the second one is called `spare`.
    """
    consultant = User.objects.create(email=CONSULTANT, name="Consulent")
    Role.objects.create(user=consultant, kind=Role.Kind.CONSULTANT)
    secret = FactorAdapter().encrypt("JBSWY3DPEHPK3PXP")
    Authenticator.objects.create(
        user=consultant, type=Authenticator.Type.TOTP, data={"secret": secret}
    )
    trajects = make_trajects(count)
    Assignment.objects.bulk_create(
        Assignment(user=consultant, traject=traject) for traject in trajects
    )
    agree(trajects, consultant)
    keys = [
        {"traject": traject.pk} | {name: secrets.token_urlsafe(32) for name in DEVICES}
        for traject in trajects
    ]
    Device.objects.bulk_create(
        device(name, key[name], traject, consultant)
        for traject, key in zip(trajects, keys, strict=True)
        for name in DEVICES
    )
    Path(file).write_text(json.dumps(keys))


def device(name: str, credential: str, traject: Traject, by: User) -> Device:
    side = DEVICES[name]
    return Device(
        side=side,
        traject=traject if side is Side.HOME else None,
        school_class=traject.school_class if side is Side.CLASS else None,
        label=name,
        credential_hash=hashlib.sha256(credential.encode()).hexdigest(),
        paired_by=by,
    )


def unpair(*credentials: str) -> None:
    """As the consultant does it on the screen."""
    consultant = User.objects.get(email=CONSULTANT)
    for credential in credentials:
        hashed = hashlib.sha256(credential.encode()).hexdigest()
        device = Device.objects.get(credential_hash=hashed)
        unpair_device(device=device, by=consultant)


def make_trajects(count: int) -> list[Traject]:
    school = School.objects.create(name="De Wegwijzer", institution_number="012345")
    year = school_year(today())
    classes = SchoolClass.objects.bulk_create(
        SchoolClass(school=school, name=f"K{number}", school_year=year)
        for number in range(count)
    )
    pupils = Pupil.objects.bulk_create(
        Pupil(first_name="Leerling", last_name=f"Nummer {number}")
        for number in range(count)
    )
    return Traject.objects.bulk_create(
        Traject(
            pupil=pupil, school=school, school_class=school_class, state=State.ACTIVE
        )
        for pupil, school_class in zip(pupils, classes, strict=True)
    )


def agree(trajects: list[Traject], user: User) -> None:
    """Both sides accept the newest text."""
    for side in Side:
        texts = AgreementText.objects.filter(side=side, language="nl-be")
        text = texts.order_by("-version").first() or AgreementText.objects.create(
            side=side, version=1, language="nl-be", body="Wat we afspreken."
        )
        Acceptance.objects.bulk_create(
            Acceptance(
                traject=traject,
                text=text,
                accepted_by=user,
                accepted_at=timezone.now(),
                capacity="consulent",
            )
            for traject in trajects
        )
