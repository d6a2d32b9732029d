"""What the rules gave, on the file: as it was stored; and staff that asks them anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.utils.formats import date_format
from hypothesis import given, settings

from sio.casework.actions.assessment import assess_file
from sio.casework.errors import CaseworkNotAllowed
from sio.casework.forms.assessment import AssessmentForm, start_with
from sio.casework.queries.decision import rules_to_refuse_by
from sio.casework.rules import may_see_assessment
from sio.core.models import AccessRecord
from sio.intake import engine
from sio.intake.actions.assessment import store_assessment
from sio.intake.engine import assess
from sio.intake.facts import parse_facts
from sio.intake.models import Assessment
from sio.trajects.actions import erase_file
from sio.trajects.models import Assignment, Pupil, Traject
from sio.trajects.rights import GUIDES, MATRIX, Act, Standing
from sio.trajects.workflow import State
from tests.casework.desk import applied, in_emergency, text_of
from tests.intake.cases import FINE, NOW, facts
from tests.intake.test_eligibility_properties import cases, staff

INSIDERS = ["hans", "sofie", "paula", "pam", "tuur"]
OUTSIDERS = ["chris", "otto", "piet", "eddy"]
WHEN = "2026-11-27T10:00:00Z"


def path(traject):
    return f"/trajecten/{traject.pk}/voorwaarden/"


def typed(known):
    """What a browser would post for these facts."""
    return {key: value for key, value in start_with(known).items() if value is not None}


@pytest.fixture
def assessed(traject):
    """Tuur's file with what came in: too short, so a rule refuses."""
    application = applied(traject)
    store_assessment(
        facts=facts(NOW, expected_weeks=1, half_days_per_year=3, absence_weeks=1),
        on=NOW,
        by=None,
        application=application,
    )
    return traject


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(WHEN, tick=False):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["carla", "cora"])
def test_outcome_rules_sources_and_dates_are_shown(request, as_user, assessed, name):
    user = request.getfixturevalue(name)
    page = text_of(as_user(user).get(path(assessed)))
    born = date_format(facts(NOW).birth_date, "j F Y")
    for word in (
        *("Nee, een regel laat het niet toe", "Met de regels van 27 november 2026"),
        *("door de aanvraag", "Het duurt daarvoor te kort.", "Niet in orde"),
        *("Bron:", "Geldt sinds", "Wat bekend was", "Ziekte", born),
    ):
        assert word in page, word
    for rule in assess(facts(NOW), NOW).rules:
        assert rule.text.split("\n")[0][:40] in page
        assert rule.source in page
    for used in assess(facts(NOW), NOW).sets:
        assert used.title in page
        assert used.version in page


@pytest.mark.django_db
def test_it_reads_as_stored_when_the_rules_have_changed(
    as_user, assessed, carla, monkeypatch
):
    before = text_of(as_user(carla).get(path(assessed)))
    monkeypatch.setattr(engine, "rule_sets", lambda: ())
    after = text_of(as_user(carla).get(path(assessed)))
    assert after == before
    assert "Het duurt daarvoor te kort." in after


@pytest.mark.django_db
def test_a_consultant_assesses_anew_and_the_old_one_stays(as_user, assessed, carla):
    client = as_user(carla)
    form = client.get(path(assessed)).context["form"]
    assert form.initial["expected_weeks"] == 1
    assert form.initial["reason"] == "illness"
    response = client.post(path(assessed), typed(FINE))
    assert response.status_code == 302
    newest, oldest = Assessment.objects.order_by("-pk")
    assert (newest.by, newest.on, newest.outcome) == (carla, NOW, "eligible")
    assert (oldest.by, oldest.outcome) == (None, "not_eligible")
    assert newest.facts == parse_facts(FINE, on=NOW).as_json()
    page = text_of(client.get(path(assessed)))
    assert "Ja, de regels laten het toe" in page
    assert "Nee, een regel laat het niet toe" in page
    assert "door Carla" in page
    changes = AccessRecord.objects.filter(what="changed", page="assessment")
    assert [(one.traject, one.by) for one in changes] == [(assessed.pk, carla)]


@pytest.mark.django_db
def test_a_next_school_year_is_judged_as_on_its_first_day(as_user, traject, carla):
    traject.school_year = 2027
    applied(traject)
    form = as_user(carla).get(path(traject)).context["form"]
    assert form.on == date(2027, 9, 1)
    as_user(carla).post(path(traject), typed(FINE))
    assert Assessment.objects.latest("pk").on == date(2027, 9, 1)
    born = {"birth_date": (NOW + timedelta(days=1)).isoformat()}
    refused = as_user(carla).post(path(traject), typed(FINE) | born)
    assert list(refused.context["form"].errors) == ["birth_date"]


