"""Who may apply, what each is asked, and what is kept of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from sio.core.time import today
from sio.intake.choices import FAMILY, Role
from sio.intake.models import Application, FamilyChoice, MailedCode
from tests.intake.conftest import all_screens, text_of

pytestmark = pytest.mark.django_db
OTHERS = sorted(set(Role) - FAMILY)


def sent(applicant, role="parent", **other):
    response = applicant.fill(role, **other).send()
    assert response.headers["Location"] == "/aanvraag/ontvangen/", text_of(response)
    return Application.objects.get()


@pytest.mark.parametrize("role", Role)
def test_anybody_involved_may_apply_and_the_role_is_kept(els, role):
    application = sent(els, role)
    assert application.role == role
    assert application.email == "els@example.org"
    assert application.answers["phone"] == "+32470123456"
    assert application.answers["birth_date"] == "2012-03-09"


@pytest.mark.parametrize("role", OTHERS)
def test_what_the_illness_is_comes_from_the_family(els, role):
    els.save("wie", role=role)
    page = text_of(els.client.get("/aanvraag/reden/"))
    assert "vragen we alleen aan de familie zelf" in page
    assert "Wat is er aan de hand?" not in page
    application = sent(els, role, illness="Een gebroken heup.")
    assert application.illness == ""
    assert "illness" not in application.answers


def test_somebody_else_may_leave_the_reason_to_the_family(els):
    els.save("wie", role="doctor")
    assert "Dat zegt de familie zelf" in text_of(els.client.get("/aanvraag/reden/"))
    assert "reason" not in sent(els, "doctor", reason="").answers


def test_the_family_says_it_in_its_own_words(els):
    application = sent(els, illness="Een gebroken heup.")
    assert application.illness == "Een gebroken heup."
    assert "heup" not in str(application.answers)


def test_an_illness_typed_as_parent_is_left_out_when_a_doctor_sends(els):
    els.fill("parent").fill("doctor")
    els.send()
    assert Application.objects.get().illness == ""


@pytest.mark.parametrize("role", sorted(FAMILY))
def test_the_familys_own_choice_is_recorded(els, role):
    with time_machine.travel("2027-03-02T13:03:00Z", tick=False):
        application = sent(els, role)
    choice = FamilyChoice.objects.get()
    capacity = {"parent": "moeder", "pupil": "pupil"}[role]
    assert (choice.name, choice.capacity) == ("Els Peeters", capacity)
    assert choice.text_version == 1
    assert choice.chosen_at == application.received_at
    assert choice.physician_permission is False
    assert application.family_agrees_at is None


@pytest.mark.parametrize("role", OTHERS)
def test_somebody_else_declares_and_does_not_choose(els, role):
    application = sent(els, role)
    assert application.family_agrees_at == application.received_at
    assert application.answers["family_name"] == "Els Peeters"
    assert not FamilyChoice.objects.exists()


@pytest.mark.parametrize("role", OTHERS)
def test_somebody_else_cannot_send_without_the_familys_agreement(els, role):
    els.fill(role)
    els.save("akkoord", family_agrees="")
    assert els.send().status_code == 422
    assert not Application.objects.exists()


@pytest.mark.parametrize("role", OTHERS)
def test_somebody_else_gives_a_way_to_reach_the_family(els, role):
    els.fill(role)
    els.save("akkoord", family_phone="")
    response = els.send()
    assert response.status_code == 422
    assert "telefoonnummer of e-mailadres van de familie" in text_of(response)


def test_the_physician_is_contacted_only_with_the_familys_permission(els):
    els.fill()
    els.save("akkoord", physician_permission="on", physician="dr. Maes, 016 20 40 45")
    els.send()
    assert FamilyChoice.objects.get().physician_permission is True


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_can_give_that_permission(els, role):
    els.fill(role)
    els.save("akkoord", physician_permission="on", family_choice="on")
    page = text_of(els.client.get("/aanvraag/akkoord/"))
    assert "arts of therapeut opbellen" not in page
    els.send()
    assert not FamilyChoice.objects.exists()
    assert "physician_permission" not in Application.objects.get().answers


def test_nothing_is_sent_without_the_familys_choice(els):
    els.fill()
    els.save("akkoord", family_choice="")
    assert els.send().status_code == 422
    assert not Application.objects.exists()


def twelve_years_ago():
    return date(today().year - 12, today().month, min(today().day, 28))


@pytest.mark.parametrize(("days", "allowed"), [(-1, True), (0, True), (1, False)])
def test_a_pupil_applies_from_the_twelfth_birthday_on(els, days, allowed):
    with time_machine.travel("2027-03-09T12:00:00Z", tick=False):
        born = date(2015, 3, 9) + timedelta(days=days)
        els.save("wie", role="pupil")
        response = els.save("leerling", birth_date=f"{born:%d/%m/%Y}")
    assert (response.status_code == 302) is allowed
    if not allowed:
        assert "Zelf aanvragen kan vanaf 12 jaar" in text_of(response)
        assert f"{born:%d/%m/%Y}" in text_of(response)


def test_a_parent_applies_for_a_younger_one(els):
    assert sent(els, birth_date="9/3/2020").answers["birth_date"] == "2020-03-09"


def test_no_screen_asks_for_gender_or_a_document(els):
    els.save("wie", role="parent")
    for name in all_screens():
        page = els.client.get(f"/aanvraag/{name}/").content.decode()
        assert 'type="file"' not in page
        for word in ("geslacht", "gender", "jongen", "meisje"):
            assert word not in page.lower()


def test_the_certificate_is_said_to_be_at_school_and_until_when(els):
    els.fill("school")
    els.save("reden", certificate="school_has_it", certificate_until="30/6/2099")
    els.send()
    kept = Application.objects.get().answers
    assert (kept["certificate"], kept["certificate_until"]) == (
        "school_has_it",
        "2099-06-30",
    )


def test_both_school_years_can_be_chosen_and_no_other(els):
    with time_machine.travel("2027-03-09T12:00:00Z", tick=False):
        els.save("wie", role="parent")
        page = text_of(els.client.get("/aanvraag/duur/"))
        assert "2026–2027" in page
        assert "2027–2028" in page
        assert els.save("duur", school_year="2028").status_code == 422


def test_a_school_is_found_by_name_or_municipality_and_chosen(els, school):
    school.municipality, school.postcode = "Leuven", "3000"
    school.save()
    els.save("wie", role="parent")
    for text in ("wegwijz", "leuv", "3000 wegwijzer"):
        response = els.save("school", school_search=text, search="1")
        assert response.headers["Location"] == "/aanvraag/school/"
        page = text_of(els.client.get("/aanvraag/school/"))
        assert "De Wegwijzer, 3000 Leuven" in page
    els.fill()
    els.save("school", school=str(school.pk), school_name="", school_municipality="")
    assert "De Wegwijzer, 3000 Leuven" in els.summary()
    els.send()
    assert Application.objects.get().school == school


def test_a_school_that_is_not_in_the_list_is_named(els):
    application = sent(els)
    assert application.school is None
    assert application.answers["school_name"] == "De Wegwijzer"


@pytest.mark.parametrize("pk", ["999999", "x", "-1", "9" * 30])
def test_a_school_that_is_gone_is_looked_for_again(els, pk):
    els.save("wie", role="parent")
    response = els.save("school", school=pk)
    assert response.status_code == 422
    assert "Die school kennen we niet meer" in text_of(response)


def test_the_search_asks_the_database_a_fixed_number_of_times(
    els, school, other_school, django_assert_max_num_queries
):
    els.save("wie", role="parent")
    els.save("school", school_search="e", search="1")
    with django_assert_max_num_queries(4):
        els.client.get("/aanvraag/school/")


def test_every_row_has_a_name_that_tells_no_person(els):
    els.fill().send()
    application = Application.objects.get()
    assert str(application) == application.reference
    names = [str(application.family_choices.get()), str(els.draft)]
    els.client.post("/aanvraag/verder/", {"email": "els@example.org"})
    names.append(str(MailedCode.objects.get()))
    for name in names:
        assert "Els" not in name
        assert "Tuur" not in name


def test_a_chosen_school_stays_in_sight_whatever_is_searched(els, school, other_school):
    els.save("wie", role="parent")
    els.save("school", school=str(school.pk), school_search="kompas", search="1")
    page = els.client.get("/aanvraag/school/").content.decode()
    assert f'value="{school.pk}" id="school-{school.pk}" checked' in page
    assert f'id="school-{other_school.pk}"' in page
