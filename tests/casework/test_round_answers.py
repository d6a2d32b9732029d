"""Answering: during the call, by the family, by two at once."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.utils import timezone

from sio.accounts.models import Role
from sio.casework.actions import rounds as actions
from sio.casework.errors import AnswersMoved, RoundNotAllowed, RoundNotOpen
from sio.casework.models import RoundAnswer, RoundCall
from sio.core.models import AccessRecord
from sio.trajects.models import BreakGlass, Guardian
from tests.casework.round_cast import *  # noqa: F403
from tests.conftest import person


def test_the_caller_fills_in_what_is_said(as_user, carla, call, page, ill, keys):
    client = as_user(carla)
    shown = client.get(page).content.decode()
    assert "Alleen bij “nee” op “Bezig?”" in shown
    done = client.post(page, ill)
    assert done.headers["Location"] == f"/bevragingen/{call.round_id}/bellijst/"
    answer = RoundAnswer.objects.get()
    assert answer.values == {
        keys[0]: "no",
        keys[1]: "ill",
        keys[2]: "rust doet deugd",
    }
    assert (answer.by, answer.given_by, answer.number) == (carla, "staff", 1)
    call.refresh_from_db()
    assert call.answers_given == 1
    records = AccessRecord.objects.order_by("sequence").values_list(
        "what", "page", "traject", "by"
    )
    assert list(records) == [
        ("viewed", "round", call.traject_id, carla.pk),
        ("changed", "round", call.traject_id, carla.pk),
    ]


def test_answers_rest_encrypted(carla, call, keys):
    actions.answer_call(call=call, values={keys[2]: "leukemie"}, seen=0, by=carla)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_roundanswer")
        assert "leukemie" not in str(cursor.fetchall())


def test_what_is_not_asked_is_left_out(carla, call, keys):
    values = {keys[0]: "yes", keys[1]: "ill"}
    answer = actions.answer_call(call=call, values=values, seen=0, by=carla)
    assert answer.values == {keys[0]: "yes"}


@pytest.mark.parametrize("typed", ["maybe", "no\0", "x" * 10_000])
def test_an_answer_that_is_none_of_the_choices(as_user, carla, page, ill, keys, typed):
    answer = as_user(carla).post(page, ill | {f"q{keys[0]}": typed})
    assert answer.status_code == 422
    assert "rust doet deugd" in answer.content.decode()
    assert not RoundAnswer.objects.exists()


def test_any_script_may_be_written(as_user, carla, page, ill, keys):
    said = "تعب 🙂 усталость"
    as_user(carla).post(page, ill | {f"q{keys[2]}": said})
    assert RoundAnswer.objects.get().values[keys[2]] == said


def test_of_two_who_answer_one_wins_and_the_other_sees_both(
    as_user, cora, carla, call, page, ill, keys
):
    actions.answer_call(call=call, values={keys[0]: "yes"}, seen=0, by=cora)
    told = as_user(carla).post(page, ill)
    assert told.status_code == 422
    html = told.content.decode()
    assert "Iemand anders vulde dit intussen in." in html
    assert "Wat er al geantwoord is" in html
    assert "Cora" in html
    assert "rust doet deugd" in html
    assert RoundAnswer.objects.count() == 1
    # Having seen both, saving is on purpose; the first stays in the history.
    seen = told.context["form"].data["seen"]
    assert as_user(carla).post(page, ill | {"seen": seen}).status_code == 302
    rounds = as_user(carla).get(page.rpartition(f"{call.pk}/")[0]).content.decode()
    assert "Eerder: " in rounds
    assert "Cora" in rounds


def test_pressed_twice_it_is_kept_once(as_user, carla, page, ill):
    client = as_user(carla)
    assert client.post(page, ill).status_code == 302
    assert client.post(page, ill).status_code == 422
    assert RoundAnswer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_one_wins(carla, cora, call, keys):
    start = threading.Barrier(2)
    errors = []

    def press(by, said):
        try:
            mine = RoundCall.objects.get(pk=call.pk)
            start.wait(10)
            actions.answer_call(call=mine, values={keys[0]: said}, seen=0, by=by)
        except AnswersMoved as error:
            errors.append(error)
        finally:
            connection.close()

    presses = [
        threading.Thread(target=press, args=args)
        for args in ((carla, "yes"), (cora, "no"))
    ]
    for one in presses:
        one.start()
    for one in presses:
        one.join(20)
    assert len(errors) == 1
    assert RoundAnswer.objects.count() == 1


def test_a_closed_round_takes_no_answers(as_user, carla, cora, call, page, ill):
    actions.close_round(asked_in=call.round, by=cora)
    refused = as_user(carla).post(page, ill)
    assert refused.status_code == 422
    assert "casework.round_not_open" in refused.content.decode()
    assert "afgesloten" in as_user(carla).get(page).content.decode()
    for late in (
        lambda: actions.note_not_reached(call=call, seen=0, by=carla),
        lambda: actions.invite_family(call=call, by=carla),
    ):
        with pytest.raises(RoundNotOpen):
            late()


# Who may --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["chris", "hans", "pia", "sofie", "otto", "piet", "eddy"]
)
def test_school_helpdesk_privacy_and_outsiders_find_nothing(
    name, request, as_user, call, page, ill
):
    user = request.getfixturevalue(name)
    client = as_user(user)
    for address in (page, page.rpartition(f"{call.pk}/")[0]):
        assert client.get(address).status_code == 404
    assert client.post(page, ill).status_code == 404
    for end in ("niet-bereikt/", "uitnodiging/"):
        assert client.post(page + end).status_code == 404
        assert client.get(page + end).status_code == 405
    with pytest.raises(RoundNotAllowed):
        actions.answer_call(call=call, values={}, seen=0, by=user)
    with pytest.raises(RoundNotAllowed):
        actions.note_not_reached(call=call, seen=0, by=user)
    if name in {"hans", "sofie"}:
        file = client.get(f"/trajecten/{call.traject_id}/").content.decode()
        assert "Bevragingen" not in file
        assert "Vragen" not in file


def test_who_broke_the_glass_reads_and_does_not_answer(
    as_user, chris, carla, call, page, ill, keys
):
    actions.answer_call(call=call, values={keys[1]: "ill"}, seen=0, by=carla)
    BreakGlass.objects.create(
        user=chris,
        traject=call.traject,
        reason="x",
        ends_at=timezone.now() + timezone.timedelta(hours=1),
    )
    client = as_user(chris)
    rounds = client.get(f"/trajecten/{call.traject_id}/bevragingen/")
    assert rounds.status_code == 200
    assert client.get(page).status_code == 404


# The family -----------------------------------------------------------------------


def test_a_parent_who_is_logged_in_answers_for_the_own_child(
    as_user, paula, call, page, ill
):
    client = as_user(paula)
    file = client.get(f"/trajecten/{call.traject_id}/").content.decode()
    assert "We hebben een paar vragen voor jou." in file
    assert "Weten hoe het gaat" not in client.get(page).content.decode()
    done = client.post(page, ill, follow=True)
    assert "Bewaard. Dank je wel!" in done.content.decode()
    assert "rust doet deugd" in done.content.decode()
    answer = RoundAnswer.objects.get()
    assert (answer.by, answer.given_by) == (paula, "family")
    # What one said oneself can be put right.
    assert client.post(page, ill | {"seen": 1}).status_code == 302
    assert RoundAnswer.objects.count() == 2


def test_a_parent_does_not_see_or_change_what_another_said(
    as_user, paula, traject, carla, call, page, ill, keys
):
    father = person("Fons")
    Guardian.objects.create(user=father, traject=traject, capacity="vader")
    actions.answer_call(
        call=call, values={keys[2]: "geheim"}, seen=0, by=father, as_family=True
    )
    client = as_user(paula)
    for address in (page, f"/trajecten/{traject.pk}/bevragingen/"):
        shown = client.get(address).content.decode()
        assert "Er is al geantwoord." in shown
        assert "geheim" not in shown
        assert "Fons" not in shown
    for seen in (0, 1):
        told = client.post(page, ill | {"seen": seen})
        assert told.status_code == 422
        assert "geheim" not in told.content.decode()
        assert "rust doet deugd" in told.content.decode()
    assert RoundAnswer.objects.count() == 1
    staff = as_user(carla).get(f"/trajecten/{traject.pk}/bevragingen/")
    assert "geheim" in staff.content.decode()


def test_a_file_without_rounds_says_so(as_user, carla, traject):
    page = as_user(carla).get(f"/trajecten/{traject.pk}/bevragingen/")
    assert "Er zijn geen vragen." in page.content.decode()


def test_the_file_says_which_rounds_wait(as_user, carla, cora, call):
    address = f"/trajecten/{call.traject_id}/"
    assert "Nog niet beantwoord: Sluiting" in " ".join(
        as_user(carla).get(address).content.decode().split()
    )
    actions.close_round(asked_in=call.round, by=cora)
    rounds = as_user(carla).get(f"{address}bevragingen/").content.decode()
    assert "Niet beantwoord. De bevraging is afgesloten." in rounds


# Not reached ----------------------------------------------------------------------


def test_not_reached_is_noted_once_a_press(as_user, carla, call, page):
    client = as_user(carla)
    client.post(f"{page}niet-bereikt/", {"seen": 0})
    client.post(f"{page}niet-bereikt/", {"seen": 0})
    client.post(f"{page}niet-bereikt/", {"seen": "x"})
    assert call.tries.count() == 1
    call.refresh_from_db()
    assert call.tried_at == call.tries.get().at
    assert call.answers_given == 0
    assert "niet bereikt, Carla" in client.get(page).content.decode()
    actions.note_not_reached(call=call, seen=1, by=carla)
    assert call.tries.count() == 2
    listed = client.get(f"/bevragingen/{call.round_id}/bellijst/").content.decode()
    assert "2×" in listed


def test_a_consultant_without_the_file_does_not_call(call):
    other = person("Cem", Role.Kind.CONSULTANT)
    with pytest.raises(RoundNotAllowed):
        actions.invite_family(call=call, by=other)
