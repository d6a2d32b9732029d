"""The log of contacts: who may note what, and the move that completes the pair."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from sio.accounts.models import Absence, Role
from sio.casework.actions.contact import Contact, log_contact, strike_contact
from sio.casework.actions.weighing import PermissionMissing
from sio.casework.errors import CaseworkNotAllowed, ContactInFuture, ContactStruck
from sio.casework.fivedays import Reached
from sio.casework.models import ContactCorrection, ContactMoment, FamilyWord
from sio.casework.queries.contact import reached_of
from sio.core.models import AccessRecord
from sio.core.time import today
from sio.trajects.models import Household, Traject
from sio.trajects.workflow import State
from tests.casework.desk import chosen, text_of
from tests.trajects.test_at_once import at_once

pytestmark = pytest.mark.django_db
CAREERS = ["carla", "cora"]
INSIDERS = ["hans", "sofie", "paula"]
OUTSIDERS = ["chris", "otto", "piet", "eddy"]


@pytest.fixture
def applied(traject):
    """Tuur's file as it came in."""
    Traject.objects.filter(pk=traject.pk).update(
        state=State.APPLIED, received_at=timezone.now() - timedelta(days=1)
    )
    traject.refresh_from_db()
    return traject


def spoke(with_whom="family", *, reached=True, **more):
    return Contact(
        with_whom=with_whom,
        how="phone",
        reached=reached,
        happened_at=timezone.now(),
        **more,
    )


def page(traject, rest=""):
    return f"/trajecten/{traject.pk}/contacten/{rest}"


def typed(**more):
    words = {
        "with_whom": "family",
        "how": "phone",
        "reached": "yes",
        "happened_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "note": "Mama belt terug.",
        "key": str(uuid4()),
    }
    return words | more


def test_family_and_school_reached_moves_the_file_with_a_reason(applied, carla):
    log_contact(traject=applied, contact=spoke("family"), by=carla)
    assert applied.state == State.APPLIED
    log_contact(traject=applied, contact=spoke("school"), by=carla)
    assert applied.state == State.CONTACT
    applied.refresh_from_db()
    assert applied.state == State.CONTACT
    assert [
        (one.old, one.new, one.reason, one.by) for one in applied.changes.all()
    ] == [("applied", "contact", "gezin en school gesproken", carla)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (spoke("family"), spoke("school", reached=False)),
        (spoke("family", reached=False), spoke("school")),
        (spoke("family"), spoke("family")),
        (spoke("family"), spoke("clb")),
    ],
)
def test_attempts_and_others_do_not_complete_the_pair(applied, carla, first, second):
    for contact in (first, second):
        log_contact(
            traject=applied,
            contact=spoke(contact.with_whom, reached=contact.reached),
            by=carla,
        )
    assert applied.state == State.APPLIED
    assert applied.contact_moments.count() == 2


def test_a_waiting_file_is_logged_and_stays_on_the_list(applied, carla):
    Traject.objects.update(state=State.WAITING)
    for side in ("family", "school"):
        log_contact(traject=applied, contact=spoke(side), by=carla)
    assert applied.state == State.WAITING
    assert applied.changes.count() == 0


def test_words_rest_encrypted(applied, carla, django_assert_num_queries):
    moment = log_contact(traject=applied, contact=spoke(note="vertelde veel"), by=carla)
    raw = ContactMoment.objects.raw(
        "SELECT id, note || '' AS raw FROM casework_contactmoment"
    )
    assert "vertelde" not in raw[0].raw
    moment.refresh_from_db()
    assert moment.note == "vertelde veel"


def test_the_same_form_twice_is_one_row(applied, carla):
    contact = spoke()
    first = log_contact(traject=applied, contact=contact, by=carla)
    assert log_contact(traject=applied, contact=contact, by=carla) == first
    assert ContactMoment.objects.count() == 1
    assert AccessRecord.objects.filter(page="contact").count() == 1


def test_what_is_to_come_is_refused(applied, carla):
    later = Contact("family", "phone", True, timezone.now() + timedelta(minutes=6))
    with pytest.raises(ContactInFuture):
        log_contact(traject=applied, contact=later, by=carla)
    assert ContactMoment.objects.count() == 0


@pytest.mark.parametrize("name", INSIDERS + OUTSIDERS)
def test_others_may_not_log_or_strike(request, applied, carla, name):
    moment = log_contact(traject=applied, contact=spoke(), by=carla)
    user = request.getfixturevalue(name)
    with pytest.raises(CaseworkNotAllowed):
        log_contact(traject=applied, contact=spoke(), by=user)
    with pytest.raises(CaseworkNotAllowed):
        strike_contact(moment=moment, reason="x", by=user)
    assert ContactMoment.objects.count() == 1
    assert ContactCorrection.objects.count() == 0


