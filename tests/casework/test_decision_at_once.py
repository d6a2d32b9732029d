"""Two people decide, correct or withdraw at the same moment, each with a connection."""

from __future__ import annotations

import pytest

from sio.casework.actions.decision import (
    DecisionOvertaken,
    Verdict,
    decide,
    letters_for,
    seen_of,
)
from sio.casework.actions.letters import open_letter
from sio.casework.actions.weighing import (
    NoteCorrected,
    WordWithdrawn,
    add_note,
    take_over_family_word,
    withdraw_word,
)
from sio.casework.models import Decision, FamilyWord, FeasibilityNote, Letter
from sio.core.time import today
from sio.intake.codes import WrongCode
from sio.trajects.models import Traject
from sio.trajects.workflow import State
from tests.casework.desk import applied, chosen, in_state, mailed_code, spoken
from tests.trajects.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def lost(results):
    return [type(one) for one in results if isinstance(one, Exception)]


def deciding(traject, verdict, by):
    stale = Traject.objects.select_related("pupil").get(pk=traject.pk)
    letters = letters_for(traject=stale, verdict=verdict, by=by)
    seen = seen_of(stale)
    return lambda: decide(
        traject=stale, verdict=verdict, letters=letters, seen=seen, by=by
    )


def test_two_decisions_give_one_winner_and_one_letter(traject, carla, cora, paula):
    in_state(traject)
    chosen(traject)
    spoken(traject, carla)
    results = at_once(
        deciding(traject, Verdict(State.AGREED, "x"), carla),
        deciding(traject, Verdict(State.NOT_FEASIBLE, "y"), cora),
    )
    assert lost(results) == [DecisionOvertaken]
    traject.refresh_from_db()
    assert Decision.objects.get().outcome == traject.state
    assert Letter.objects.get().template == traject.state
    assert traject.changes.get().new == traject.state


def test_later_twice_at_once_counts_once(traject, carla, cora, paula):
    in_state(traject, State.LATER, look_again_on=today())
    day = today().replace(year=today().year + 1, day=1)
    verdict = Verdict(State.LATER, "x", look_again_on=day)
    results = at_once(
        deciding(traject, verdict, carla), deciding(traject, verdict, cora)
    )
    assert lost(results) == [DecisionOvertaken]
    assert Decision.objects.count() == Letter.objects.count() == 1


def test_two_corrections_give_one(traject, carla, cora):
    row = {"traject": traject, "aspect": "aim", "source": "clb", "asked_on": today()}
    row |= {"leaning": "helps"}
    old = FeasibilityNote.objects.create(by=carla, **row)

    def correct(by):
        note = FeasibilityNote(note=by.name, **row)
        return lambda: add_note(note=note, by=by, replaces=old)

    assert lost(at_once(correct(carla), correct(cora))) == [NoteCorrected]
    assert FeasibilityNote.objects.filter(replaced_by=None).count() == 1


def test_a_word_is_withdrawn_once(traject, carla, cora):
    word = chosen(traject)
    results = at_once(
        lambda: withdraw_word(word=word, by=carla),
        lambda: withdraw_word(word=word, by=cora),
    )
    assert lost(results) == [WordWithdrawn]


def test_a_choice_is_taken_over_once(traject):
    application = applied(traject)
    application.family_choices.create(name="Els", capacity="moeder", text_version=1)
    results = at_once(
        *[lambda: take_over_family_word(traject=traject, application=application)] * 2
    )
    assert lost(results) == []
    assert FamilyWord.objects.count() == 1


def test_a_code_opens_a_letter_once(client, traject):
    letter = Letter.objects.create(
        traject=traject, template="agreed", language="nl-be", to_email="p@example.org"
    )
    page = client.post(f"/brief/{letter.uuid}/", {"stap": "code"})
    handle, code = page.context["form"].initial["handle"], mailed_code()
    results = at_once(
        *[lambda: open_letter(letter=letter, handle=handle, typed=code)] * 2
    )
    assert lost(results) == [WrongCode]
    letter.refresh_from_db()
    assert letter.opens == 1
