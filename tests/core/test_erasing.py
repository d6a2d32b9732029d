"""The lines that docs/operations.md gives for erasing and restoring do what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.serializers import serialize

from sio.accounts.models import Role
from sio.core.access_log import record_view
from sio.core.sides import Side
from sio.devices.models import Device
from sio.devices.queries import devices_valid
from sio.intake.models import Application, Draft, FamilyChoice
from sio.lessons.models import Slot
from sio.schools.models import Municipality, Place
from sio.trajects.actions import erase_file
from sio.trajects.errors import FileStillOpen
from sio.trajects.models import Pupil, Traject
from sio.trajects.queries import trajects_visible_to
from sio.trajects.workflow import State
from tests.conftest import paired

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[2] / "docs/operations.md"
RESTORE, PUPIL, PERSON = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)


def everything():
    """All tables as one text, but for the map of Belgium: Paulatem is no Paula."""
    tables = [one for one in apps.get_models() if one not in (Place, Municipality)]
    rows = (model._base_manager.all() for model in tables)
    return "".join(serialize("json", each) for each in rows)


@pytest.fixture
def over(agreed):
    """Tuur's file, which is over."""
    Traject.objects.filter(pk=agreed.pk).update(state=State.ENDED)
    agreed.refresh_from_db()
    return agreed


def test_an_open_file_is_ended_first(agreed):
    with pytest.raises(FileStillOpen):
        erase_file(agreed)
    assert Traject.objects.get() == agreed


def test_a_pupil_is_nowhere_afterwards(
    over, other_traject, home_device, class_device, carla, cora
):
    Slot.objects.create(
        traject=over, weekday=0, part="lesson", starts_at="09:00", ends_at="10:00"
    )
    record_view(traject_id=over.pk, page="traject", by=carla)
    assert "Peeters" in everything()
    exec(PUPIL.replace("PUPIL", str(over.pupil_id)))
    assert "Peeters" not in everything()
    assert list(Traject.objects.all()) == [other_traject]
    assert list(Device.objects.all()) == [class_device]


def test_what_was_sent_goes_with_the_file(over, other_traject):
    sent = Application.objects.create(
        reference="x",
        language="nl",
        role="parent",
        school_year=2026,
        level="primary",
        answers={"last_name": "Peeters"},
        email="paula@example.org",
        email_index="",
    )
    Draft.objects.create(language="nl", application=sent, submitted_at=sent.received_at)
    FamilyChoice.objects.create(application=sent, name="Paula", text_version=1)
    Traject.objects.filter(pk=over.pk).update(application=sent)
    exec(PUPIL.replace("PUPIL", str(over.pupil_id)))
    for model in (Application, Draft, FamilyChoice):
        assert not model.objects.exists()
    assert list(Pupil.objects.all()) == [other_traject.pupil]


def test_a_pupil_stays_while_there_is_another_file(over, school):
    other = Traject.objects.create(pupil=over.pupil, school=school, state="refused")
    erase_file(over)
    assert list(over.pupil.trajects.all()) == [other]
    erase_file(other)
    assert not Pupil.objects.exists()


def test_a_person_who_leaves_has_no_name_and_no_right(agreed, paula, home_device):
    paired(paula, side=Side.HOME, traject=agreed, label="Gsm")
    assert list(trajects_visible_to(paula)) == [agreed]
    exec(PERSON.replace("EMAIL", repr(paula.email)))
    paula.refresh_from_db()
    assert list(trajects_visible_to(paula)) == []
    assert "paula" not in everything().lower()
    assert agreed.acceptances.count() == 2  # what was agreed stays agreed
    assert list(devices_valid()) == [home_device]  # the consultant paired it


def test_no_device_outlives_the_last_of_several_rights(agreed, carla, home_device):
    Role.objects.create(user=carla, kind=Role.Kind.COORDINATOR)
    exec(PERSON.replace("EMAIL", repr(carla.email)))
    assert devices_valid().count() == 0


def test_after_a_restore_every_pairing_can_be_ended(home_device, class_device):
    assert devices_valid().count() == 2
    exec(RESTORE)
    assert devices_valid().count() == 0
