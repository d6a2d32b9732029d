"""One file goes on in the next school year: nobody applies again."""

from __future__ import annotations

from datetime import date, time

import pytest
import time_machine

from sio.core.sides import Side
from sio.core.time import today
from sio.devices.queries import devices_of
from sio.intake.models import Application
from sio.lessons.actions import plan_slot
from sio.lessons.queries import lessons_on
from sio.schools.models import Contact, School, SchoolClass
from sio.trajects.models import Assignment, Guardian, Traject
from sio.trajects.workflow import State
from tests.conftest import paired, person
from tests.intake.conftest import Applicant

pytestmark = pytest.mark.django_db

SPRING, AUTUMN = "2027-05-10T09:00:00+02:00", "2027-09-06T09:00:00+02:00"
MONDAY_MORNING = {
    "weekday": 0,
    "part": "morning",
    "kind": "fixed",
    "starts_at": time(8, 30),
    "ends_at": time(12),
    "subject": "",
    "room": "",
}


@pytest.fixture
def cast(places):
    """A file from the form on, running in May in 5A, with all who belong to it."""
    with time_machine.travel(SPRING):
        school = School.objects.create(
            name="De Wegwijzer", institution_number="023456", postcode="3000"
        )
        applicant = Applicant.filled("parent")
        applicant.save("school", school=str(school.pk), class_name="5A")
        assert applicant.send().status_code == 302
        file = Traject.objects.get(application=Application.objects.get())
        Traject.objects.filter(pk=file.pk).update(state=State.ACTIVE)
        file.refresh_from_db()
        people = {
            "conny": person("Conny", "consultant"),
            "mia": person("Mia"),
            "steven": person("Steven"),
        }
        Assignment.objects.create(user=people["conny"], traject=file)
        Guardian.objects.create(user=people["mia"], traject=file, capacity="moeder")
        Contact.objects.create(user=people["steven"], school=school, function="x")
        paired(people["mia"], side=Side.HOME, traject=file, label="Tablet")
        plan_slot(traject=file, fields=MONDAY_MORNING, by=people["conny"])
    return file, people


def test_one_file_serves_two_school_years_without_a_new_application(as_user, cast):
    file, people = cast
    address = f"/trajecten/{file.pk}/"
    assert (file.school_year, file.school_class.name) == (2026, "5A")
    with time_machine.travel(AUTUMN):
        # The year is new: who guides it looks at the conditions once more.
        client = as_user(people["conny"])
        asked = "kijk na of alle voorwaarden nog kloppen"
        assert asked in client.get("/vandaag/").content.decode()
        place = {"school": file.school_id, "class_name": "6A", "year": 2027}
        checked = {"level": "primary", "conditions_checked_for": 2027}
        assert client.post(f"{address}gegevens/klas/", place).status_code == 302
        assert client.post(f"{address}gegevens/materiaal/", checked).status_code == 302
        assert asked not in client.get("/vandaag/").content.decode()

        same = Traject.objects.get()
        assert (same.pk, same.state, same.school_year) == (file.pk, "active", 2027)
        assert same.school_class == SchoolClass.objects.get(name="6A")
        assert same.application == Application.objects.get()
        # The line goes on: the hours, the device at home, and who sees the file.
        assert [one.kind for one in lessons_on(same, today())] == ["fixed"]
        (tablet,) = devices_of(same)
        assert (tablet.revoked_at, tablet.valid_until) == (None, None)
        for name in ("mia", "steven"):
            seen = as_user(people[name]).get(address).content.decode()
            assert "6A" in seen
            assert "2027–2028" in seen
    assert lessons_on(same, date(2027, 5, 10))
