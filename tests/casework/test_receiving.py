"""An application comes in: its file is opened, and nobody is forgotten."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.utils import timezone

from sio.accounts.models import Role
from sio.casework.models import FamilyWord
from sio.casework.stages import STAGES, progress_of
from sio.core.models import AccessRecord
from sio.core.time import school_year, today
from sio.intake.models import Application, Assessment, WindowChange
from sio.intake.status import Stage
from sio.schools.models import Region, RegionArea, RegionConsultant, School
from sio.trajects.models import Traject
from sio.trajects.queries import trajects_visible_to
from sio.trajects.workflow import State
from tests.conftest import person
from tests.intake.conftest import Applicant

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(places):
    """A school in the list, in Leuven."""
    return School.objects.create(
        name="De Wegwijzer", institution_number="023456", postcode="3000"
    )


@pytest.fixture
def conny(listed):
    """The consultant of Leuven's region."""
    user = person("Conny", Role.Kind.CONSULTANT)
    region = Region.objects.create(name="Leuven")
    RegionArea.objects.create(
        region=region, first_postcode="3000", last_postcode="3099"
    )
    RegionConsultant.objects.create(region=region, user=user)
    return user


def sent(listed=None, role="parent", **screens):
    applicant = Applicant.filled(role)
    if listed is not None:
        applicant.save("school", school=str(listed.pk), class_name="5A")
    for name, typed in screens.items():
        applicant.save(name, **typed)
    assert applicant.send().status_code == 302
    return Traject.objects.get(application=Application.objects.get())


def test_the_file_has_what_was_told_and_who_guides_it(listed, conny):
    traject = sent(listed)
    pupil = traject.pupil
    assert (str(pupil), pupil.birth_date) == ("Tuur Peeters", date(2012, 3, 9))
    assert (pupil.home_postcode, pupil.home_province) == ("3000", "BE-VBR")
    assert (traject.state, traject.school, traject.school_class.name) == (
        State.APPLIED,
        listed,
        "5A",
    )
    assert (traject.level, traject.school_year) == ("primary", school_year(today()))
    assert [(c.old, c.new, c.by) for c in traject.changes.all()] == [
        ("", "applied", None)
    ]
    assert [one.user for one in traject.assignments.all()] == [conny]
    assert list(trajects_visible_to(conny)) == [traject]
    assert set(
        AccessRecord.objects.filter(traject=traject.pk).values_list("by", "actor")
    ) == {(None, "applicant")}


def test_what_the_illness_is_lies_in_the_health_part_alone(listed, conny):
    traject = sent(listed, reden={"reason": "accident"})
    assert (traject.health.group_code, traject.health.details) == (
        "accident",
        "Een gebroken heup.",
    )
    assert traject.health.version == 1


def test_of_somebody_else_it_takes_no_illness(listed, conny):
    traject = sent(listed, role="school")
    assert not hasattr(traject, "health")
    assert not FamilyWord.objects.filter(traject=traject).exists()


def test_the_familys_own_choice_is_in_the_file(listed, conny):
    traject = sent(listed)
    words = FamilyWord.objects.filter(traject=traject)
    assert [(word.kind, word.name) for word in words] == [("choice", "Els Peeters")]


def test_the_rules_of_the_day_are_kept_with_it(listed, conny):
    traject = sent(listed)
    assessment = Assessment.objects.get(application=traject.application)
    assert assessment.outcome in {"eligible", "talk"}
    assert assessment.facts["school_funded"] is True
    assert assessment.result["rules"]


IN_SPRING = "2027-05-10T12:00:00Z"


