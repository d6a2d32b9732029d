"""New applications on "Vandaag", until the third working day makes them pressing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from sio.core.models import AccessRecord
from sio.schools.models import Contact
from sio.trajects.models import Traject
from sio.trajects.workflow import State

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)


@pytest.fixture
def new(traject):
    """Tuur's file as it is on the Friday on which the application came in."""
    Traject.objects.filter(pk=traject.pk).update(
        state=State.APPLIED, received_at=FRIDAY, state_since=FRIDAY, school_class=None
    )
    return traject


@pytest.fixture
def look(as_user):
    """A page as this person sees it at noon of a day of November or December."""

    def look(day, user, address="/vandaag/"):
        moment = datetime(2026, 11 if day > 26 else 12, day, 12, tzinfo=UTC)
        with time_machine.travel(moment):
            return as_user(user).get(address)

    return look


@pytest.mark.parametrize(
    ("day", "fresh", "due"),
    [
        (27, True, False),
        (29, True, False),  # a Sunday
        (1, True, False),  # Tuesday, the second working day
        (2, False, True),
    ],
)
def test_it_is_new_until_it_is_due(look, new, carla, day, fresh, due):
    context = look(day, carla).context
    assert (new in context["fresh"]) is fresh
    assert bool(context["groups"]) is due


def test_it_leads_to_the_log_of_contacts(look, new, carla):
    page = look(30, carla).content.decode()
    assert f'href="/trajecten/{new.pk}/contacten/"' in page
    assert "Alles is gedaan" not in page
    assert AccessRecord.objects.get(page="today").count == 1


def test_of_one_group_it_is_left_out(look, new, carla):
    assert look(30, carla, "/vandaag/?groep=contact").context["fresh"] == []


@pytest.mark.parametrize("state", [State.CONTACT, State.WAITING, State.ACTIVE])
def test_another_state_is_not_new(look, new, carla, school_class, state):
    Traject.objects.update(state=state, school_class=school_class)
    assert look(30, carla).context["fresh"] == []


def test_those_of_others_are_not_shown(look, new, carla, other_traject):
    Traject.objects.filter(pk=other_traject.pk).update(
        state=State.APPLIED, received_at=FRIDAY
    )
    assert look(30, carla).context["fresh"] == [new]


def test_the_choices_of_the_line_wait_for_the_class(look, new, carla, school_class):
    page = look(30, carla, f"/trajecten/{new.pk}/").content.decode()
    assert "Verbinden mag ook buiten het lesrooster" not in page
    Traject.objects.update(state=State.PREPARING, school_class=school_class)
    page = look(30, carla, f"/trajecten/{new.pk}/").content.decode()
    assert "Verbinden mag ook buiten het lesrooster" in page


@pytest.mark.parametrize("has_contact", [True, False])
def test_the_file_leads_to_inviting_somebody_of_the_school(
    look, new, carla, school, sofie, has_contact
):
    if not has_contact:
        Contact.objects.all().delete()
    page = look(30, carla, f"/trajecten/{new.pk}/").content.decode()
    assert f'href="/scholen/{school.pk}/contacten/nieuw/"' in page