def test_a_struck_contact_stays_and_counts_no_more(applied, carla, cora):
    moment = log_contact(traject=applied, contact=spoke(), by=carla)
    assert reached_of(applied) == Reached(family_on=today())
    strike_contact(moment=moment, reason="Dat was iemand anders.", by=cora)
    assert reached_of(applied) == Reached()
    row = ContactMoment.objects.get()
    assert (row.reached, row.by, row.correction.by) == (True, carla, cora)
    assert row.correction.reason == "Dat was iemand anders."
    with pytest.raises(ContactStruck):
        strike_contact(moment=moment, reason="nog eens", by=carla)
    log_contact(traject=applied, contact=spoke("school"), by=carla)
    assert applied.state == State.APPLIED


def test_first_time_reached_is_the_earliest(applied, carla):
    for days in (1, 5, 3):
        ContactMoment.objects.create(
            traject=applied,
            with_whom="family",
            how="phone",
            reached=True,
            happened_at=timezone.now() - timedelta(days=days),
            by=carla,
        )
    assert reached_of(applied).family_on == today() - timedelta(days=5)


# Screens -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", CAREERS)
def test_the_screen_lists_newest_first_and_leaves_a_trace(
    request, as_user, applied, carla, name
):
    log_contact(traject=applied, contact=spoke(note="eerste"), by=carla)
    log_contact(traject=applied, contact=spoke(note="tweede"), by=carla)
    user = request.getfixturevalue(name)
    text = as_user(user).get(page(applied)).content.decode()
    assert text.index("tweede") < text.index("eerste")
    assert "school: nog niet" in text
    record = AccessRecord.objects.order_by("-sequence").first()
    assert (record.traject, record.page, record.by) == (applied.pk, "contacts", user)


@pytest.mark.parametrize("name", INSIDERS + OUTSIDERS)
@pytest.mark.parametrize("rest", ["", "geen-antwoord/", "{}/doorstreping/"])
def test_nobody_else_finds_it(request, as_user, traject, carla, name, rest):
    moment = log_contact(traject=traject, contact=spoke(note="vertrouwelijk"), by=carla)
    address = page(traject, rest.format(moment.pk))
    client = as_user(request.getfixturevalue(name))
    assert client.get(address).status_code in (404, 405)
    assert client.post(address, typed()).status_code == 404
    assert ContactMoment.objects.count() == 1


def test_form_notes_once_however_often_it_is_sent(as_user, applied, carla):
    client = as_user(carla)
    words = typed()
    for _time in range(2):
        response = client.post(page(applied), words)
        assert (response.status_code, response["Location"]) == (302, page(applied))
    moment = ContactMoment.objects.get()
    assert (moment.with_whom, moment.reached, moment.note, moment.by) == (
        "family",
        True,
        "Mama belt terug.",
        carla,
    )
    assert abs(timezone.now() - moment.happened_at) < timedelta(minutes=2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"with_whom": "buurman"},
        {"how": ""},
        {"happened_at": "gisteren"},
        {"key": "x"},
        {"note": "x" * 4001},
        {"note": "nul\0"},
    ],
)
def test_wrong_input_is_said_and_nothing_is_lost(as_user, applied, carla, wrong):
    response = as_user(carla).post(page(applied), typed(**wrong))
    assert response.status_code == 422
    assert ContactMoment.objects.count() == 0
    if "note" not in wrong:
        assert "Mama belt terug." in response.content.decode()


def test_a_talk_in_the_future_is_a_clear_sentence(as_user, applied, carla):
    soon = timezone.localtime() + timedelta(days=1)
    words = typed(happened_at=soon.strftime("%Y-%m-%dT%H:%M"))
    response = as_user(carla).post(page(applied), words)
    assert response.status_code == 422
    assert "casework.contact_in_future" in response.content.decode()


def test_which_of_two_homes_is_asked_only_when_there_are_two(
    as_user, applied, other_traject, carla
):
    client = as_user(carla)
    homes = [
        Household.objects.create(traject=applied, name=name) for name in ("Ma", "Pa")
    ]
    text = client.get(page(applied)).content.decode()
    assert "Met welk gezin?" in text
    assert client.post(page(applied), typed(household=homes[1].pk)).status_code == 302
    assert ContactMoment.objects.get().household == homes[1]
    assert "Het gezin (Pa)" in client.get(page(applied)).content.decode()
    strange = Household.objects.create(traject=other_traject, name="Elders")
    assert client.post(page(applied), typed(household=strange.pk)).status_code == 422
    homes[0].delete()
    assert "Met welk gezin?" not in client.get(page(applied)).content.decode()


def test_called_without_answer_is_one_press(as_user, applied, carla):
    client = as_user(carla)
    words = {"with_whom": "school", "key": str(uuid4())}
    for _time in range(2):
        assert client.post(page(applied, "geen-antwoord/"), words).status_code == 302
    moment = ContactMoment.objects.get()
    assert (moment.with_whom, moment.how, moment.reached) == ("school", "phone", False)
    assert client.get(page(applied, "geen-antwoord/")).status_code == 405


@pytest.mark.parametrize("wrong", [{"with_whom": "clb"}, {"key": "x"}, {"key": ""}])
def test_a_press_that_is_none_is_refused(as_user, applied, carla, wrong):
    words = {"with_whom": "school", "key": str(uuid4())} | wrong
    response = as_user(carla).post(page(applied, "geen-antwoord/"), words)
    assert response.status_code == 404
    assert ContactMoment.objects.count() == 0


