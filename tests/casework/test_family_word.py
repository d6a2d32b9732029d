"""What the family chose and allowed: told us, taken from the form, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sio.casework.actions.weighing import (
    PermissionMissing,
    WordOfAnother,
    WordWithdrawn,
    add_note,
    record_word,
    take_over_family_word,
    withdraw_word,
)
from sio.casework.models import FamilyWord, FeasibilityNote
from sio.casework.queries.weighing import family_chose, physician_may_be_asked
from sio.core.models import AccessRecord
from sio.core.time import today
from tests.casework.desk import applied, chosen, text_of

pytestmark = pytest.mark.django_db


def page(traject, tail=""):
    return f"/trajecten/{traject.pk}/haalbaarheid/{tail}"


def told(**other):
    words = {"kind": "choice", "name": "Oma Rita", "capacity": "voogd", "how": "phone"}
    words |= {"given_on": today().isoformat()} | other
    return {f"word-{name}": value for name, value in words.items()}


def test_what_the_family_said_by_phone_is_written_down(as_user, traject, carla):
    client = as_user(carla)
    assert not family_chose(traject)
    response = client.post(page(traject, "familie/"), told(), follow=True)
    assert "Oma Rita (voogd)" in text_of(response)
    word = FamilyWord.objects.get()
    assert (word.kind, word.how, word.given_on, word.by) == (
        "choice",
        "phone",
        today(),
        carla,
    )
    assert family_chose(traject)
    assert AccessRecord.objects.filter(what="changed", page="feasibility").count() == 1


def test_a_guardian_is_chosen_from_the_list(as_user, traject, carla, paula):
    guardian = paula.guardianships.get()
    as_user(carla).post(
        page(traject, "familie/"),
        told(kind="contact_physician", guardian=guardian.pk, name="", how="visit"),
    )
    word = FamilyWord.objects.get()
    assert (word.guardian, word.name, word.capacity) == (guardian, "Paula", "moeder")
    assert physician_may_be_asked(traject)
    assert not family_chose(traject)


def test_somebody_has_to_have_said_it(as_user, traject, carla):
    response = as_user(carla).post(page(traject, "familie/"), told(name=""))
    assert response.status_code == 422
    assert not FamilyWord.objects.exists()


def test_the_form_is_not_what_we_write_down(as_user, traject, carla):
    response = as_user(carla).post(page(traject, "familie/"), told(how="form"))
    assert response.status_code == 422


def test_nothing_was_said_tomorrow(as_user, traject, carla):
    soon = (today() + timedelta(days=1)).isoformat()
    response = as_user(carla).post(page(traject, "familie/"), told(given_on=soon))
    assert response.status_code == 422
    assert "casework.day_to_come" in response.content.decode()
    assert "Oma Rita" in text_of(response) or "Oma Rita" in response.content.decode()


def test_nobody_of_another_file(traject, carla, piet):
    word = FamilyWord(
        traject=traject,
        kind="choice",
        guardian=piet.guardianships.get(),
        how="phone",
        given_on=today(),
    )
    with pytest.raises(WordOfAnother):
        record_word(word=word, by=carla)


def test_the_family_takes_it_back_once(as_user, traject, carla):
    word = chosen(traject)
    client = as_user(carla)
    response = client.post(page(traject, f"familie/{word.pk}/einde/"), follow=True)
    assert f"ingetrokken op {today():%d/%m/%Y}" in text_of(response)
    assert not family_chose(traject)
    again = client.post(page(traject, f"familie/{word.pk}/einde/"))
    assert again.status_code == 422
    assert "casework.word_withdrawn" in again.content.decode()
    with pytest.raises(WordWithdrawn):
        withdraw_word(word=word, by=carla)


def test_after_that_nobody_phones_the_physician(traject, carla):
    word = chosen(traject, "contact_physician", given_on=today() - timedelta(days=9))
    withdraw_word(word=word, by=carla)
    note = FeasibilityNote(
        traject=traject,
        aspect="pace",
        source="doctor",
        asked_on=today(),
        leaning="helps",
    )
    with pytest.raises(PermissionMissing):
        add_note(note=note, by=carla)
    # What was asked while it held may still be written down.
    note.asked_on = today() - timedelta(days=2)
    assert add_note(note=note, by=carla).pk


def choose(application, **fields):
    return application.family_choices.create(
        name="Els Peeters", capacity="moeder", text_version=1, **fields
    )


def test_the_choice_on_the_form_is_taken_over_once(traject):
    application = applied(traject)
    choose(application, physician_permission=True)
    words = take_over_family_word(traject=traject, application=application)
    assert [(word.kind, word.name, word.capacity, word.how) for word in words] == [
        ("choice", "Els Peeters", "moeder", "form"),
        ("contact_physician", "Els Peeters", "moeder", "form"),
    ]
    assert {word.given_on for word in words} == {timezone.localdate()}
    assert take_over_family_word(traject=traject, application=application) == []
    assert family_chose(traject)
    assert physician_may_be_asked(traject)


def test_without_the_tick_no_permission_is_taken_over(traject):
    application = applied(traject)
    choose(application)
    take_over_family_word(traject=traject, application=application)
    assert family_chose(traject)
    assert not physician_may_be_asked(traject)


def test_without_a_choice_nothing_is_taken_over(traject):
    application = applied(traject, role="school")
    assert take_over_family_word(traject=traject, application=application) == []
    assert not family_chose(traject)


def test_a_taken_over_word_can_be_withdrawn_and_does_not_come_back(traject, carla):
    application = applied(traject)
    choose(application)
    (word,) = take_over_family_word(traject=traject, application=application)
    withdraw_word(word=word, by=carla)
    assert take_over_family_word(traject=traject, application=application) == []
    assert not family_chose(traject)