@pytest.mark.django_db
def test_a_rule_that_no_longer_refuses_does_not_head_the_refusals(assessed, carla):
    assert rules_to_refuse_by(assessed)[0].assessed_on == NOW
    assess_file(traject=assessed, facts=facts(NOW), on=NOW, by=carla)
    assert rules_to_refuse_by(assessed)[0].assessed_on is None


@pytest.mark.django_db
def test_a_second_press_adds_nothing(assessed, carla, cora):
    first = assess_file(traject=assessed, facts=facts(NOW), on=NOW, by=carla)
    assert assess_file(traject=assessed, facts=facts(NOW), on=NOW, by=carla) == first
    assert Assessment.objects.count() == 2
    assert AccessRecord.objects.filter(what="changed").count() == 1
    assert assess_file(traject=assessed, facts=facts(NOW), on=NOW, by=cora) != first


@pytest.mark.django_db
def test_the_form_starts_with_what_the_file_knows_better(as_user, assessed, carla):
    assessed.pupil.birth_date = date(2015, 5, 5)
    assessed.pupil.save(update_fields=["birth_date"])
    assessed.school.funded = False
    assessed.school.save(update_fields=["funded"])
    Traject.objects.filter(pk=assessed.pk).update(level="secondary")
    start = as_user(carla).get(path(assessed)).context["form"].initial
    assert (start["birth_date"], start["school_funded"], start["level"]) == (
        *("2015-05-05", "no"),
        "secondary",
    )


