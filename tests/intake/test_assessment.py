"""An assessment keeps what gave it, so that it can be explained later."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, transaction

from sio.intake import engine
from sio.intake.actions.assessment import (
    AssessmentNotAllowed,
    store_assessment,
    store_first_assessment,
)
from sio.intake.engine import assess
from sio.intake.explaining import in_words
from sio.intake.facts import parse_facts
from sio.intake.models import Application, Assessment
from sio.intake.queries.assessment import explain
from tests.intake.cases import FINE, IN_2020_2021, NOW, facts
from tests.intake.conftest import Applicant

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["carla", "cora"])
def test_staff_keeps_an_assessment(name, request):
    by = request.getfixturevalue(name)
    made = store_assessment(facts=facts(NOW), on=NOW, by=by)
    kept = Assessment.objects.get(pk=made.pk)
    assert (kept.outcome, kept.on, kept.by) == ("eligible", NOW, by)
    assert parse_facts(kept.facts, on=NOW) == facts(NOW)
    assert explain(kept) == assess(facts(NOW), NOW)
    assert str(kept) == "eligible 2026-11-27"


def test_an_applicant_has_no_account():
    made = store_assessment(facts=facts(NOW), on=NOW, by=None)
    assert (made.by, made.outcome) == (None, "eligible")


@pytest.mark.parametrize("name", ["hans", "sofie", "paula"])
def test_others_keep_none(name, request):
    with pytest.raises(AssessmentNotAllowed):
        store_assessment(facts=facts(NOW), on=NOW, by=request.getfixturevalue(name))
    assert not Assessment.objects.exists()


def test_staff_without_a_second_factor_keeps_none(carla):
    carla.authenticator_set.all().delete()
    with pytest.raises(AssessmentNotAllowed):
        store_assessment(facts=facts(NOW), on=NOW, by=carla)


def test_it_explains_itself_when_the_rule_sets_have_changed(monkeypatch):
    given = facts(IN_2020_2021, reason="household_at_risk")
    made = store_assessment(facts=given, on=IN_2020_2021, by=None)
    sets = [replace(one, version="other", rules=()) for one in engine.rule_sets()]
    monkeypatch.setattr(engine, "rule_sets", lambda: tuple(sets))
    assert assess(given, IN_2020_2021).rules == ()
    explained = explain(Assessment.objects.get(pk=made.pk))
    [covid] = [one for one in explained.rules if one.id == "bednet-2020-2021.covid-19"]
    assert covid.verdict == "talk"
    assert covid.text.startswith("In schooljaar 2020-2021 is Bednet in sommige")
    assert (covid.starts_on, covid.ends_on) == ("2020-09-01", "2021-08-31")
    assert covid.source == "Bednet: Voor wie is Bednet? (schooljaar 2020-2021)"
    assert len(covid.version) == 16


@pytest.mark.parametrize(
    ("said", "key", "aspect"),
    [
        ({"birth_date": "1980-01-01"}, "birth_date", "Leeftijd"),
        (
            {"birth_date": "2010-03-01", "level": "nursery"},
            *("level", "Soort school"),
        ),
        ({"half_days_per_year": 999}, "half_days_per_year", "Hoe lang en hoe vaak"),
    ],
)
def test_facts_that_can_not_be_are_kept_as_a_talk_that_says_which(said, key, aspect):
    Applicant.filled().send()
    application = Application.objects.get()
    application.assessments.all().delete()
    store_first_assessment(application=application, said=FINE | said, on=NOW)
    kept = Assessment.objects.get()
    assert (kept.outcome, kept.on, kept.by) == ("talk", NOW, None)
    assert kept.facts == FINE | said
    assert (kept.application, explain(kept).ask) == (application, (key,))
    [shown] = in_words(explain(kept)).obstacles
    assert (shown.name, shown.rules) == (aspect, [])
    assert shown.why.startswith("Wat hier gezegd werd, kan niet kloppen.")


def test_facts_and_rules_rest_encrypted():
    store_assessment(facts=facts(NOW, reason="psychological"), on=NOW, by=None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts, result FROM intake_assessment")
        [row] = cursor.fetchall()
    for column in row:
        assert "psychological" not in column
        assert "2010-03-01" not in column
        assert "reason" not in column
    with pytest.raises(FieldError):
        Assessment.objects.filter(facts=FINE).exists()


def test_the_database_knows_the_outcomes():
    made = store_assessment(facts=facts(NOW), on=NOW, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=made.pk).update(outcome="perhaps")
