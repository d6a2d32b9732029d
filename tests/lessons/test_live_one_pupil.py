"""A class device belongs to every pupil of the class, and is with one at a time."""

from __future__ import annotations

from uuid import uuid4

import pytest

from sio.core.sides import Side
from sio.trajects.models import Acceptance, Pupil, Traject
from sio.trajects.workflow import State
from tests.conftest import paired

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bo(agreed):
    """Another pupil of the same class, agreed upon too."""
    pupil = Pupil.objects.create(first_name="Bo", last_name="Claes")
    traject = Traject.objects.create(
        pupil=pupil,
        school_class=agreed.school_class,
        school=agreed.school_class.school,
        state=State.ACTIVE,
    )
    for accepted in agreed.acceptances.all():
        Acceptance.objects.create(
            traject=traject,
            text=accepted.text,
            accepted_by=accepted.accepted_by,
            capacity="moeder",
        )
    return traject


def refused(page, how):
    page.say("enter", how=how, connection=None)
    return page.refusal()["code"]


@pytest.mark.parametrize("how", ["press", "again"])
def test_second_window_does_not_enter_with_another_pupil(page, class_device, bo, how):
    with page(class_device) as tuurs, page(class_device, room=bo.pk) as bos:
        tuurs.enter()
        assert refused(bos, how) == "lessons.another_pupil"
        tuurs.enter("again", connection=str(uuid4()))
        tuurs.say("leave")
        tuurs.hear("left")
        bos.enter()
        assert refused(tuurs, how) == "lessons.another_pupil"


def test_looking_at_the_lobby_of_another_pupil_keeps_nobody_out(page, class_device, bo):
    with page(class_device), page(class_device, room=bo.pk) as bos:
        bos.enter()


def test_two_devices_of_one_class_are_each_with_a_pupil(
    page, class_device, bo, carla, school_class
):
    second = paired(
        carla,
        side=Side.CLASS,
        school_class=school_class,
        label="Tweede",
    )
    with page(class_device) as tuurs, page(second, room=bo.pk) as bos:
        tuurs.enter()
        bos.enter()