def test_striking_through_asks_why(as_user, applied, carla):
    moment = log_contact(traject=applied, contact=spoke(note="fout"), by=carla)
    client = as_user(carla)
    address = page(applied, f"{moment.pk}/doorstreping/")
    assert "fout" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Verkeerd dossier"}).status_code == 302
    text = client.get(page(applied)).content.decode()
    assert "Verkeerd dossier" in text
    again = client.post(address, {"reason": "nog eens"})
    assert again.status_code == 422
    assert "casework.contact_struck" in again.content.decode()


def test_a_contact_of_another_file_is_not_struck_here(
    as_user, applied, other_traject, cora
):
    moment = log_contact(traject=other_traject, contact=spoke(), by=cora)
    address = page(applied, f"{moment.pk}/doorstreping/")
    assert as_user(cora).post(address, {"reason": "x"}).status_code == 404


def test_a_stand_in_logs_and_the_trace_says_for_whom(as_user, applied, carla, chris):
    Absence.objects.create(
        user=carla, starts_on=today(), ends_on=today(), replaced_by=chris
    )
    client = as_user(chris)
    assert client.get(page(applied)).status_code == 200
    record = AccessRecord.objects.order_by("-sequence").first()
    assert (record.by, record.on_behalf_of, record.why) == (chris, carla, "stand-in")
    assert client.post(page(applied), typed()).status_code == 302
    assert ContactMoment.objects.get().by == chris


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_log(
    as_user, applied, carla, cora, django_assert_num_queries, count
):
    for _time in range(count):
        moment = log_contact(traject=applied, contact=spoke(), by=carla)
        strike_contact(moment=moment, reason="x", by=cora)
    client = as_user(carla)
    with django_assert_num_queries(CONTACTS_QUERIES):
        client.get(page(applied))


CONTACTS_QUERIES = 17


@pytest.mark.django_db(transaction=True)
def test_two_consultants_completing_the_pair_at_once_move_the_file_once(
    applied, carla, cora
):
    def log(side, by):
        return lambda: log_contact(
            traject=Traject.objects.get(pk=applied.pk), contact=spoke(side), by=by
        )

    results = at_once(log("family", carla), log("school", cora))

    assert [type(result) for result in results] == [ContactMoment, ContactMoment]
    applied.refresh_from_db()
    assert applied.state == State.CONTACT
    assert [change.new for change in applied.changes.all()] == ["contact"]


@pytest.mark.django_db(transaction=True)
def test_two_that_both_complete_it_move_it_once(applied, carla, cora):
    log_contact(traject=applied, contact=spoke("family"), by=carla)

    def log(by):
        return lambda: log_contact(
            traject=Traject.objects.get(pk=applied.pk), contact=spoke("school"), by=by
        )

    results = at_once(log(carla), log(cora))

    assert [type(result) for result in results] == [ContactMoment, ContactMoment]
    assert applied.contact_moments.count() == 3
    assert [change.new for change in applied.changes.all()] == ["contact"]


def test_nobody_whose_role_ended_logs(applied, carla):
    Role.objects.filter(user=carla).update(ended_at=timezone.now())
    with pytest.raises(CaseworkNotAllowed):
        log_contact(traject=applied, contact=spoke(), by=carla)


@pytest.mark.parametrize("who", ["doctor", "therapist"])
@pytest.mark.parametrize("reached", [True, False])
def test_no_physician_is_noted_without_the_permission_of_that_day(
    applied, carla, who, reached
):
    with pytest.raises(PermissionMissing) as refused:
        log_contact(traject=applied, contact=spoke(who, reached=reached), by=carla)
    assert refused.value.code == "casework.permission_missing"
    assert ContactMoment.objects.count() == 0
    chosen(applied, "contact_physician")
    log_contact(traject=applied, contact=spoke(who, reached=reached), by=carla)
    assert ContactMoment.objects.get().with_whom == who
    FamilyWord.objects.update(withdrawn_at=timezone.now(), withdrawn_by=carla)
    with pytest.raises(PermissionMissing):
        log_contact(traject=applied, contact=spoke(who, reached=reached), by=carla)


def test_a_permission_of_today_does_not_reach_back(applied, carla):
    chosen(applied, "contact_physician")
    before = timezone.now() - timedelta(days=1)
    with pytest.raises(PermissionMissing):
        log_contact(
            traject=applied, contact=Contact("doctor", "phone", True, before), by=carla
        )


def test_the_form_says_beforehand_that_no_physician_may_be_phoned(
    as_user, applied, carla
):
    client, said = as_user(carla), "De familie gaf geen toestemming om een arts"
    assert said in text_of(client.get(page(applied)))
    response = client.post(page(applied), typed(with_whom="doctor"))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["with_whom"]
    assert "Mama belt terug." in response.content.decode()
    chosen(applied, "contact_physician")
    assert said not in text_of(client.get(page(applied)))
    assert client.post(page(applied), typed(with_whom="doctor")).status_code == 302