@pytest.mark.parametrize(
    ("duration", "day", "outcome"),
    [
        ({"school_year": "2026"}, date(2027, 5, 10), "not_eligible"),
        ({"school_year": "2027"}, date(2027, 9, 1), "eligible"),
        (
            *({"school_year": "2027", "expected_from": "15/10/2027"},),
            *(date(2027, 10, 15), "eligible"),
        ),
        (
            *({"school_year": "2026", "expected_from": "1/4/2027"},),
            *(date(2027, 5, 10), "not_eligible"),
        ),
        (
            *({"school_year": "2026", "expected_from": "15/10/2027"},),
            *(date(2027, 5, 10), "not_eligible"),
        ),
    ],
)
def test_it_is_judged_on_the_day_when_it_begins(listed, duration, day, outcome):
    school = {"level": "nursery", "third_nursery_class": "no"}
    with time_machine.travel(IN_SPRING, tick=False):
        traject = sent(
            *(listed,),
            leerling={"birth_date": "1/7/2022"},
            school=school | {"school": str(listed.pk)},
            reden={"certificate": "school_has_it"},
            duur=duration | {"other_teaching": ["toah"]},
        )
    assessment = Assessment.objects.get(application=traject.application)
    assert (assessment.on, assessment.outcome) == (day, outcome)
    assert assessment.result["on"] == day.isoformat()


def test_dual_learning_is_dual_and_not_dbso(listed, conny):
    school = {"school": str(listed.pk), "level": "secondary", "study_form": "dual"}
    traject = sent(listed, school=school)
    assessment = Assessment.objects.get(application=traject.application)
    assert assessment.facts["study_form"] == "dual"
    asked = {one["name"]: one["why"] for one in assessment.result["aspects"]}
    assert asked["study_form"] == "some_situations"


def test_a_school_that_is_not_in_the_list_leaves_a_file_without_owner(conny):
    traject = sent()
    assert (traject.school, traject.school_class) == (None, None)
    assert not traject.assignments.exists()


def test_other_teaching_is_noted(listed, conny):
    traject = sent(listed, duur={"other_teaching": ["toah", "hospital_school"]})
    assert {one.kind for one in traject.other_teaching.all()} == {
        "toah",
        "hospital_school",
    }


def test_a_year_with_a_waiting_list_puts_it_there_and_says_so(listed, conny, cora):
    WindowChange.objects.create(
        school_year=school_year(today()),
        state=WindowChange.State.WAITING_LIST,
        reason="te weinig sets",
        text_nl="Er is een wachtlijst.",
        by=cora,
    )
    traject = sent(listed)
    assert traject.state == State.WAITING
    assert [change.new for change in traject.changes.all()] == ["applied", "waiting"]


def test_pressed_twice_there_is_one_file(listed, conny):
    applicant = Applicant.filled()
    applicant.send()
    applicant.send()
    assert Traject.objects.count() == 1


# What the applicant reads of it -------------------------------------------------------


def test_every_state_is_a_stage():
    assert set(STAGES) == set(State)


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        (State.CONTACT, Stage.CONTACTED),
        (State.LATER, Stage.LATER),
        (State.REFUSED, Stage.CLOSED),
        (State.ACTIVE, Stage.RUNNING),
    ],
)
def test_the_stage_follows_the_file(listed, conny, state, stage):
    traject = sent(listed)
    Traject.objects.filter(pk=traject.pk).update(
        state=state, look_again_on=today(), school_class=traject.school_class
    )
    traject.changes.create(old="applied", new=state, reason="x", by=conny)
    progress = progress_of(Application.objects.get())
    assert progress.stage == stage
    assert progress.reached[stage] == timezone.localdate()


def test_a_file_that_goes_on_in_another_is_as_far_as_that_one(listed, conny, traject):
    mine = sent(listed)
    traject.taken_in.create(merged=mine, old_state="applied", reason="dubbel", by=conny)
    Traject.objects.filter(pk=mine.pk).update(state=State.MERGED)
    assert progress_of(Application.objects.get()).stage == Stage.RUNNING
    traject.taken_in.update(undone_at=timezone.now())
    assert progress_of(Application.objects.get()).stage == Stage.CLOSED


def test_without_a_file_it_was_received(listed, conny):
    sent(listed)
    application = Application.objects.get()
    application.pk, application.reference = None, "SIO-2"
    application.save(force_insert=True)
    assert progress_of(application).stage == Stage.RECEIVED
