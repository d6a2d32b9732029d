"""Tips that help, and messages to the consultant."""

from __future__ import annotations

import pytest

from sio.core.models import AccessRecord, OutgoingMail
from sio.trajects.actions import add_note, answer_message, write_consultant
from sio.trajects.actions.words import MESSAGES_A_DAY
from sio.trajects.errors import AlreadyAnswered, TooManyMessages, TrajectNotAllowed
from sio.trajects.models import HelpfulNote, Message
from tests.casework.conftest import in_database
from tests.trajects.test_at_once import at_once

pytestmark = pytest.mark.django_db


def path(traject, part):
    return f"/trajecten/{traject.pk}/{part}/"


def seen(client, traject, part):
    return client.get(path(traject, part)).content.decode()


def mailed():
    return sorted(OutgoingMail.objects.values_list("address", "template"))


# Tips ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["carla", "cora", "paula", "tuur", "sofie"])
def test_everybody_around_adds_and_reads_tips(request, as_user, traject, sofie, name):
    user = request.getfixturevalue(name)
    text = "Zet het scherm links. 画面を左に"
    response = as_user(user).post(path(traject, "tips"), {"text": text})
    assert response.status_code == 302
    assert text in seen(as_user(sofie), traject, "tips")
    assert "scherm links" not in in_database()
    assert AccessRecord.objects.filter(page="notes", what="changed").count() == 1


def test_one_household_does_not_read_the_tips_of_the_other(
    as_user, traject, carla, sofie, paula, pam, at_paula, tuur
):
    add_note(traject=traject, text="van Pam", by=pam)
    add_note(traject=traject, text="van Sofie", by=sofie)
    of_paula = seen(as_user(paula), traject, "tips")
    assert "van Sofie" in of_paula
    assert "van Pam" not in of_paula
    assert "van Pam" not in seen(as_user(tuur), traject, "tips")
    for user in (pam, carla, sofie):
        assert "van Pam" in seen(as_user(user), traject, "tips")


def test_there_is_no_address_to_change_or_delete_one(as_user, traject, carla):
    note = add_note(traject=traject, text="blijft", by=carla)
    for rest in (f"{note.pk}", f"{note.pk}/weg"):
        assert as_user(carla).post(path(traject, f"tips/{rest}")).status_code == 404
    assert HelpfulNote.objects.get().text == "blijft"


@pytest.mark.parametrize("text", ["", "x" * 10_240, "a\0b"])
@pytest.mark.parametrize("part", ["tips", "berichten"])
def test_bad_input_comes_back(as_user, traject, paula, part, text):
    response = as_user(paula).post(path(traject, part), {"text": text})
    assert response.status_code == 422
    assert not HelpfulNote.objects.exists()
    assert not Message.objects.exists()
    if len(text) > 10:
        assert text in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_tips(
    as_user, traject, carla, django_assert_num_queries, count
):
    for _number in range(count):
        add_note(traject=traject, text="x", by=carla)
    client = as_user(carla)
    with django_assert_num_queries(11):
        client.get(path(traject, "tips"))


# Messages -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["paula", "tuur", "sofie"])
def test_a_message_reaches_the_consultant_and_the_mail_says_nothing(
    request, as_user, traject, carla, name
):
    user = request.getfixturevalue(name)
    response = as_user(user).post(path(traject, "berichten"), {"text": "geheimpje"})
    assert response.status_code == 302
    assert mailed() == [("carla@example.org", "trajects/mail/message")]
    mail = OutgoingMail.objects.get()
    for word in ("geheimpje", "Tuur", "Peeters", user.name, "Wegwijzer"):
        assert word not in mail.subject + mail.body
    assert path(traject, "berichten") in mail.body
    assert "geheimpje" not in in_database()
    assert "geheimpje" in seen(as_user(carla), traject, "berichten")
    assert (
        "1 ongelezen"
        in as_user(carla).get(f"/trajecten/{traject.pk}/").content.decode()
    )


def test_without_a_consultant_the_coordinator_gets_it(traject, cora, paula):
    write_consultant(traject=traject, text="x", by=paula)
    assert mailed() == [("cora@example.org", "trajects/mail/message")]


