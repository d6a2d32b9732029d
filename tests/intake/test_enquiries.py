from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from sio.core.time import today
from sio.intake import rules
from sio.intake.actions import count_enquiry, keep_topic, undo_enquiry
from sio.intake.actions.enquiries import EnquiryGone, EnquiryNotAllowed
from sio.intake.models import Enquiry, EnquiryTopic
from sio.intake.queries.enquiries import enquiries_visible_to, topics_visible_to

EVERYBODY = ["carla", "chris", "cora", "hans", "sofie", "otto", "paula", "piet", "eddy"]
STAFF = {"carla", "chris", "cora", "hans"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def topic(db):
    return EnquiryTopic.objects.create(name="Zomerkamp")


@pytest.fixture
def press(topic):
    return {"channel": "phone", "who": "school", "topic": topic.pk}


def counted(topic, by, **more):
    fields = {"channel": "phone", "who": "parent", "on": today()} | more
    return Enquiry.objects.create(topic=topic, by=by, **fields)


# Counting -------------------------------------------------------------------------


def test_one_press_counts_one_and_a_second_counts_another(as_user, hans, topic, press):
    client = as_user(hans)
    for _n in range(2):
        page = client.post("/vragen/tel/", press, follow=True)
    assert page.redirect_chain == [("/vragen/?kanaal=phone&wie=school", 302)]
    assert "Geteld: Zomerkamp." in page.content.decode()
    assert "vandaag 2" in page.content.decode()
    rows = Enquiry.objects.values_list("channel", "who", "topic", "on", "count", "by")
    assert list(rows) == [("phone", "school", topic.pk, today(), 1, hans.pk)] * 2


def test_after_a_fair_many_are_counted_at_once(as_user, carla, press):
    as_user(carla).post("/vragen/tel/", press | {"channel": "fair", "count": "20"})
    assert Enquiry.objects.get().count == 20


def test_htmx_gets_the_board_alone(as_user, carla, press):
    page = as_user(carla).post("/vragen/tel/", press, headers=HTMX)
    text = page.content.decode().strip()
    assert text.startswith('<div id="board"')
    assert "Geteld: Zomerkamp." in text
    assert "vandaag 1" in text


@pytest.mark.parametrize(
    "bad",
    [
        {"channel": "fax"},
        {"who": "Tuur Peeters"},
        {"topic": "0"},
        {"topic": "x"},
        {"count": "7"},
        {"count": "-1"},
        {"channel": ""},
    ],
)
def test_what_is_no_choice_counts_nothing(as_user, carla, press, bad):
    assert as_user(carla).post("/vragen/tel/", press | bad).status_code == 400
    assert not Enquiry.objects.exists()


def test_a_topic_that_is_no_longer_offered_counts_nothing(as_user, carla, topic, press):
    EnquiryTopic.objects.filter(pk=topic.pk).update(is_offered=False)
    client = as_user(carla)
    assert client.post("/vragen/tel/", press).status_code == 400
    assert "Zomerkamp" not in client.get("/vragen/").content.decode()


def test_there_is_no_field_for_a_name_or_a_word():
    kinds = {
        field.name: field.get_internal_type() for field in Enquiry._meta.get_fields()
    }
    assert kinds == {
        "id": "BigAutoField",
        "channel": "CharField",
        "topic": "ForeignKey",
        "who": "CharField",
        "on": "DateField",
        "count": "PositiveSmallIntegerField",
        "by": "ForeignKey",
        "counted_at": "DateTimeField",
    }
    assert Enquiry._meta.get_field("channel").choices
    assert Enquiry._meta.get_field("who").choices


@pytest.mark.parametrize("bad", [{"channel": "fax"}, {"who": "Tuur"}, {"count": 0}])
def test_the_database_refuses_what_is_no_choice(carla, topic, bad):
    with pytest.raises(IntegrityError), transaction.atomic():
        counted(topic, carla, **bad)


def test_the_choice_of_before_stays_and_a_strange_one_is_the_first(as_user, carla):
    client = as_user(carla)
    page = client.get("/vragen/", {"kanaal": "chat", "wie": "clb"})
    assert (page.context["channel"], page.context["who"]) == ("chat", "clb")
    page = client.get("/vragen/", {"kanaal": "fax", "wie": "Tuur"})
    assert (page.context["channel"], page.context["who"]) == ("phone", "parent")


# Taking back ----------------------------------------------------------------------


def test_who_counted_takes_it_back_once(as_user, carla, topic):
    row = counted(topic, carla)
    assert str(row) == f"{today()}: 1"
    client = as_user(carla)
    assert "Terugnemen" in client.get("/vragen/").content.decode()
    where = {"telling": row.pk, "channel": "mail", "who": "clb"}
    page = client.post("/vragen/terug/", where, follow=True)
    assert page.redirect_chain == [("/vragen/?kanaal=mail&wie=clb", 302)]
    assert not Enquiry.objects.exists()
    again = client.post("/vragen/terug/", where)
    assert again.status_code == 422
    assert 'data-code="intake.enquiry_gone"' in again.content.decode()


def test_htmx_takes_back_on_the_board(as_user, carla, topic):
    row = counted(topic, carla)
    page = as_user(carla).post("/vragen/terug/", {"telling": row.pk}, headers=HTMX)
    assert "Teruggenomen." in page.content.decode()
    assert not Enquiry.objects.exists()


def test_nobody_takes_back_what_somebody_else_counted(as_user, carla, cora, topic):
    row = counted(topic, carla)
    page = as_user(cora).post("/vragen/terug/", {"telling": row.pk})
    assert page.status_code == 422
    assert Enquiry.objects.filter(pk=row.pk).exists()
    assert "Terugnemen" not in as_user(cora).get("/vragen/").content.decode()


def test_yesterdays_counts_stand(as_user, carla, topic):
    with time_machine.travel("2027-03-01T20:00:00Z", tick=False):
        row = counted(topic, carla)
        undone = counted(topic, carla)
        undo_enquiry(pk=undone.pk, by=carla)
    # A quarter to midnight in Brussels is still today; a quarter past is not.
    with time_machine.travel("2027-03-01T23:15:00Z", tick=False):
        with pytest.raises(EnquiryGone):
            undo_enquiry(pk=row.pk, by=carla)
        assert row.on == date(2027, 3, 1)
    assert list(Enquiry.objects.all()) == [row]


@pytest.mark.parametrize("strange", ["", "x", "٣", "9" * 30, "-1", "1.5"])
def test_a_strange_number_takes_nothing_back(as_user, carla, topic, strange):
    counted(topic, carla)
    page = as_user(carla).post("/vragen/terug/", {"telling": strange})
    assert page.status_code == 422
    assert Enquiry.objects.count() == 1


# Who may --------------------------------------------------------------------------


@pytest.mark.parametrize("who", EVERYBODY)
def test_any_staff_counts_and_nobody_else(as_user, request, who, topic, press):
    user = request.getfixturevalue(who)
    client = as_user(user)
    row = counted(topic, user)
    is_staff = who in STAFF
    for page in ("", "cijfers/", "cijfers/bestand/"):
        expected = 200 if is_staff else 404
        assert client.get(f"/vragen/{page}").status_code == expected
    taken = client.post("/vragen/terug/", {"telling": row.pk})
    assert taken.status_code == (302 if is_staff else 404)
    assert client.post("/vragen/tel/", press).status_code == (302 if is_staff else 404)
    assert enquiries_visible_to(user).exists() is is_staff
    assert Enquiry.objects.count() == 1


@pytest.mark.parametrize("who", ["sofie", "paula", "eddy"])
def test_the_actions_refuse_outsiders_themselves(request, who, topic):
    user = request.getfixturevalue(who)
    row = counted(topic, user)
    with pytest.raises(EnquiryNotAllowed):
        count_enquiry(channel="phone", topic=topic, who="parent", by=user)
    with pytest.raises(EnquiryNotAllowed):
        undo_enquiry(pk=row.pk, by=user)
    with pytest.raises(EnquiryNotAllowed):
        keep_topic(topic=EnquiryTopic(name="Meer"), by=user)
    assert Enquiry.objects.count() == 1


@pytest.mark.parametrize(
    ("roles", "count", "keep"),
    [
        (set(), False, False),
        ({"privacy"}, False, False),
        ({"consultant"}, True, False),
        ({"helpdesk"}, True, False),
        ({"coordinator"}, True, True),
        ({"privacy", "helpdesk"}, True, False),
    ],
)
def test_rules_of_enquiries(roles, count, keep):
    assert rules.may_count_enquiries(roles) is count
    assert rules.may_keep_topics(roles) is keep


@pytest.mark.parametrize("path", ["tel/", "terug/"])
def test_writing_refuses_get(as_user, cora, path):
    assert as_user(cora).get(f"/vragen/{path}").status_code == 405


def test_strangers_log_in_first():
    page = Client().get("/vragen/")
    assert page.headers["Location"].startswith("/aanmelden/")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_board_do_not_grow(
    as_user, carla, django_assert_num_queries, count
):
    for n in range(count):
        counted(EnquiryTopic.objects.create(name=f"T{n}"), carla)
    client = as_user(carla)
    with django_assert_num_queries(6):
        client.get("/vragen/")


# The list of topics ---------------------------------------------------------------


def test_the_coordinator_adds_renames_and_retires(as_user, cora, carla, topic):
    client = as_user(cora)
    client.post("/vragen/onderwerpen/nieuw/", {"name": "Kamp", "is_offered": "on"})
    assert EnquiryTopic.objects.get(name="Kamp").is_offered
    page = client.post(
        f"/vragen/onderwerpen/{topic.pk}/", {"name": "Zomerkampen"}, follow=True
    )
    assert page.redirect_chain == [("/vragen/onderwerpen/", 302)]
    assert "niet meer" in page.content.decode()
    topic.refresh_from_db()
    assert (str(topic), topic.is_offered) == ("Zomerkampen", False)


@pytest.mark.parametrize("name", ["", "Zomerkamp", "x" * 61, "nul\0"])
def test_a_name_that_can_not_be_is_said(as_user, cora, topic, name):
    count = EnquiryTopic.objects.count()
    page = as_user(cora).post("/vragen/onderwerpen/nieuw/", {"name": name})
    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"name"}
    assert EnquiryTopic.objects.count() == count


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_coordinator_keeps_the_topics(as_user, request, who, topic):
    user = request.getfixturevalue(who)
    client = as_user(user)
    expected = 200 if who == "cora" else 404
    for page in ("", "nieuw/", f"{topic.pk}/"):
        assert client.get(f"/vragen/onderwerpen/{page}").status_code == expected
    assert topics_visible_to(user).exists() is (who == "cora")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_topics_do_not_grow(
    as_user, cora, django_assert_num_queries, count
):
    EnquiryTopic.objects.bulk_create(EnquiryTopic(name=f"T{n}") for n in range(count))
    client = as_user(cora)
    with django_assert_num_queries(4):
        client.get("/vragen/onderwerpen/")


def test_there_is_a_list_to_begin_with(as_user, carla, db):
    EnquiryTopic.objects.all().delete()
    page = as_user(carla).get("/vragen/").content.decode()
    assert "Er zijn geen onderwerpen om uit te kiezen." in page
