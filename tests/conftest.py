"""The cast: who they are, and in which one right each differs from the next.

Everything is written straight into the database, so that a test of an action does
not lean on another action. Tuur Peeters is in class 5A of De Wegwijzer.
"""

from __future__ import annotations

import gc
import hashlib
import secrets
import subprocess
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from sio.accounts.factors import FactorAdapter
from sio.accounts.models import Role, User
from sio.core.sides import Side
from sio.core.time import school_year, today
from sio.devices.models import Device
from sio.schools.models import Contact, Place, School, SchoolClass
from sio.trajects.models import (
    Acceptance,
    AgreementText,
    Assignment,
    Guardian,
    Household,
    Pupil,
    Traject,
)
from sio.trajects.workflow import State
from tests.databases import depends_on_the_database
from tests.flush import flush_past_the_guards
from tests.spread import Spread

# A busy machine is no fault of what is tested.
hypothesis_settings.register_profile(
    "sio", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("sio")
flush_past_the_guards(type(connection.ops))


def pytest_xdist_make_scheduler(config, log):
    return Spread(config, log)


def pytest_collection_modifyitems(items):
    for item in items:
        if depends_on_the_database(item):
            item.add_marker("database")


def pytest_collection_finish():
    """What is loaded by now stays: the collector need not look through it each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _empty_cache():
    """Limits are counted in the cache: each test starts at zero."""
    cache.clear()


@pytest.fixture(autouse=True)
def _in_dutch():
    """A request in another language leaves its thread in it."""
    translation.activate(settings.LANGUAGE_CODE)


def person(name, *roles, second_factor=True):
    user = User.objects.create(email=f"{name.lower()}@example.org", name=name)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    for kind in roles:
        Role.objects.create(user=user, kind=kind)
    if roles and second_factor:
        secret = FactorAdapter().encrypt("JBSWY3DPEHPK3PXP")
        Authenticator.objects.create(
            user=user, type=Authenticator.Type.TOTP, data={"secret": secret}
        )
    return user


@pytest.fixture
def places(db):
    """The postcodes that migrate loads; a test with transactions empties all tables."""
    if not Place.objects.exists():
        call_command("load_places", verbosity=0, stdout=StringIO())
    return Place.objects.all()


@pytest.fixture
def school(db):
    return School.objects.create(name="De Wegwijzer", institution_number="012345")


@pytest.fixture
def other_school(db):
    return School.objects.create(name="Het Kompas", institution_number="054321")


@pytest.fixture
def school_class(school):
    return SchoolClass.objects.create(
        school=school, name="5A", school_year=school_year(today())
    )


@pytest.fixture
def other_class(other_school):
    return SchoolClass.objects.create(
        school=other_school, name="2B", school_year=school_year(today())
    )


@pytest.fixture
def traject(school_class):
    """Tuur's: running, no agreement accepted yet."""
    pupil = Pupil.objects.create(first_name="Tuur", last_name="Peeters")
    return Traject.objects.create(
        pupil=pupil,
        school=school_class.school,
        school_class=school_class,
        state=State.ACTIVE,
    )


@pytest.fixture
def other_traject(other_class):
    """Noor's, at another school; nobody around Tuur may see it, nor the reverse."""
    pupil = Pupil.objects.create(first_name="Noor", last_name="Jacobs")
    return Traject.objects.create(
        pupil=pupil,
        school=other_class.school,
        school_class=other_class,
        state=State.ACTIVE,
    )


@pytest.fixture
def carla(traject):
    """The consultant of Tuur's traject."""
    user = person("Carla", Role.Kind.CONSULTANT)
    Assignment.objects.create(user=user, traject=traject)
    return user


@pytest.fixture
def chris(other_traject):
    """A consultant too, but of Noor's traject."""
    user = person("Chris", Role.Kind.CONSULTANT)
    Assignment.objects.create(user=user, traject=other_traject)
    return user


@pytest.fixture
def cora(db):
    """The coordinator: sees every traject."""
    return person("Cora", Role.Kind.COORDINATOR)


@pytest.fixture
def hans(db):
    """The helpdesk: sees every traject, changes none."""
    return person("Hans", Role.Kind.HELPDESK)


@pytest.fixture
def pia(db):
    """The privacy officer: sees the access log, but no traject."""
    return person("Pia", Role.Kind.PRIVACY)


@pytest.fixture
def polly(db):
    """The policy officer: makes figures, and sees no traject."""
    return person("Polly", Role.Kind.POLICY)


@pytest.fixture
def sofie(school):
    """Contact at Tuur's school."""
    user = person("Sofie")
    Contact.objects.create(user=user, school=school, function="zorgcoördinator")
    return user


@pytest.fixture
def otto(other_school):
    """Contact at the other school."""
    user = person("Otto")
    Contact.objects.create(user=user, school=other_school, function="directeur")
    return user


@pytest.fixture
def paula(traject):
    """Tuur's mother."""
    user = person("Paula")
    Guardian.objects.create(user=user, traject=traject, capacity="moeder")
    return user


@pytest.fixture
def pam(traject):
    """Tuur's father, who lives apart: in a household of his own."""
    user = person("Pam")
    household = Household.objects.create(
        traject=traject,
        name="Bij Pam",
        address="Pamstraat 7",
        phone="0470 77 77 77",
        notes="Pamnotitie",
    )
    Guardian.objects.create(
        user=user,
        traject=traject,
        capacity="vader",
        household=household,
        phone="0471 71 71 71",
    )
    return user


@pytest.fixture
def piet(other_traject):
    """Noor's father."""
    user = person("Piet")
    Guardian.objects.create(user=user, traject=other_traject, capacity="vader")
    return user


@pytest.fixture
def eddy(traject):
    """Was Tuur's guardian; that has ended."""
    user = person("Eddy")
    Guardian.objects.create(
        user=user, traject=traject, capacity="vader", ended_at=timezone.now()
    )
    return user


@pytest.fixture
def agreed(traject, paula, sofie):
    """Tuur's traject with the agreement accepted on both sides."""
    for side, user in ((Side.HOME, paula), (Side.CLASS, sofie)):
        texts = AgreementText.objects.filter(side=side, language="nl-be")
        text = texts.order_by("-version").first() or AgreementText.objects.create(
            side=side, version=1, language="nl-be", body="Wat we afspreken."
        )
        Acceptance.objects.create(
            traject=traject, text=text, accepted_by=user, capacity="moeder"
        )
    return traject


def paired(by, **place):
    """A device with its credential at hand, as only its browser has it."""
    credential = secrets.token_urlsafe(32)
    device = Device.objects.create(
        credential_hash=hashlib.sha256(credential.encode()).hexdigest(),
        paired_by=by,
        **place,
    )
    device.credential = credential
    return device


@pytest.fixture
def home_device(traject, carla):
    """Tuur's tablet."""
    return paired(carla, side=Side.HOME, traject=traject, label="Tablet")


@pytest.fixture
def class_device(school_class, carla):
    """The set of class 5A."""
    return paired(carla, side=Side.CLASS, school_class=school_class, label="Klasset")


@pytest.fixture
def as_user():
    """A browser in which this person is logged in."""

    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def as_device():
    """A browser that is this device."""

    def browser(device: Device) -> Client:
        client = Client()
        prefix = "" if settings.SIO_DEMO else "__Host-"
        client.cookies[f"{prefix}sio_{device.side}"] = device.credential
        return client

    return browser


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory):
    """A Redis of this module's own, at a socket file."""
    path = tmp_path_factory.mktemp("redis") / "socket"
    command = ["redis-server", "--port", "0", "--unixsocket", str(path), "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert any("accept connections" in line for line in server.stdout)
        yield f"unix://{path}"
        server.terminate()
