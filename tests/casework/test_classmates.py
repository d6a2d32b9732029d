"""Classmates at home: a yes of the family, which any of them takes back at once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.utils import timezone

from sio.core.models import AccessRecord
from sio.core.time import school_year, today
from sio.lessons.actions import let_parent_go, place_guardian, put_in_class
from sio.lessons.queries import plan_for, plans_for
from sio.schools.models import SchoolClass
from sio.trajects.actions import (
    agree_classmates,
    end_guardianship,
    erase_file,
    let_parent_stay,
    withdraw_classmates,
)
from sio.trajects.errors import (
    ClassmatesRefused,
    ClassNeeded,
    MayNotDecide,
    TrajectNotAllowed,
)
from sio.trajects.models import ClassmatesAgreement, Guardian, Pupil, Traject
from sio.trajects.workflow import State
from tests.classmates import classmate, say_yes
from tests.conftest import person
from tests.trajects.test_at_once import at_once

pytestmark = pytest.mark.django_db


def page(traject, rest=""):
    return f"/trajecten/{traject.pk}/klasgenoten/{rest}"


def seen(client, traject):
    return client.get(page(traject)).content.decode()


def holds(traject):
    """As the lines are told it."""
    return plan_for(Traject.objects.get(pk=traject.pk), timezone.now()).see_classmates


def yes(traject, user, by=None):
    guardian = user.guardianships.get()
    return agree_classmates(traject=traject, guardian=guardian, by=by or user)


def test_nobody_is_seen_until_the_family_says_yes(as_user, agreed, paula, sofie):
    assert not holds(agreed)
    client = as_user(paula)
    assert "Ja, dat mag" in seen(client, agreed)
    assert "wordt door geen ander gezien of gehoord" in seen(as_user(sofie), agreed)
    said = client.post(
        page(agreed, "akkoord/"), {"guardian": paula.guardianships.get().pk}
    )
    assert said.status_code == 302
    assert holds(agreed)
    assert "Paula (moeder) zei ja op" in seen(client, agreed)
    assert "Genoteerd door" not in seen(client, agreed)
    file = as_user(sofie).get(f"/trajecten/{agreed.pk}/").content.decode()
    assert "Paula (moeder) zei ja op" in file
    assert AccessRecord.objects.filter(
        traject=agreed.pk, page="classmates", what=AccessRecord.What.CHANGED
    ).exists()


def test_anybody_of_the_family_takes_it_back_at_once(as_user, agreed, paula, pam):
    yes(agreed, paula)
    Guardian.objects.filter(user=pam).update(may_decide=False)
    client = as_user(pam)
    assert "Toch niet meer" in seen(client, agreed)
    for _press in range(2):
        assert client.post(page(agreed, "intrekking/")).status_code == 302
        assert not holds(agreed)
    assert "Gestopt door Pam op" in seen(client, agreed)
    row = ClassmatesAgreement.objects.get()
    assert (row.agreed_by.user, row.withdrawn_by) == (paula, pam)


def test_who_guides_writes_down_who_said_yes_on_the_telephone(
    as_user, agreed, carla, paula
):
    client = as_user(carla)
    assert client.post(page(agreed, "akkoord/"), {}).status_code == 302
    assert "Zeg wie van het gezin" in seen(client, agreed)
    assert not holds(agreed)
    client.post(page(agreed, "akkoord/"), {"guardian": paula.guardianships.get().pk})
    row = ClassmatesAgreement.objects.get()
    assert (row.agreed_by.user, row.noted_by) == (paula, carla)
    assert "Genoteerd door Carla." in seen(as_user(paula), agreed)
    client.post(page(agreed, "intrekking/"))
    assert not holds(agreed)


# A no of the family -----------------------------------------------------------------


def said_no(traject, parent, by):
    yes(traject, parent)
    withdraw_classmates(traject=traject, by=by)


def test_a_no_of_one_is_not_undone_by_another_of_the_family(
    as_user, agreed, paula, pam, sofie
):
    said_no(agreed, paula, by=paula)
    with pytest.raises(ClassmatesRefused):
        yes(agreed, pam)
    client = as_user(pam)
    read = seen(client, agreed)
    assert "Ja, dat mag" not in read
    assert "Paula zei nee op" in read
    assert "Niemand anders van het gezin verandert dat" in read
    words = {"guardian": pam.guardianships.get().pk}
    refused = client.post(page(agreed, "akkoord/"), words)
    assert refused.status_code == 422
    assert "Iemand anders van het gezin zei nee" in refused.content.decode()
    assert not holds(agreed)
    assert "zei nee" not in seen(as_user(sofie), agreed)


def test_who_said_no_says_yes_again(as_user, agreed, paula):
    said_no(agreed, paula, by=paula)
    first = ClassmatesAgreement.objects.get()
    read = seen(as_user(paula), agreed)
    assert "Paula zei nee op" in read
    assert "Niemand anders" not in read
    assert "Ja, dat mag" in read
    # The yes and the no both stay written; a new yes is a new row.
    assert yes(agreed, paula).pk != first.pk
    assert holds(agreed)


def test_who_guides_and_spoke_with_them_writes_a_yes_after_a_no(
    as_user, agreed, paula, pam, carla
):
    said_no(agreed, paula, by=pam)
    client = as_user(carla)
    assert "Pam zei nee op" in seen(client, agreed)
    words = {"guardian": paula.guardianships.get().pk}
    assert client.post(page(agreed, "akkoord/"), words).status_code == 302
    assert holds(agreed)


def test_a_no_on_the_telephone_binds_like_one_that_was_pressed(
    as_user, agreed, paula, pam, carla
):
    yes(agreed, paula)
    client, father = as_user(carla), pam.guardianships.get()
    assert "Wie van het gezin zei nee?" in seen(client, agreed)
    client.post(page(agreed, "intrekking/"), {"refused_by": father.pk})
    assert not holds(agreed)
    read = seen(as_user(paula), agreed)
    assert "Pam zei nee op" in read
    assert "Genoteerd door Carla." in read
    assert "Wil Pam het toch weer" in read
    with pytest.raises(ClassmatesRefused):
        yes(agreed, paula)
    yes(agreed, pam)  # who thinks better of it
    assert holds(agreed)
    assert "Pam zei nee." in seen(client, agreed)


def test_a_no_on_the_telephone_is_one_of_the_family_as_who_guides_says(
    as_user, agreed, paula, pam, piet, carla
):
    yes(agreed, paula)
    stranger, father = piet.guardianships.get(), pam.guardianships.get()
    with pytest.raises(MayNotDecide):
        withdraw_classmates(traject=agreed, by=carla, refused_by=stranger)
    with pytest.raises(MayNotDecide):
        withdraw_classmates(traject=agreed, by=paula, refused_by=father)
    assert "Wie van het gezin zei nee?" not in seen(as_user(paula), agreed)
    client = as_user(carla)
    client.post(page(agreed, "intrekking/"), {"refused_by": stranger.pk})
    assert not holds(agreed)  # it stops at once, whatever is chosen
    assert "Nog niet genoteerd wie nee zei" in seen(client, agreed)
    client.post(page(agreed, "intrekking/"), {"refused_by": father.pk})
    with pytest.raises(ClassmatesRefused):
        yes(agreed, paula)


def test_a_no_of_before_stays_whose_it_was(agreed, paula, pam, carla):
    yes(agreed, paula)
    withdraw_classmates(traject=agreed, by=carla)  # nobody's no
    yes(agreed, pam)
    withdraw_classmates(traject=agreed, by=pam)
    mother = paula.guardianships.get()
    withdraw_classmates(traject=agreed, by=carla, refused_by=mother)
    assert ClassmatesAgreement.objects.first().refuser == pam
    yes(agreed, pam)


def test_a_no_on_the_telephone_without_any_yes_changes_nothing(agreed, pam, carla):
    father = pam.guardianships.get()
    withdraw_classmates(traject=agreed, by=carla, refused_by=father)
    assert not ClassmatesAgreement.objects.exists()


def test_the_no_of_a_child_is_no_parents_to_undo(as_user, agreed, paula, pam):
    tuur = own_account(agreed)
    said_no(agreed, paula, by=tuur)
    for parent in (paula, pam):
        with pytest.raises(ClassmatesRefused):
            yes(agreed, parent)
    # Nor does its own page tell it that a parent can.
    read = seen(as_user(tuur), agreed)
    assert "Wil Tuur het toch weer" in read
    assert "een ouder die mee beslist" not in read


def test_a_no_counts_as_long_as_who_said_it_belongs_to_the_family(
    agreed, paula, pam, carla
):
    said_no(agreed, paula, by=paula)
    end_guardianship(guardian=paula.guardianships.get(), by=carla)
    yes(agreed, pam)
    assert holds(agreed)


def test_what_ended_by_itself_is_nobodys_no(as_user, agreed, paula, pam, carla):
    yes(agreed, paula)
    place(paula.guardianships.get(), carla, may_decide=False)
    assert "zei nee" not in seen(as_user(pam), agreed)
    yes(agreed, pam)
    assert holds(agreed)


def test_no_parent_holds_back_a_grown_pupil_and_none_undoes_its_no(agreed, paula):
    said_no(agreed, paula, by=paula)
    tuur = grown(agreed)
    mother = paula.guardianships.get()
    let_parent_stay(guardian=mother, by=tuur)
    yes(agreed, tuur)
    assert holds(agreed)
    withdraw_classmates(traject=agreed, by=tuur)
    with pytest.raises(ClassmatesRefused):
        yes(agreed, paula)


def test_a_second_yes_is_the_first_one(agreed, paula, pam):
    assert yes(agreed, pam) == yes(agreed, paula)
    assert ClassmatesAgreement.objects.get().agreed_by.user == pam


def test_only_who_decides_says_yes_and_nobody_for_another(
    as_user, agreed, carla, paula, pam
):
    father = pam.guardianships.get()
    with pytest.raises(MayNotDecide):
        agree_classmates(traject=agreed, guardian=father, by=paula)
    as_user(paula).post(page(agreed, "akkoord/"), {"guardian": father.pk})
    Guardian.objects.filter(pk=father.pk).update(may_decide=False)
    for by in (pam, carla):
        with pytest.raises(MayNotDecide):
            agree_classmates(traject=agreed, guardian=father, by=by)
    assert "een ouder die mee beslist" in seen(as_user(pam), agreed)
    assert not ClassmatesAgreement.objects.exists()


def test_a_guardian_of_another_pupil_is_nobody_here(agreed, carla, piet):
    with pytest.raises(MayNotDecide):
        yes(agreed, piet, by=carla)
    with pytest.raises(TrajectNotAllowed):
        yes(agreed, piet)
    assert not holds(agreed)


@pytest.mark.parametrize("name", ["sofie", "hans", "chris", "piet", "eddy"])
def test_school_helpdesk_and_strangers_decide_nothing(
    request, as_user, agreed, paula, name
):
    user = request.getfixturevalue(name)
    mother = paula.guardianships.get()
    say_yes(agreed, paula)
    for press in (
        lambda: agree_classmates(traject=agreed, guardian=mother, by=user),
        lambda: withdraw_classmates(traject=agreed, by=user),
    ):
        with pytest.raises(TrajectNotAllowed):
            press()
    client = as_user(user)
    words = {"guardian": mother.pk}
    for rest in ("akkoord/", "intrekking/"):
        assert client.post(page(agreed, rest), words).status_code == 404
        assert client.get(page(agreed, rest)).status_code == 405
    looks = client.get(page(agreed))
    assert looks.status_code == (200 if name == "sofie" else 404)
    assert "Toch niet meer" not in looks.content.decode()
    assert holds(agreed)


# How long a yes holds ---------------------------------------------------------------


def test_another_class_asks_anew(agreed, paula, carla, school):
    yes(agreed, paula)
    fifth = agreed.school_class
    other = SchoolClass.objects.create(
        school=school, name="5B", school_year=school_year(today())
    )
    put_in_class(traject=agreed, school_class=other, by=carla)
    assert not holds(agreed)
    yes(agreed, paula)
    assert holds(agreed)
    # The yes of before was taken back with it: it does not come to life again.
    put_in_class(traject=agreed, school_class=fifth, by=carla)
    assert not holds(agreed)


def test_the_class_of_before_asks_anew_too(as_user, agreed, paula, carla, school):
    yes(agreed, paula)
    fifth = agreed.school_class
    put_in_class(traject=agreed, school_class=fifth, by=carla)
    assert holds(agreed)
    other = SchoolClass.objects.create(
        school=school, name="5B", school_year=school_year(today())
    )
    for one in (other, fifth):
        put_in_class(traject=agreed, school_class=one, by=carla)
        assert not holds(agreed)
    assert "Gestopt door Carla op" in seen(as_user(paula), agreed)


def test_it_ends_with_the_guardianship(agreed, paula, pam, carla):
    yes(agreed, paula)
    end_guardianship(guardian=paula.guardianships.get(), by=carla)
    assert not holds(agreed)
    assert ClassmatesAgreement.objects.get().withdrawn_by == carla
    yes(agreed, pam)
    assert holds(agreed)


def place(guardian, by, *, may_decide):
    place_guardian(
        guardian=guardian,
        household=None,
        capacity="moeder",
        may_decide=may_decide,
        by=by,
    )


def test_it_ends_with_the_say_and_does_not_come_back_with_it(
    as_user, agreed, paula, carla
):
    yes(agreed, paula)
    mother = paula.guardianships.get()
    place(mother, carla, may_decide=True)
    assert holds(agreed)
    place(mother, carla, may_decide=False)
    assert not holds(agreed)
    assert "Gestopt door Carla op" in seen(as_user(carla), agreed)
    place(mother, carla, may_decide=True)
    assert not holds(agreed)
    yes(agreed, paula)
    assert holds(agreed)


def test_who_loses_the_say_ends_no_yes_of_another(agreed, paula, pam, carla):
    yes(agreed, paula)
    place(pam.guardianships.get(), carla, may_decide=False)
    end_guardianship(guardian=pam.guardianships.get(), by=carla)
    assert holds(agreed)


def grown(traject):
    """The pupil's own account; it is eighteen from now on."""
    born = today().replace(day=1, year=today().year - 18)
    Pupil.objects.filter(pk=traject.pupil_id).update(birth_date=born)
    return own_account(traject)


