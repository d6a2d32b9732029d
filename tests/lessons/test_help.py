"""A question to the helpdesk: who opens and closes it, and that it ends by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sio.accounts.models import Role
from sio.core.access_log import record_view
from sio.core.models import AccessRecord
from sio.core.sides import Side
from sio.lessons import actions
from sio.lessons.actions.help import (
    KEEP_QUESTIONS_DAYS,
    LASTS,
    PRESSES_AN_HOUR,
    delete_old_questions,
)
from sio.lessons.errors import HelpNotAllowed, HelpOver, HelpTooOften
from sio.lessons.models import HelpQuestion
from sio.lessons.queries import helps_for, open_questions, questions_visible_to
from sio.trajects.workflow import State
from tests.conftest import person

pytestmark = pytest.mark.django_db
PHONED = {"asked_by": "family", "trouble": "sound"}


def opened(traject, by):
    return actions.open_question(traject=traject, by=by, **PHONED)


def pressed(traject, side=Side.HOME):
    actions.ask_for_help(traject=traject, side=side)
    return HelpQuestion.objects.latest("pk")


def is_open(traject):
    return traject.pk in helps_for([traject], timezone.now())


def records(page="line"):
    return list(
        AccessRecord.objects.filter(page=page)
        .order_by("sequence")
        .values_list("what", "traject", "by")
    )


def test_the_helpdesk_opens_one_and_that_is_in_the_access_log(traject, hans):
    question = opened(traject, hans)
    assert (question.asked_by, question.trouble) == ("family", "sound")
    assert question.ends_at - question.opened_at == LASTS
    assert records() == [("changed", traject.pk, hans.pk)]
    assert list(questions_visible_to(hans)) == [question]


def test_the_second_who_opens_gets_the_one_that_is_open(traject, hans):
    first = opened(traject, hans)
    other = person("Hilde", Role.Kind.HELPDESK)
    assert opened(traject, other) == first
    assert pressed(traject) == first
    assert HelpQuestion.objects.count() == 1
    assert records() == [("changed", traject.pk, hans.pk)]


@pytest.mark.parametrize("who", ["carla", "cora", "sofie", "paula", "pia", "chris"])
def test_nobody_else_opens_or_closes_one(traject, hans, who, request):
    somebody = request.getfixturevalue(who)
    with pytest.raises(HelpNotAllowed):
        opened(traject, somebody)
    question = opened(traject, hans)
    with pytest.raises(HelpNotAllowed):
        actions.close_question(question=question, by=somebody)
    assert is_open(traject)
    assert list(questions_visible_to(somebody)) == []


def test_a_helpdesk_without_a_second_factor_is_nobody(traject, hans):
    hans.authenticator_set.all().delete()
    with pytest.raises(HelpNotAllowed):
        opened(traject, hans)
    assert list(questions_visible_to(hans)) == []


@pytest.mark.parametrize("state", [State.PAUSED, State.ENDED, State.AGREED])
def test_where_there_is_no_line_there_is_no_question(traject, hans, state):
    traject.state = state
    traject.save(update_fields=["state"])
    with pytest.raises(HelpNotAllowed):
        opened(traject, hans)
    with pytest.raises(HelpNotAllowed):
        pressed(traject)
    assert HelpQuestion.objects.count() == 0


def test_a_traject_that_pauses_has_no_open_question_any_more(traject, hans):
    opened(traject, hans)
    assert is_open(traject)
    traject.state = State.PAUSED
    traject.save(update_fields=["state"])
    assert not is_open(traject)


def test_the_helpdesk_closes_it_once(traject, hans):
    question = opened(traject, hans)
    actions.close_question(question=question, by=hans)
    assert not is_open(traject)
    with pytest.raises(HelpOver):
        actions.close_question(question=question, by=hans)
    question.refresh_from_db()
    assert (question.closed_by, question.closed_on) == (hans, "")
    assert records() == [("changed", traject.pk, hans.pk)] * 2


@pytest.mark.parametrize("side", Side)
def test_each_side_stops_it_whoever_opened_it(traject, hans, side):
    question = opened(traject, hans)
    for _again in range(2):
        actions.stop_help(traject=traject, side=side)
    question.refresh_from_db()
    assert not is_open(traject)
    assert (question.closed_by, question.closed_on) == (None, side)
    opened(traject, hans)
    assert HelpQuestion.objects.count() == 2


def test_it_ends_by_itself_and_another_can_be_opened(traject, hans):
    old = opened(traject, hans)
    HelpQuestion.objects.update(opened_at=timezone.now() - 2 * LASTS)
    HelpQuestion.objects.update(ends_at=timezone.now() - LASTS)
    assert not is_open(traject)
    with pytest.raises(HelpOver):
        actions.close_question(question=old, by=hans)
    new = opened(traject, hans)
    old.refresh_from_db()
    assert old.closed_at == old.ends_at
    assert list(open_questions(timezone.now())) == [new]


@pytest.mark.parametrize("side", Side)
def test_a_device_asks_and_says_nothing_else(traject, side):
    question = pressed(traject, side)
    assert (question.asked_by, question.trouble) == (side, "")
    assert question.opened_by is None
    assert records() == []


def test_the_button_is_no_toy(traject):
    for _press in range(PRESSES_AN_HOUR):
        pressed(traject)
        pressed(traject)  # is open: nothing new
        actions.stop_help(traject=traject, side=Side.HOME)
    with pytest.raises(HelpTooOften):
        pressed(traject)
    HelpQuestion.objects.update(opened_at=timezone.now() - timedelta(minutes=61))
    pressed(traject)
    assert is_open(traject)


def test_what_the_helpdesk_opened_does_not_count_as_a_press(traject, hans):
    for _time in range(PRESSES_AN_HOUR):
        actions.close_question(question=opened(traject, hans), by=hans)
    pressed(traject)
    assert is_open(traject)


def test_the_end_of_a_role_closes_what_it_opened_and_nothing_else(
    traject, other_traject, hans, cora
):
    other = person("Hilde", Role.Kind.HELPDESK)
    opened(traject, hans)
    opened(other_traject, other)
    actions.end_role_of(role=hans.roles.get(), by=cora)
    assert not is_open(traject)
    assert HelpQuestion.objects.get(traject=traject).closed_by == cora
    assert is_open(other_traject)


def test_a_look_is_noted_once_a_question(traject, hans):
    question = opened(traject, hans)
    for _again in range(3):
        actions.note_look(question=question, by=hans)
    looked = ("viewed", traject.pk, hans.pk)
    assert records() == [("changed", traject.pk, hans.pk), looked]
    other = person("Hilde", Role.Kind.HELPDESK)
    actions.note_look(question=question, by=other)
    assert records()[2:] == [("viewed", traject.pk, other.pk)]


def test_a_look_at_the_page_is_note_enough(traject, hans):
    question = opened(traject, hans)
    record_view(traject_id=traject.pk, page="line", by=hans)
    actions.note_look(question=question, by=hans)
    assert len(records()) == 2


def test_questions_go_after_thirty_days(traject, hans):
    opened(traject, hans)
    ends_at = HelpQuestion.objects.get().ends_at
    day = timedelta(days=KEEP_QUESTIONS_DAYS)
    assert delete_old_questions(ends_at + day) == 0
    assert delete_old_questions(ends_at + day + timedelta(seconds=1)) == 1