@pytest.mark.django_db
def test_without_an_assessment_it_starts_with_the_application(as_user, traject, carla):
    """Somebody too old for the rules: nothing could be stored with the sending."""
    applied(traject, birth_date="1990-01-01", expected_weeks=6, other_teaching=[])
    response = as_user(carla).get(path(traject))
    assert "Nog niemand heeft het beoordeeld" in text_of(response)
    start = response.context["form"].initial
    assert (start["birth_date"], start["expected_weeks"]) == ("1990-01-01", 6)
    assert start["other_teaching"] == ["none"]
    response = as_user(carla).post(path(traject), typed({"birth_date": "1990-01-01"}))
    assert response.status_code == 422
    assert "Wie zo oud is, gaat niet meer naar school" in text_of(response)
    assert not Assessment.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("birth_date", (NOW + timedelta(days=1)).isoformat()),
        ("birth_date", "2010-02-30"),
        ("expected_weeks", "105"),
        ("half_days_per_year", "-1"),
        ("level", "university"),
        ("third_nursery_class", "yes"),
        ("other_teaching", ["none", "toah"]),
    ],
)
def test_what_can_not_be_is_refused_and_stays_typed(
    as_user, assessed, carla, key, value
):
    response = as_user(carla).post(path(assessed), typed(FINE) | {key: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [key]
    assert Assessment.objects.count() == 1


@pytest.mark.django_db
def test_a_file_without_an_application_is_assessed_the_same_way(
    as_user, traject, carla, monkeypatch
):
    client = as_user(carla)
    page = client.get(path(traject))
    assert "dit dossier begon zonder aanvraag" in text_of(page)
    assert page.context["form"].on == NOW
    assert client.post(path(traject), typed(FINE)).status_code == 302
    kept = Assessment.objects.get()
    assert (kept.by, kept.application, kept.file.traject) == (carla, None, traject)
    assert engine.Result.from_json(kept.result) == assess(facts(NOW), NOW)
    monkeypatch.setattr(engine, "rule_sets", lambda: ())
    page = text_of(client.get(path(traject)))
    for word in ("Ja, de regels laten het toe", "door Carla", "Opnieuw beoordelen"):
        assert word in page
    assert client.get(path(traject)).context["form"].initial["reason"] == "illness"


@pytest.mark.django_db
def test_pressed_twice_a_file_without_an_application_has_one(traject, carla):
    first = assess_file(traject=traject, facts=facts(NOW), on=NOW, by=carla)
    assert assess_file(traject=traject, facts=facts(NOW), on=NOW, by=carla) == first
    assert Assessment.objects.get() == first


@pytest.mark.django_db
def test_a_file_of_next_year_without_an_application_is_judged_then(
    as_user, traject, carla
):
    Traject.objects.filter(pk=traject.pk).update(school_year=2027)
    form = as_user(carla).get(path(traject)).context["form"]
    assert form.on == date(2027, 9, 1)


@pytest.mark.django_db
def test_without_an_application_the_rule_that_fails_heads_the_refusals(traject, carla):
    too_short = facts(NOW, expected_weeks=1, half_days_per_year=3, absence_weeks=1)
    assess_file(traject=traject, facts=too_short, on=NOW, by=carla)
    assert rules_to_refuse_by(traject)[0].assessed_on == NOW


@pytest.mark.django_db
def test_what_was_assessed_without_an_application_goes_with_the_file(
    traject, other_traject, carla, chris
):
    for one, by in ((traject, carla), (other_traject, chris)):
        assess_file(traject=one, facts=facts(NOW), on=NOW, by=by)
    Traject.objects.filter(pk=traject.pk).update(state=State.ENDED)
    traject.refresh_from_db()
    erase_file(traject)
    assert Assessment.objects.get().file.traject == other_traject


@pytest.mark.django_db
@pytest.mark.parametrize("name", INSIDERS + OUTSIDERS)
def test_others_have_no_such_page_and_assess_nothing(request, as_user, assessed, name):
    user = request.getfixturevalue(name)
    assert as_user(user).get(path(assessed)).status_code == 404
    assert as_user(user).post(path(assessed), typed(FINE)).status_code == 404
    with pytest.raises(CaseworkNotAllowed):
        assess_file(traject=assessed, facts=facts(NOW), on=NOW, by=user)
    assert Assessment.objects.count() == 1
    assert not AccessRecord.objects.exists()


@pytest.mark.django_db
def test_in_an_emergency_there_is_no_such_page(as_user, assessed, chris):
    """A reason is health, and an emergency shows none."""
    client = as_user(in_emergency(chris, assessed))
    file = client.get(f"/trajecten/{assessed.pk}/").content.decode()
    assert f"{assessed.pk}/aanvraag/" in file
    assert f"{assessed.pk}/voorwaarden/" not in file
    application = client.get(f"/trajecten/{assessed.pk}/aanvraag/")
    assert "gezondheid/" not in application.content.decode()
    assert client.get(path(assessed)).status_code == 404
    assert client.post(path(assessed), typed(FINE)).status_code == 404
    assert not AccessRecord.objects.filter(page="assessment").exists()
    assert Assessment.objects.count() == 1


@pytest.mark.django_db
def test_a_look_is_a_look_at_health_too(as_user, assessed, carla):
    as_user(carla).get(path(assessed))
    seen = AccessRecord.objects.filter(traject=assessed.pk, by=carla)
    assert sorted(seen.values_list("page", flat=True)) == ["assessment", "health"]
    seers = {one for one in Standing if may_see_assessment({one})}
    assert seers == MATRIX[Act.SEE_CASEWORK] & MATRIX[Act.SEE_HEALTH] == GUIDES


@pytest.mark.django_db
def test_as_many_questions_to_the_database_for_one_as_for_three(
    as_user, assessed, carla, django_assert_num_queries
):
    client = as_user(carla)
    client.get(path(assessed))
    for count in (1, 3):
        while assessed.application.assessments.count() < count:
            store_assessment(
                facts=facts(NOW), on=NOW, by=carla, application=assessed.application
            )
        with django_assert_num_queries(14):
            client.get(path(assessed))


@pytest.mark.django_db
@settings(max_examples=20)
@given(cases())
def test_what_staff_types_is_what_the_engine_gets(case):
    """Through the form and the action, with a name: the same facts and outcome."""
    on, child = case
    wanted = parse_facts(child, on=on)
    with time_machine.travel(f"{on.isoformat()}T10:00:00Z", tick=False):
        form = AssessmentForm(typed(child), on=on)
        assert form.is_valid(), form.errors
    assert form.facts == wanted
    by = staff()
    pupil = Pupil.objects.create(first_name="Tuur", last_name="Peeters")
    traject = Traject.objects.create(pupil=pupil, state=State.APPLIED)
    Assignment.objects.create(user=by, traject=traject)
    applied(traject)
    kept = assess_file(traject=traject, facts=form.facts, on=on, by=by)
    assert kept.by == by
    assert engine.Result.from_json(kept.result) == assess(wanted, on)