def own_account(traject):
    tuur = person("Tuur")
    Guardian.objects.create(
        user=tuur, traject=traject, kind=Guardian.Kind.PUPIL, capacity="leerling"
    )
    return tuur


def test_a_yes_from_before_eighteen_does_not_come_back_with_the_parent(
    as_user, agreed, paula
):
    yes(agreed, paula)
    tuur = grown(agreed)
    mother = paula.guardianships.get()
    let_parent_stay(guardian=mother, by=tuur)
    assert not holds(agreed)
    assert "Dat geldt niet meer." in seen(as_user(tuur), agreed)
    # What she says from now on holds, also if the pupil presses once more.
    yes(agreed, paula)
    let_parent_stay(guardian=mother, by=tuur)
    assert holds(agreed)
    let_parent_go(guardian=mother, by=tuur)
    let_parent_stay(guardian=mother, by=tuur)
    assert not holds(agreed)


def test_at_eighteen_the_pupil_says_it_itself(agreed, paula):
    yes(agreed, paula)
    tuur = grown(agreed)
    assert not holds(agreed)
    # A parent who is let stay has a say again; and loses it with the leave.
    let_parent_stay(guardian=paula.guardianships.get(), by=tuur)
    yes(agreed, paula)
    assert holds(agreed)
    let_parent_go(guardian=paula.guardianships.get(), by=tuur)
    assert not holds(agreed)
    yes(agreed, tuur)
    assert holds(agreed)