def test_nobody_of_family_or_school_reads_anothers_message(
    as_user, traject, carla, paula, pam, sofie, tuur
):
    write_consultant(traject=traject, text="van Paula", by=paula)
    for user in (pam, sofie, tuur):
        assert "van Paula" not in seen(as_user(user), traject, "berichten")
    assert "van Paula" in seen(as_user(paula), traject, "berichten")


def test_the_answer_reaches_its_writer(as_user, traject, carla, paula):
    message = write_consultant(traject=traject, text="vraag", by=paula)
    OutgoingMail.objects.all().delete()
    answer = path(traject, f"berichten/{message.pk}/antwoord")
    client = as_user(carla)
    assert client.post(answer, {"answer": "antwoordje"}).status_code == 302
    assert mailed() == [("paula@example.org", "trajects/mail/answer")]
    assert "antwoordje" not in OutgoingMail.objects.get().body
    assert "antwoordje" in seen(as_user(paula), traject, "berichten")
    again = client.post(answer, {"answer": "nog eens"})
    assert AlreadyAnswered.code in again.content.decode()
    assert client.get(answer).status_code == 405
    message.refresh_from_db()
    assert message.answer == "antwoordje"


def test_read_without_an_answer(as_user, traject, carla, paula):
    message = write_consultant(traject=traject, text="dank je", by=paula)
    answer = path(traject, f"berichten/{message.pk}/antwoord")
    for _press in range(2):
        assert as_user(carla).post(answer, {}).status_code == 302
    message.refresh_from_db()
    assert message.read_at
    assert not message.answered_at
    assert "gelezen" in seen(as_user(paula), traject, "berichten")


@pytest.mark.parametrize("words", ["x" * 10_240, "a\0b"])
def test_a_bad_answer_comes_back_with_the_question(
    as_user, traject, carla, paula, words
):
    message = write_consultant(traject=traject, text="vraagje", by=paula)
    answer = path(traject, f"berichten/{message.pk}/antwoord")
    response = as_user(carla).post(answer, {"answer": words})
    assert response.status_code == 422
    assert "vraagje" in response.content.decode()


def test_who_does_not_guide_answers_nothing(as_user, traject, paula, pam, hans, sofie):
    message = write_consultant(traject=traject, text="vraag", by=paula)
    answer = path(traject, f"berichten/{message.pk}/antwoord")
    assert as_user(paula).post(answer, {"answer": "x"}).status_code == 422
    for user in (pam, sofie, hans):
        assert as_user(user).post(answer, {"answer": "x"}).status_code == 404
    with pytest.raises(TrajectNotAllowed):
        answer_message(message=message, answer="x", by=paula)
    for user in (hans,):
        with pytest.raises(TrajectNotAllowed):
            write_consultant(traject=traject, text="x", by=user)
        with pytest.raises(TrajectNotAllowed):
            add_note(traject=traject, text="x", by=user)


def test_twenty_a_day_are_enough(as_user, traject, paula, pam):
    for _number in range(MESSAGES_A_DAY):
        write_consultant(traject=traject, text="x", by=paula)
    with pytest.raises(TooManyMessages):
        write_consultant(traject=traject, text="x", by=paula)
    response = as_user(paula).post(path(traject, "berichten"), {"text": "x"})
    assert TooManyMessages.code in response.content.decode()
    write_consultant(traject=traject, text="x", by=pam)
    assert Message.objects.count() == MESSAGES_A_DAY + 1


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_leaves(traject, carla, cora, paula):
    message = write_consultant(traject=traject, text="vraag", by=paula)

    def press(user):
        return lambda: answer_message(message=message, answer=user.name, by=user)

    results = at_once(press(carla), press(cora))
    lost = [one for one in results if isinstance(one, Exception)]
    assert [type(error) for error in lost] == [AlreadyAnswered]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_messages(
    as_user, traject, carla, paula, django_assert_num_queries, count
):
    for _number in range(count):
        write_consultant(traject=traject, text="x", by=paula)
    client = as_user(carla)
    with django_assert_num_queries(11):
        client.get(path(traject, "berichten"))


def test_more_than_a_page_is_leafed_through(as_user, traject, carla):
    for number in range(25):
        add_note(traject=traject, text=f"tip {number:02}", by=carla)
    first = seen(as_user(carla), traject, "tips")
    assert "tip 24" in first
    assert "tip 04" not in first
    second = as_user(carla).get(path(traject, "tips"), {"blad": 2}).content.decode()
    assert "tip 04" in second
    assert "Nieuwere" in second
