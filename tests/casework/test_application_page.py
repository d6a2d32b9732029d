"""What was applied for, read by who guides the file; and whom to phone."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sio.casework.models import FamilyWord, FileMerge
from sio.casework.queries.application import HEALTH, application_of
from sio.casework.queries.reach import reach_of
from sio.core.models import AccessRecord
from sio.intake.family import family_contact
from sio.intake.forms.steps import STEPS
from sio.intake.models import Application
from sio.trajects.actions import invite_guardian
from sio.trajects.models import Assignment, Household, Pupil, Traject
from sio.trajects.workflow import State
from tests.casework.conftest import in_database
from tests.casework.desk import applied, in_emergency, text_of
from tests.intake.conftest import Applicant, answers

pytestmark = pytest.mark.django_db

READERS = ["carla", "cora"]
INSIDERS = ["hans", "sofie", "paula", "pam", "tuur"]
OUTSIDERS = ["chris", "otto", "piet", "eddy"]
# What is asked to find the way through the form, or chosen by a button.
NO_ANSWERS = {"school_search", "school", "family_choice", "family_agrees"}
TOLD = {
    "organisation": "Huis van het Kind",
    "study_year": "derde leerjaar",
    "class_name": "3Bis",
    "third_nursery_class": "no",
    "school_funded": "unknown",
    "expected_from": "2/3/2027",
    "expected_until": "30/6/2027",
    "pattern": "irregular",
    "half_days_per_year": "77",
    "certificate_until": "29/6/2027",
    "other_teaching": ["toah"],
    "school_informed": "yes",
    "clb_informed": "no",
    "physician_informed": "unknown",
    "physician": "dr. Maes 016 99 88 77",
    "physician_permission": "on",
}
FAMILY = {
    "family_name": "Rik Wouters",
    "family_phone": "0471 65 43 21",
    "family_email": "rik@example.org",
    "family_language": "fr",
}


def path(traject):
    return f"/trajecten/{traject.pk}/aanvraag/"


def sent(role="parent", **more):
    """An application with every question answered, and its file."""
    told = TOLD | (FAMILY if role not in ("parent", "pupil") else {}) | more
    applicant = Applicant.filled(role)
    for step in STEPS:
        own = {name: told[name] for name in step.form.base_fields if name in told}
        applicant.save(step.name, **answers(role)[step.name] | own)
    assert applicant.send().status_code == 302
    return Traject.objects.get(application=Application.objects.get())


@pytest.mark.parametrize("name", READERS)
def test_who_guides_reads_all_that_was_sent(request, as_user, name):
    user, traject = request.getfixturevalue(name), sent()
    Assignment.objects.create(user=user, traject=traject)
    page = text_of(as_user(user).get(path(traject)))
    for word in (
        *(traject.application.reference, "Ouder of wettelijke vertegenwoordiger"),
        *("Els Peeters", "Huis van het Kind", "els@example.org", "+32 470 12 34 56"),
        *("spreekt Nederlands", "Tuur", "Peeters", "9 maart 2012", "3000 Leuven"),
        *("School (niet in de lijst)", "De Wegwijzer", "Lager onderwijs", "3Bis"),
        *("Gewoon onderwijs", "derde leerjaar", "Derde kleuterklas"),
        *("2 maart 2027", "30 juni 2027", "Wisselend: niet te voorspellen", "77"),
        *(
            "Thuis",
            "Het wordt in orde gebracht",
            "29 juni 2027",
            "onderwijs aan huis (TOAH)",
        ),
        *("De school weet ervan Ja", "Het CLB weet ervan Nee", "dr. Maes 016 99 88 77"),
        *("Kiest zelf voor les op afstand", "Els Peeters (moeder), "),
        "Arts of therapeut mag gecontacteerd worden ja",
    ):
        assert word in page, word


def test_no_question_of_the_form_is_left_out():
    """A question that is added must come on the page, or be health."""
    traject = sent(role="pupil", birth_date="9/3/2012", **FAMILY)
    asked = {name for step in STEPS for name in step.form.base_fields} - NO_ANSWERS
    told = set(traject.application.answers) | {"illness"}
    assert asked - told <= {"family_capacity", "family_language"}
    shown = {str(line.text) for part in application_of(traject) for line in part.lines}
    people = [one for part in application_of(traject) for one in part.people]
    shown |= {text for one in people for text in (one.name, one.shown, one.email)}
    assert {"Rik Wouters", "+32 471 65 43 21", "rik@example.org"} <= shown
    hidden = asked & HEALTH
    assert hidden == {"reason", "illness"}


def test_of_somebody_else_the_family_and_the_declaration_stand_apart(as_user, cora):
    traject = sent(role="doctor", physician="")
    page = text_of(as_user(cora).get(path(traject)))
    for word in (
        *("Arts", "Els Peeters", "Rik Wouters", "+32 471 65 43 21", "rik@example.org"),
        *("spreekt Français", "Zo gaf de aanvrager het op."),
        "De aanvrager verklaarde dat de familie akkoord gaat",
    ):
        assert word in page, word


def test_health_stays_on_its_own_page(as_user, cora):
    traject = sent(reason="accident")
    response = as_user(cora).get(path(traject))
    html = response.content.decode()
    assert "heup" not in html
    assert "Ziekte" not in html
    assert "Ongeval" not in html
    assert (
        "heup"
        in as_user(cora).get(f"/trajecten/{traject.pk}/gezondheid/").content.decode()
    )


def test_a_physician_shows_only_while_permission_stands(as_user, cora):
    traject = sent()
    assert "dr. Maes" in text_of(as_user(cora).get(path(traject)))
    words = FamilyWord.objects.filter(traject=traject, kind="contact_physician")
    words.update(withdrawn_at=timezone.now(), withdrawn_by=cora)
    page = text_of(as_user(cora).get(path(traject)))
    assert "dr. Maes" not in page
    assert "De familie gaf geen toestemming om een arts of therapeut" in page


def test_without_permission_no_physician_shows(as_user, cora):
    traject = sent(physician_permission="")
    assert traject.application.answers["physician"] == TOLD["physician"]
    page = text_of(as_user(cora).get(path(traject)))
    assert "dr. Maes" not in page
    assert "De familie gaf geen toestemming om een arts of therapeut" in page


@pytest.mark.parametrize("name", INSIDERS + OUTSIDERS)
def test_others_have_no_such_page_and_no_number(request, as_user, traject, name):
    user = request.getfixturevalue(name)
    applied(traject, phone="0499 99 99 99")
    assert as_user(user).get(path(traject)).status_code == 404
    file = as_user(user).get(f"/trajecten/{traject.pk}/").content.decode()
    assert "aanvraag/" not in file.replace('href="/aanvraag/', "")
    assert "0499 99" not in file
    assert not AccessRecord.objects.filter(page="application").exists()


def test_every_look_is_written_down_and_a_post_is_refused(as_user, traject, carla):
    applied(traject)
    assert as_user(carla).get(path(traject)).status_code == 200
    rows = AccessRecord.objects.filter(page="application")
    assert [(one.traject, one.by, one.what) for one in rows] == [
        (traject.pk, carla, "viewed")
    ]
    assert as_user(carla).post(path(traject)).status_code == 405


def test_in_an_emergency_it_can_be_read(as_user, traject, chris):
    applied(traject, phone="0470 12 34 56")
    in_emergency(chris, traject)
    assert "+32 470 12 34 56" in text_of(as_user(chris).get(path(traject)))


def test_a_file_without_an_application_says_so(as_user, traject, carla):
    page = text_of(as_user(carla).get(path(traject)))
    assert "Dit dossier begon zonder aanvraag" in page
    assert "De Wegwijzer" in page


def test_the_file_and_the_log_of_contacts_lead_to_it(as_user, traject, carla):
    applied(traject, phone="0470 12 34 56")
    assert (
        path(traject)
        in as_user(carla).get(f"/trajecten/{traject.pk}/").content.decode()
    )
    contacts = as_user(carla).get(f"/trajecten/{traject.pk}/contacten/")
    assert path(traject) in contacts.content.decode()
    assert 'href="tel:+32470123456"' in contacts.content.decode()
    assert "els@example.org" in text_of(contacts)


def test_the_application_that_was_joined_to_it_is_linked(as_user, traject, cora):
    second = Traject.objects.create(
        pupil=Pupil.objects.create(first_name="Tuur", last_name="Peters"),
        state=State.MERGED,
        school_year=traject.school_year,
    )
    applied(second, role="school")
    facts = {"kept": traject, "merged": second, "old_state": "applied", "by": cora}
    merge = FileMerge.objects.create(reason="zelfde kind", **facts)
    page = as_user(cora).get(path(traject)).content.decode()
    assert path(second) in page
    assert f"SIO-{second.pk}" in page
    FileMerge.objects.filter(pk=merge.pk).update(
        undone_at=timezone.now(), undone_by=cora
    )
    assert path(second) not in as_user(cora).get(path(traject)).content.decode()


# The household


def test_a_new_file_has_the_home_that_applied(as_user):
    home = sent().households.get()
    assert (home.name, home.address, home.phone, home.email, home.language) == (
        *("Els Peeters", "3000 Leuven", "+32470123456", "els@example.org"),
        "nl-be",
    )


@pytest.mark.parametrize("role", ["school", "clb", "doctor", "hospital", "other"])
def test_who_is_not_family_gives_no_data_of_its_own_to_the_home(role):
    home = sent(role=role).households.get()
    assert (home.name, home.phone, home.email, home.language) == (
        *("Rik Wouters", "+32471654321", "rik@example.org"),
        "fr",
    )


def test_a_pupil_that_applies_names_a_parent_or_is_phoned_itself():
    home = sent(role="pupil").households.get()
    assert (home.name, home.phone) == ("Els Peeters", "+32470123456")


def test_a_pupil_that_names_a_parent_has_that_one_phoned(traject):
    made = applied(traject, "pupil", phone="0470 12 34 56", family_name="Rik")
    assert family_contact(made).name == "Els Peeters"
    made.answers |= {"family_phone": "0471 65 43 21"}
    told = family_contact(made)
    assert (told.name, told.phone, told.email) == ("Rik", "0471 65 43 21", "")
    assert told.language == "nl-be"
    assert [one.name for one in reach_of(traject)] == [
        *("Rik", "Els Peeters", "De Wegwijzer")
    ]


def test_who_named_nobody_gives_the_home_the_name_of_the_pupil(traject):
    made = applied(traject, "clb", pupil_first_name="Tuur", pupil_last_name="Peeters")
    assert family_contact(made).name == "Tuur Peeters"


def test_the_home_rests_encrypted():
    sent()
    words = in_database()
    assert "+32470123456" not in words
    assert "els@example.org" not in words


def test_once_there_is_a_home_that_is_whom_we_phone(traject):
    applied(traject, phone="0470 12 34 56")
    assert reach_of(traject)[0].shown == "+32 470 12 34 56"
    Household.objects.create(traject=traject, name="Bij Els", phone="na zes uur bellen")
    first = reach_of(traject)[0]
    assert (first.name, first.shown, first.dial) == ("Bij Els", "na zes uur bellen", "")


def test_a_parent_is_invited_with_what_was_told_and_lives_there(as_user, cora):
    traject = sent()
    invite = f"/trajecten/{traject.pk}/ouders/nieuw/"
    form = as_user(cora).get(invite).context["form"]
    assert form.initial == {
        "name": "Els Peeters",
        "email": "els@example.org",
        "language": "nl-be",
    }
    people = {"traject": traject, "capacity": "moeder", "by": cora}
    mother = invite_guardian(email="ELS@example.org", name="Els", **people)
    father = invite_guardian(email="jan@example.org", name="Jan", **people)
    assert mother.household == traject.households.get()
    assert father.household is None
    assert as_user(cora).get(invite).context["form"].initial == {}
    assert [one.name for one in reach_of(traject)] == [
        *("Els Peeters", "Jan", "De Wegwijzer")
    ]


def test_as_many_questions_to_the_database_for_one_home_as_for_three(
    as_user, traject, carla, django_assert_num_queries
):
    applied(traject)
    client = as_user(carla)
    client.get(path(traject))
    for homes in (1, 3):
        while traject.households.count() < homes:
            Household.objects.create(traject=traject, name="Thuis")
        with django_assert_num_queries(17):
            client.get(path(traject))
