"""The life of a round: made, opened, shared out, closed; and its results."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sio.accounts.models import Role
from sio.casework.actions import rounds as actions
from sio.casework.errors import (
    CallerNotAllowed,
    RoundMoved,
    RoundNotAllowed,
    RoundNotReady,
)
from sio.casework.models import Round, RoundAnswer, RoundCall
from sio.casework.queries.choice import Choice, files_chosen
from sio.casework.queries.rounds import results_of, rounds_visible_to
from sio.core.models import AccessRecord
from sio.schools.models import Region, RegionArea
from sio.trajects.models import Assignment, Pupil, Traject
from sio.trajects.workflow import State
from tests.casework.round_cast import *  # noqa: F403
from tests.conftest import person

NEW = "/bevragingen/nieuw/"
NOT_COORDINATOR = ["carla", "chris", "hans", "pia", "sofie", "otto", "paula", "piet"]
NO_STAFF = ["hans", "pia", "sofie", "otto", "paula", "piet", "eddy"]


@pytest.fixture
def draft(cora, traject, other_traject):
    return actions.make_round(
        name="Ronde", why="x", choice=Choice(states=("active",)), by=cora
    )


def ask(draft, by, **more):
    return actions.add_question(
        asked_in=draft, text="Lukt het?", kind="yes_no", by=by, **more
    )


def test_the_coordinator_makes_a_round_and_opens_it(as_user, cora, carla, traject):
    client = as_user(cora)
    assert client.get(NEW).status_code == 200
    typed = {"name": "Sluiting", "why": "Weten hoe het gaat", "states": ["active"]}
    made = client.post(NEW, typed)
    one = Round.objects.get()
    home = f"/bevragingen/{one.pk}/"
    assert made.headers["Location"] == home
    page = client.get(home).content.decode()
    assert "Nu 1 gezin." in page
    assert "Bevraging openen" not in page

    assert client.get(f"{home}vraag/").status_code == 200
    client.post(f"{home}vraag/", {"text": "Bezig?", "kind": "yes_no"})
    busy = one.questions.get()
    client.post(
        f"{home}vraag/",
        {
            "text": "Waarom niet?",
            "kind": "one",
            "choices": "te ziek\r\n\r\nthuis lukt het niet\r\n",
            "asked_if": f"{busy.pk}.no",
        },
    )
    why = one.questions.get(position=2)
    assert (why.asked_if, why.asked_if_code) == (busy, "no")
    assert [choice.code for choice in why.choices.all()] == [
        "te-ziek",
        "thuis-lukt-het-niet",
    ]
    assert "Bevraging openen" in client.get(home).content.decode()
    opened = client.post(f"{home}opening/", follow=True).content.decode()
    assert "Geopend: er is 1 gezin om te bellen." in opened
    assert "0 van 1 gecontacteerd" in opened
    call = RoundCall.objects.get()
    assert (call.traject, call.caller) == (traject, carla)


def test_a_question_is_taken_out_of_a_draft(as_user, cora, draft):
    question = ask(draft, cora)
    address = f"/bevragingen/{draft.pk}/vragen/{question.pk}/weg/"
    assert as_user(cora).get(address).status_code == 405
    assert as_user(cora).post(address).status_code == 302
    assert not draft.questions.exists()
    assert as_user(cora).post(address).status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": "one", "choices": "één"}, "minstens twee keuzes"),
        ({"kind": "yes_no", "choices": "a\nb"}, "horen geen keuzes"),
        ({"kind": "one", "choices": "\n".join(map(str, range(21)))}, "twintig keuzes"),
        ({"kind": "one", "choices": f"a\n{'b' * 101}"}, "honderd tekens"),
        ({"kind": "text", "text": "x" * 10_000}, "200 tekens"),
        ({"kind": "text", "text": "a\0b"}, "Null"),
        ({"kind": "text", "asked_if": "99.yes"}, "99.yes"),
    ],
)
def test_a_question_that_makes_no_sense(as_user, cora, draft, typed, words):
    answer = as_user(cora).post(
        f"/bevragingen/{draft.pk}/vraag/", {"text": "Lukt het?"} | typed
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not draft.questions.exists()


def test_actions_refuse_choices_that_make_no_sense(cora, draft, asked):
    for kind, choices in (("one", ["a"]), ("text", ["a", "b"])):
        with pytest.raises(RoundNotReady):
            actions.add_question(
                asked_in=draft, text="x", kind=kind, choices=choices, by=cora
            )
    elsewhere = asked.questions.first()
    with pytest.raises(RoundNotReady):
        ask(draft, cora, asked_if=elsewhere, asked_if_code="yes")


def test_no_round_without_questions_or_files(cora, draft):
    with pytest.raises(RoundNotReady):
        actions.open_round(asked_in=draft, by=cora)
    ask(draft, cora)
    Traject.objects.update(state=State.PAUSED)
    with pytest.raises(RoundNotReady):
        actions.open_round(asked_in=draft, by=cora)
    assert draft.is_draft


def test_once_open_the_list_and_the_questions_are_frozen(
    cora, draft, traject, other_traject, school_class
):
    question = ask(draft, cora)
    assert actions.open_round(asked_in=draft, by=cora) == 2
    for late in (
        lambda: ask(draft, cora),
        lambda: actions.remove_question(question=question, by=cora),
        lambda: actions.open_round(asked_in=draft, by=cora),
    ):
        with pytest.raises(RoundMoved):
            late()
    Traject.objects.create(
        pupil=Pupil.objects.create(first_name="Late", last_name="Komer"),
        school_class=school_class,
        state=State.ACTIVE,
    )
    Traject.objects.filter(pk=traject.pk).update(state=State.PAUSED)
    asked = draft.calls.values_list("traject", flat=True)
    assert set(asked) == {traject.pk, other_traject.pk}


def test_closing_is_done_once(as_user, cora, asked):
    address = f"/bevragingen/{asked.pk}/sluiting/"
    assert as_user(cora).get(address).status_code == 405
    assert as_user(cora).post(address).status_code == 302
    asked.refresh_from_db()
    assert not asked.is_open
    again = as_user(cora).post(address)
    assert again.status_code == 422
    assert "casework.round_moved" in again.content.decode()


@pytest.mark.parametrize("name", NOT_COORDINATOR)
def test_nobody_else_makes_opens_or_closes(name, request, as_user, draft):
    user = request.getfixturevalue(name)
    client = as_user(user)
    home = f"/bevragingen/{draft.pk}/"
    for address in (NEW, home, f"{home}vraag/", f"{home}uitvoer/"):
        assert client.get(address).status_code == 404, address
    for end in ("opening/", "sluiting/", "verdeling/"):
        assert client.post(home + end).status_code == 404
    for refused in (
        lambda: actions.make_round(name="x", why="x", choice=Choice(), by=user),
        lambda: ask(draft, user),
        lambda: actions.open_round(asked_in=draft, by=user),
        lambda: actions.close_round(asked_in=draft, by=user),
        lambda: actions.spread_calls(asked_in=draft, by=user),
    ):
        with pytest.raises(RoundNotAllowed):
            refused()
    assert files_chosen(Choice(), user).count() == 0


@pytest.mark.parametrize("name", NO_STAFF)
def test_results_are_for_consultants_and_the_coordinator(name, request, as_user, asked):
    user = request.getfixturevalue(name)
    assert not rounds_visible_to(user).exists()
    client = as_user(user)
    for end in ("", f"{asked.pk}/", f"{asked.pk}/bellijst/", f"{asked.pk}/uitvoer/"):
        assert client.get(f"/bevragingen/{end}").status_code == 404


def test_results_say_of_how_many_and_name_nobody(
    as_user, chris, carla, call, other_call, keys
):
    actions.answer_call(
        call=call,
        values={keys[0]: "no", keys[1]: "ill", keys[2]: "Tuur Peeters slaapt veel"},
        seen=0,
        by=carla,
    )
    page = as_user(chris).get(f"/bevragingen/{call.round_id}/").content.decode()
    assert "1 van 2 gecontacteerd" in page
    assert "te ziek" in page
    assert "100,0" in page
    assert "Tuur" not in page
    assert "slaapt" not in page
    assert 'role="img"' in page


def test_the_file_says_of_how_many_in_each_line(as_user, carla, call, keys):
    question = call.round.questions.get(position=1)
    question.text = "=cmd()"
    question.save()
    actions.answer_call(
        call=call, values={keys[0]: "no", keys[2]: "Tuur"}, seen=0, by=carla
    )
    answer = as_user(carla).get(f"/bevragingen/{call.round_id}/uitvoer/")
    assert answer["Content-Type"].startswith("text/csv")
    lines = answer.content.decode().splitlines()
    assert "Gecontacteerd;1 van 2" in lines
    table = lines[5:]
    assert table[:2] == ["'=cmd();ja;0;1;0.0;1 van 2", "'=cmd();nee;1;1;100.0;1 van 2"]
    assert all(line.endswith("1 van 2") for line in table)
    assert "Tuur" not in answer.content.decode()
    record = AccessRecord.objects.latest("sequence")
    assert (record.what, record.page, record.count) == ("exported", "round results", 1)


def test_numbers_have_a_lowest_middle_and_highest(as_user, cora, asked, call, carla):
    number = asked.questions.create(position=4, text="Hoeveel uur?", kind="number")
    actions.answer_call(call=call, values={str(number.pk): 7}, seen=0, by=carla)
    client = as_user(cora)
    assert "Middelste" in client.get(f"/bevragingen/{asked.pk}/").content.decode()
    lines = client.get(f"/bevragingen/{asked.pk}/uitvoer/").content.decode()
    assert "Hoeveel uur?;hoogste;7;1;;1 van 2" in lines


# Who calls whom -----------------------------------------------------------------


def test_calls_go_to_who_has_the_file_evenly_where_that_leaves_a_choice(
    cora, carla, chris, traject, other_traject, school_class, draft
):
    files = []
    for number in range(6):
        pupil = Pupil.objects.create(first_name=f"K{number}", last_name="Samen")
        files.append(
            Traject.objects.create(
                pupil=pupil, school_class=school_class, state=State.ACTIVE
            )
        )
    for one in files[:4]:  # of both
        for user in (carla, chris):
            Assignment.objects.create(user=user, traject=one)
    ask(draft, cora)
    actions.open_round(asked_in=draft, by=cora)
    callers = dict(draft.calls.values_list("traject", "caller__name"))
    assert callers[traject.pk] == "Carla"
    assert callers[other_traject.pk] == "Chris"
    assert sorted(callers[one.pk] for one in files) == [
        "Carla",
        "Carla",
        "Chris",
        "Chris",
        "Cora",
        "Cora",
    ]


def test_files_that_nobody_has_wait_if_there_is_no_coordinator(traject):
    assert actions.callers.shared_out([traject.pk]) == {}


def test_spreading_again_leaves_what_is_answered(
    as_user, cora, carla, call, other_call
):
    second = person("Cem", Role.Kind.CONSULTANT)
    for one in (call, other_call):
        one.traject.assignments.update(ended_at=timezone.now())
        Assignment.objects.create(user=second, traject=one.traject)
    actions.answer_call(call=call, values={}, seen=0, by=cora)
    address = f"/bevragingen/{call.round_id}/verdeling/"
    assert as_user(cora).get(address).status_code == 405
    page = as_user(cora).post(address, follow=True).content.decode()
    assert "1 gezin heeft nu een andere beller." in page
    call.refresh_from_db()
    other_call.refresh_from_db()
    assert (call.caller, other_call.caller) == (carla, second)
    assert actions.spread_calls(asked_in=call.round, by=cora) == 0


def test_another_caller_must_have_the_file(as_user, cora, carla, chris, call, page):
    address = f"{page}beller/"
    client = as_user(cora)
    assert "Wie belt het gezin van Tuur" in client.get(address).content.decode()
    refused = client.post(address, {"caller": chris.pk})
    assert refused.status_code == 422
    assert "casework.caller_not_allowed" in refused.content.decode()
    with pytest.raises(CallerNotAllowed):
        actions.change_caller(call=call, caller=chris, by=cora)
    Assignment.objects.create(user=chris, traject=call.traject)
    assert client.post(address, {"caller": chris.pk}).status_code == 302
    call.refresh_from_db()
    assert call.caller == chris
    assert client.post(address, {"caller": "0"}).status_code == 422
    with pytest.raises(RoundNotAllowed):
        actions.change_caller(call=call, caller=carla, by=carla)
    assert as_user(carla).get(address).status_code == 404


# Lists --------------------------------------------------------------------------


def test_callers_see_their_files_longest_waiting_first(
    as_user, cora, carla, call, other_call
):
    address = f"/bevragingen/{call.round_id}/bellijst/"
    Traject.objects.filter(pk=other_call.traject_id).update(
        received_at=datetime(2020, 1, 1, tzinfo=UTC)
    )
    mine = as_user(carla).get(address)
    assert [one.pk for one in mine.context["calls"]] == [call.pk]
    assert "0 van 1 gecontacteerd" in mine.content.decode()
    every = as_user(cora).get(address)
    assert [one.pk for one in every.context["calls"]] == [other_call.pk, call.pk]
    RoundCall.objects.filter(pk=other_call.pk).update(tried_at=timezone.now())
    every = as_user(cora).get(address)
    assert [one.pk for one in every.context["calls"]] == [call.pk, other_call.pk]
    own = as_user(cora).get(address, {"wie": "ik"})
    assert own.context["calls"] == []
    assert "Iedereen is gebeld." in own.content.decode()
    record = AccessRecord.objects.filter(page="round calls").latest("sequence")
    assert (record.traject, record.count) == (None, 0)


def test_a_draft_has_no_call_list(as_user, cora, draft):
    assert as_user(cora).get(f"/bevragingen/{draft.pk}/bellijst/").status_code == 404


def test_lists_ask_the_same_with_one_row_and_with_three(
    as_user, cora, call, school_class, asked
):
    client = as_user(cora)
    addresses = [
        "/bevragingen/",
        f"/bevragingen/{asked.pk}/",
        f"/bevragingen/{asked.pk}/bellijst/",
        f"/trajecten/{call.traject_id}/bevragingen/",
        f"/trajecten/{call.traject_id}/",
        "/samen-verplaatsen/nieuw/?states=active&to=paused",
    ]

    def taken():
        found = {}
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found[address] = len(queries)
        return found

    actions.answer_call(call=call, values={}, seen=0, by=cora)
    before = taken()
    for number in range(3):
        one = Traject.objects.create(
            pupil=Pupil.objects.create(first_name=f"K{number}", last_name="Meer"),
            school=school_class.school,
            school_class=school_class,
            state=State.ACTIVE,
        )
        RoundCall.objects.create(round=asked, traject=one, tried_at=timezone.now())
        more = Round.objects.create(
            name=f"R{number}", why="x", made_by=cora, opened_at=timezone.now()
        )
        more.questions.create(position=1, text="Bezig?", kind="yes_no")
        again = RoundCall.objects.create(
            round=more, traject=call.traject, answers_given=1
        )
        RoundAnswer.objects.create(
            call=again, number=1, values={}, given_by="staff", by=cora
        )
    assert taken() == before


# Choosing files -------------------------------------------------------------------


def test_files_are_chosen_by_state_year_place_and_consultant(
    cora, carla, traject, other_traject, school, other_school
):
    school.province, school.postcode = "BE-VAN", "2000"
    school.save()
    other_school.province, other_school.postcode = "BE-VLI", "3500"
    other_school.save()
    region = Region.objects.create(name="Noord")
    RegionArea.objects.create(region=region, province="BE-VAN")
    year = traject.school_year
    for choice, wanted in (
        (Choice(), {traject, other_traject}),
        (Choice(states=("paused",)), set()),
        (Choice(year=year), {traject, other_traject}),
        (Choice(year=year + 1), set()),
        (Choice(province="BE-VLI"), {other_traject}),
        (Choice(region=region.pk), {traject}),
        (Choice(consultant=carla.pk), {traject}),
    ):
        assert set(files_chosen(choice, cora)) == wanted, choice
        assert Choice.read(choice.as_json()) == choice


def test_files_are_chosen_by_what_was_answered(
    cora, carla, call, other_call, keys, traject
):
    actions.answer_call(call=call, values={keys[0]: "yes"}, seen=0, by=carla)
    actions.answer_call(call=other_call, values={keys[0]: "yes"}, seen=0, by=cora)
    actions.answer_call(call=other_call, values={keys[0]: "no"}, seen=1, by=cora)
    chosen = files_chosen(Choice(question=int(keys[0]), code="yes"), cora)
    assert list(chosen) == [traject]


def test_results_follow_the_last_answer(cora, call, keys):
    actions.answer_call(call=call, values={keys[0]: "yes"}, seen=0, by=cora)
    actions.answer_call(call=call, values={keys[0]: "no"}, seen=1, by=cora)
    busy = results_of(call.round).of("Bezig?")
    assert (busy.percent("yes"), busy.percent("no")) == (0.0, 100.0)


def test_the_choice_is_told_in_words(as_user, cora, carla, traject):
    region = Region.objects.create(name="Noord")
    typed = {
        "name": "R",
        "why": "x",
        "states": ["preparing", "active"],
        "year": traject.school_year,
        "province": "BE-VAN",
        "region": region.pk,
        "consultant": carla.pk,
    }
    page = as_user(cora).post(NEW, typed, follow=True).content.decode()
    for words in ("in voorbereiding, lopend", "Antwerpen", "Noord", "Carla"):
        assert words in page
    region.delete()
    page = as_user(cora).get(f"/bevragingen/{Round.objects.get().pk}/")
    assert "Noord" not in page.content.decode()


@pytest.mark.parametrize(
    "typed", [{"states": ["elsewhere"]}, {"year": "x"}, {"region": "9"}, {"states": []}]
)
def test_a_choice_that_is_none(as_user, cora, typed, db):
    whole = {"name": "R", "why": "x", "states": ["active"]} | typed
    assert as_user(cora).post(NEW, whole).status_code == 422
    assert not Round.objects.exists()


def test_a_round_reads_as_itself(asked, call, cora):
    actions.note_not_reached(call=call, seen=0, by=cora)
    question = asked.questions.get(position=2)
    words = [str(asked), str(question), str(question.choices.first()), str(call)]
    words.append(str(call.tries.get()))
    assert words[:3] == ["Sluiting", "Waarom niet?", "te ziek"]
    assert call.tries.get().at - timezone.now() < timedelta(minutes=1)
