"""What the class may know: the school reads it once the family agreed."""

from __future__ import annotations

import pytest

from sio.trajects.actions import (
    agree_class_text,
    withdraw_class_text,
    write_class_text,
)
from sio.trajects.errors import ClassTextChanged, MayNotDecide, TrajectNotAllowed
from sio.trajects.models import ClassKnowledge, Guardian
from sio.trajects.queries import agreed_class_text
from tests.casework.conftest import in_database
from tests.trajects.test_at_once import at_once

pytestmark = pytest.mark.django_db


def page(traject, rest=""):
    return f"/trajecten/{traject.pk}/klas-mag-weten/{rest}"


def seen(client, traject):
    return client.get(page(traject)).content.decode()


def proposed(traject, by, text="Tuur rust thuis."):
    return write_class_text(traject=traject, text=text, by=by)


def test_the_school_reads_what_is_agreed_and_nothing_before(
    as_user, traject, carla, paula, sofie
):
    client = as_user(carla)
    response = client.post(page(traject), {"text": "Tuur rust thuis."})
    assert response.status_code == 302
    assert "Tuur rust" not in seen(as_user(sofie), traject)
    assert "Ik stem ermee in" in seen(as_user(paula), traject)

    knowledge = ClassKnowledge.objects.get()
    mother = paula.guardianships.get()
    agree = page(traject, f"{knowledge.pk}/akkoord/")
    response = as_user(paula).post(agree, {"guardian": mother.pk})
    assert response.status_code == 302
    knowledge.refresh_from_db()
    assert (knowledge.agreed_by, knowledge.agreement_by) == (mother, paula)
    assert "Tuur rust thuis." in seen(as_user(sofie), traject)
    assert "Paula (moeder) stemde hiermee in" in seen(as_user(sofie), traject)
    # A second press is told that it is done.
    again = as_user(paula).post(agree, {"guardian": mother.pk})
    assert ClassTextChanged.code in again.content.decode()


def test_a_change_asks_for_agreement_anew(as_user, traject, carla, paula, sofie):
    first = proposed(traject, carla)
    mother = paula.guardianships.get()
    agree_class_text(knowledge=first, guardian=mother, by=paula)
    second = proposed(traject, paula, "Tuur rust, en bloggt.")
    words = seen(as_user(sofie), traject)
    assert "Tuur rust thuis." in words
    assert "bloggt" not in words
    agree_class_text(knowledge=second, guardian=mother, by=paula)
    words = seen(as_user(sofie), traject)
    assert "bloggt" in words
    assert "Tuur rust thuis." not in words


def test_who_guides_writes_down_who_agreed_on_the_telephone(
    as_user, traject, carla, paula
):
    knowledge = proposed(traject, carla)
    mother = paula.guardianships.get()
    client = as_user(carla)
    agree = page(traject, f"{knowledge.pk}/akkoord/")
    assert client.post(agree, {}).status_code == 302
    assert agreed_class_text(traject) is None
    assert "Zeg wie van het gezin" in seen(client, traject)
    client.post(agree, {"guardian": mother.pk})
    knowledge.refresh_from_db()
    assert (knowledge.agreed_by, knowledge.agreement_by) == (mother, carla)


def test_one_takes_it_back_and_the_school_sees_nothing(
    as_user, traject, carla, paula, pam, sofie
):
    knowledge = proposed(traject, carla)
    agree_class_text(knowledge=knowledge, guardian=paula.guardianships.get(), by=paula)
    for _press in range(2):
        assert as_user(pam).post(page(traject, "intrekking/")).status_code == 302
    assert "Tuur rust" not in seen(as_user(sofie), traject)
    assert as_user(pam).get(page(traject, "intrekking/")).status_code == 405
    # The same words may be proposed again, and then wait again.
    again = proposed(traject, carla)
    assert (again.pk, again.agreed_at) != (knowledge.pk, knowledge.agreed_at)
    assert proposed(traject, carla) == again


def test_an_old_text_is_not_agreed_by_mistake(traject, carla, paula):
    old = proposed(traject, carla)
    proposed(traject, carla, "Iets anders.")
    with pytest.raises(ClassTextChanged):
        agree_class_text(knowledge=old, guardian=paula.guardianships.get(), by=paula)
    assert agreed_class_text(traject) is None


def test_only_who_decides_agrees_and_nobody_for_another(
    as_user, traject, carla, paula, pam
):
    knowledge = proposed(traject, carla)
    father, mother = pam.guardianships.get(), paula.guardianships.get()
    with pytest.raises(MayNotDecide):
        agree_class_text(knowledge=knowledge, guardian=father, by=paula)
    agree = page(traject, f"{knowledge.pk}/akkoord/")
    as_user(paula).post(agree, {"guardian": father.pk})
    assert agreed_class_text(traject) is None
    Guardian.objects.filter(pk=mother.pk).update(may_decide=False)
    for by in (paula, carla):
        with pytest.raises(MayNotDecide):
            agree_class_text(knowledge=knowledge, guardian=mother, by=by)
    assert "die mee beslist, moet hiermee instemmen" in seen(as_user(paula), traject)


@pytest.mark.parametrize("name", ["sofie", "hans", "chris"])
def test_school_and_helpdesk_write_and_agree_nothing(
    request, as_user, traject, carla, paula, name
):
    user = request.getfixturevalue(name)
    knowledge = proposed(traject, carla)
    mother = paula.guardianships.get()
    refused = [
        lambda: proposed(traject, user),
        lambda: agree_class_text(knowledge=knowledge, guardian=mother, by=user),
        lambda: withdraw_class_text(traject=traject, by=user),
    ]
    for press in refused:
        with pytest.raises(TrajectNotAllowed):
            press()
    agree = page(traject, f"{knowledge.pk}/akkoord/")
    assert as_user(user).post(agree, {"guardian": mother.pk}).status_code == 404
    assert as_user(user).get(agree).status_code == 405
    assert as_user(user).post(page(traject, "intrekking/")).status_code in (404, 422)


@pytest.mark.parametrize("text", ["", "x" * 10_240, "a\0b"])
def test_bad_input_comes_back(as_user, traject, carla, text):
    response = as_user(carla).post(page(traject), {"text": text})
    assert response.status_code == 422
    assert not ClassKnowledge.objects.exists()


def test_the_words_rest_encrypted(traject, carla):
    proposed(traject, carla, "هو في البيت")
    assert "البيت" not in in_database()
    assert ClassKnowledge.objects.get().text == "هو في البيت"


@pytest.mark.django_db(transaction=True)
def test_of_two_agreements_at_once_one_counts(traject, carla, paula, pam):
    knowledge = proposed(traject, carla)

    def agree(user):
        guardian = user.guardianships.get()
        return lambda: agree_class_text(knowledge=knowledge, guardian=guardian, by=user)

    results = at_once(agree(paula), agree(pam))
    lost = [one for one in results if isinstance(one, Exception)]
    assert [type(error) for error in lost] == [ClassTextChanged]
