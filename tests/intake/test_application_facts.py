from __future__ import annotations

import pytest

from sio.intake.application_facts import facts_of
from sio.intake.choices import StudyForm
from sio.intake.facts import CHOICES
from sio.intake.models import Application
from tests.intake.conftest import Applicant

pytestmark = pytest.mark.django_db


def facts(**screens):
    applicant = Applicant.filled()
    for name, typed in screens.items():
        applicant.save(name, **typed)
    applicant.send()
    return facts_of(Application.objects.get())


def test_what_was_said_in_the_words_of_the_rules():
    assert facts(
        school={"third_nursery_class": "no", "school_funded": "yes"},
        duur={"half_days_per_year": "36", "other_teaching": ["toah"]},
    ) == {
        "birth_date": "2012-03-09",
        "level": "primary",
        "third_nursery_class": False,
        "study_form": "ordinary",
        "school_funded": True,
        "reason": "illness",
        "certificate": False,
        "expected_weeks": 6,
        "half_days_per_year": 36,
        "other_teaching": ["toah"],
    }


def test_what_was_left_open_is_unknown():
    assert facts(
        school={"study_form": "", "school_funded": "unknown"},
        reden={"reason": "other", "certificate": ""},
        duur={"expected_weeks": ""},
    ) == {"birth_date": "2012-03-09", "level": "primary"}


@pytest.mark.parametrize("form", CHOICES["study_form"])
def test_every_study_form_of_the_rules_can_be_said(form):
    school = {"level": "secondary", "study_form": form}
    assert facts(school=school)["study_form"] == form
    assert form in StudyForm.values
    assert len(StudyForm) == len(CHOICES["study_form"])


def test_the_school_is_asked_in_the_words_of_the_rules():
    page = Applicant.filled().client.get("/aanvraag/school/").content.decode()
    assert "gefinancierd of gesubsidieerd door de Vlaamse overheid?" in page
    assert "erkend door" not in page


@pytest.mark.parametrize(
    ("said", "fact"), [("school_has_it", True), ("unknown", "unknown")]
)
def test_where_the_certificate_is(said, fact):
    assert facts(reden={"certificate": said})["certificate"] == fact