def test_a_minor_says_no_itself_and_not_yes(as_user, agreed, paula, carla):
    Pupil.objects.filter(pk=agreed.pupil_id).update(
        birth_date=today().replace(day=1, year=today().year - 13)
    )
    tuur = own_account(agreed)
    for by in (tuur, carla):
        with pytest.raises(MayNotDecide):
            yes(agreed, tuur, by=by)
    assert "Ja, dat mag" not in seen(as_user(tuur), agreed)
    yes(agreed, paula)
    as_user(tuur).post(page(agreed, "intrekking/"))
    assert not holds(agreed)


def test_a_file_without_a_class_has_nobody_to_see(as_user, traject, paula, carla):
    Traject.objects.filter(pk=traject.pk).update(school_class=None, state="applied")
    traject.refresh_from_db()
    with pytest.raises(ClassNeeded):
        yes(traject, paula)
    assert "zodra we weten welke klas" in seen(as_user(carla), traject)


# What rests -------------------------------------------------------------------------


def test_of_two_classmates_each_has_its_own(agreed, paula):
    mate = classmate(agreed, "Bo")
    say_yes(mate, person("Bea"))
    plans = plans_for([agreed, mate], timezone.now())
    said = {pk: plan.see_classmates for pk, plan in plans.items()}
    assert said == {agreed.pk: False, mate.pk: True}


def test_nobody_learns_from_the_page_who_else_is_ill(as_user, agreed, paula, sofie):
    alone = seen(as_user(paula), agreed)
    say_yes(classmate(agreed, "Wilhelmina"), person("Bea"))
    for user in (paula, sofie):
        assert "Wilhelmina" not in seen(as_user(user), agreed).split("<main")[1]
    assert len(seen(as_user(paula), agreed)) == len(alone)


def test_the_database_keeps_one_yes_at_a_time_and_who_said_no(agreed, paula):
    yes(agreed, paula)
    with pytest.raises(IntegrityError):
        say_yes(agreed, paula)


def test_a_no_has_a_name(agreed, paula):
    yes(agreed, paula)
    with pytest.raises(IntegrityError):
        ClassmatesAgreement.objects.update(withdrawn_at=timezone.now())


def test_it_goes_with_the_file(agreed, paula):
    yes(agreed, paula)
    Traject.objects.filter(pk=agreed.pk).update(state=State.ENDED)
    agreed.refresh_from_db()
    erase_file(agreed)
    assert not ClassmatesAgreement.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_yes_is_written(agreed, paula, pam):
    results = at_once(lambda: yes(agreed, paula), lambda: yes(agreed, pam))
    assert len({one.pk for one in results}) == 1
    assert ClassmatesAgreement.objects.count() == 1
