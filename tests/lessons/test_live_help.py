"""Figures of a line: from both devices to the helpdesk, while a question is open."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone
from starlette.websockets import WebSocketDisconnect

from sio.accounts.models import Role
from sio.core.models import AccessRecord
from sio.core.sides import Side
from sio.lessons import actions
from sio.lessons.models import HelpQuestion
from sio.trajects.workflow import State
from tests.conftest import paired, person
from tests.lessons.conftest import Page

pytestmark = pytest.mark.django_db(transaction=True)
GOLDEN = Path(__file__).parent.parent / "protocol"
NOTHING = {"type": "help", "question": None, "asked_by": None, "until": None}


def golden(name):
    content = json.loads((GOLDEN / f"{name}.json").read_text())
    return {key: value for key, value in content.items() if key != "type"}


FIGURES = golden("up_figures")


def opened(traject, by):
    return actions.open_question(
        traject=traject, asked_by="family", trouble="drops", by=by
    )


def send(page, question, **more):
    page.say("figures", **FIGURES | {"question": question} | more)


@pytest.fixture
def at_once(monkeypatch):
    """Figures may follow each other as fast as they come."""
    monkeypatch.setattr("sio.lessons.live.topics.help.FIGURES_EVERY_S", 0.0)


@pytest.fixture
def desk(server, as_user):
    """A page of the helpdesk on a question."""

    @contextmanager
    def desk(user, question, origin="http://testserver", session=None):
        name = settings.SESSION_COOKIE_NAME
        session = session or as_user(user).cookies[name].value
        headers = {"origin": origin, "cookie": f"{name}={session}"}
        path = f"/ws/helpdesk/{question}/"
        with server.websocket_connect(path, headers=headers) as socket:
            yield Page(socket, "")

    return desk


def figures_at(desk):
    """What arrives next of each side, but for its moment."""
    message = desk.hear("figures")
    assert message.pop("at") > 1_700_000_000_000
    return message


def test_both_sides_are_told_and_their_figures_arrive(
    page, desk, agreed, hans, home_device, class_device, at_once
):
    with page(class_device) as klas, page(home_device) as home:
        question = opened(agreed, hans)
        for side in (klas, home):
            told = side.hear("help")
            assert (told["question"], told["asked_by"]) == (question.pk, "family")
            assert told["until"] == int(question.ends_at.timestamp() * 1000)
        with desk(hans, question.pk) as shown:
            assert shown.hear("question")["until"] == told["until"]
            send(home, question.pk)
            expected = {"type": "figures", "side": "home"} | FIGURES
            assert figures_at(shown) == expected | {"question": question.pk}
            send(klas, question.pk, line="stalled")
            arrived = figures_at(shown)
            assert (arrived["side"], arrived["line"]) == ("class", "stalled")
            # Neither side hears anything of the other's.
            assert [one["type"] for one in home.hears_next()] == ["other"] * 0
            assert "figures" not in [one["type"] for one in klas.hears_next()]


def test_who_arrives_later_is_told_at_once(page, agreed, hans, home_device):
    question = opened(agreed, hans)
    with page(home_device) as home:
        assert home.hear("help")["question"] == question.pk


def test_without_a_question_nothing_is_said_and_nothing_passed_on(
    page, desk, agreed, hans, home_device, at_once
):
    with page(home_device) as home:
        assert "help" not in [one["type"] for one in home.hears_next()]
        send(home, 1)
        question = opened(agreed, hans)
        home.hear("help")
        with desk(hans, question.pk) as shown:
            shown.hear("question")
            send(home, question.pk + 1)  # of another question
            send(home, question.pk, in_frames=7)
            assert figures_at(shown)["in_frames"] == 7


def test_only_the_device_in_the_seat_is_heard(
    page, desk, agreed, carla, hans, home_device, at_once
):
    ward = paired(carla, side=Side.HOME, traject=agreed, label="Ziekenhuis")
    question = opened(agreed, hans)
    with page(home_device) as home, page(ward) as bed, desk(hans, question.pk) as shown:
        shown.hear("question")
        for one in (home, bed):
            one.hear("help")
        send(bed, question.pk, in_frames=1)
        bed.hears_next()
        send(home, question.pk, in_frames=2)
        assert figures_at(shown)["in_frames"] == 2


def test_figures_that_come_too_fast_are_dropped(
    page, desk, agreed, hans, home_device, class_device
):
    question = opened(agreed, hans)
    with (
        page(home_device) as home,
        page(class_device) as klas,
        desk(hans, question.pk) as shown,
    ):
        shown.hear("question")
        for frames in (1, 2, 3):
            send(home, question.pk, in_frames=frames)
        home.hears_next()
        send(klas, question.pk)
        arrived = [figures_at(shown) for _side in range(2)]
        assert [(one["side"], one["in_frames"]) for one in arrived] == [
            ("home", 1),
            ("class", FIGURES["in_frames"]),
        ]


@pytest.mark.parametrize("closes", ["desk", "home", "class"])
def test_a_question_that_closes_ends_the_page_and_the_sending(
    page, desk, agreed, hans, home_device, class_device, at_once, closes
):
    question = opened(agreed, hans)
    with (
        page(class_device) as klas,
        page(home_device) as home,
        desk(hans, question.pk) as shown,
    ):
        for one in (klas, home):
            one.hear("help")
        if closes == "desk":
            actions.close_question(question=question, by=hans)
        else:
            {"home": home, "class": klas}[closes].say("help", want=False)
        assert shown.hear("closed")["why"] == closes
        assert shown.close_code() == 1000
        for one in (klas, home):
            assert one.hear("help") == NOTHING
        send(home, question.pk)
        assert home.hears_next() == []


def test_a_device_asks_and_the_other_side_is_told(
    page, agreed, home_device, class_device
):
    with page(class_device) as klas, page(home_device) as home:
        home.say("help", want=True)
        for one in (klas, home):
            assert one.hear("help")["asked_by"] == "home"
    assert HelpQuestion.objects.get().closed_at is None


def test_a_device_that_asks_too_often_is_told_so(page, agreed, home_device):
    with page(home_device) as home:
        for _press in range(6):
            home.say("help", want=True)
            home.hear("help")
            home.say("help", want=False)
            home.hear("help")
        home.say("help", want=True)
        refused = home.refusal()
        assert (refused["code"], refused["about"]) == (
            "lessons.help_too_often",
            "help",
        )


def test_a_press_while_the_database_is_away_leaves_the_line_open(
    page, agreed, home_device, monkeypatch
):
    def away(**_asked):
        raise OperationalError

    with page(home_device) as home:
        monkeypatch.setattr("sio.lessons.live.topics.help.ask_for_help", away)
        home.say("help", want=True)
        refused = home.hear("error")
        assert (refused["code"], refused["about"]) == ("core.storage_away", "help")
        assert "Probeer het zo nog eens" in refused["message"]  # nothing asks again
        monkeypatch.undo()
        home.say("help", want=True)
        assert home.hear("help")["asked_by"] == "home"


def test_nobody_else_gets_a_figure(desk, agreed, hans, carla, cora, sofie, paula, pia):
    question = opened(agreed, hans)
    for somebody in (carla, cora, sofie, paula, pia):
        with desk(somebody, question.pk) as shown:
            assert shown.close_code() == 4404


def test_a_stranger_gets_nothing(desk, agreed, hans):
    question = opened(agreed, hans)
    with desk(None, question.pk, session="stolen") as shown:
        assert shown.close_code() == 4401


def test_a_page_of_another_site_gets_nothing(server, desk, agreed, hans):
    question = opened(agreed, hans)
    elsewhere = "https://evil.example"
    with (
        pytest.raises(WebSocketDisconnect),
        desk(hans, question.pk, origin=elsewhere),
    ):
        """It was not even accepted."""


def test_a_question_that_is_over_says_so(desk, agreed, hans):
    question = opened(agreed, hans)
    HelpQuestion.objects.update(opened_at=timezone.now() - timedelta(hours=2))
    HelpQuestion.objects.update(ends_at=timezone.now() - timedelta(hours=1))
    with desk(hans, question.pk) as shown:
        assert shown.hear("closed")["why"] == "over"
        assert shown.close_code() == 1000


def test_it_ends_by_itself_while_somebody_looks(
    page, desk, agreed, hans, home_device, at_once
):
    question = opened(agreed, hans)
    until = timezone.now() + timedelta(seconds=0.3)
    HelpQuestion.objects.update(ends_at=until)
    with page(home_device) as home, desk(hans, question.pk) as shown:
        home.hear("help")
        assert shown.hear("closed")["why"] == "over"
        assert shown.close_code() == 1000
        # Nobody has told the line yet: it looks at the clock for itself.
        send(home, question.pk)
        assert home.hears_next() == []


@pytest.mark.parametrize("who", ["opener", "colleague"])
def test_a_worker_whose_role_ends_is_cut(desk, agreed, hans, cora, who):
    question = opened(agreed, hans)
    leaving = hans if who == "opener" else person("Hilde", Role.Kind.HELPDESK)
    with desk(leaving, question.pk) as shown:
        shown.hear("question")
        actions.end_role_of(role=leaving.roles.get(), by=cora)
        assert shown.close_code() == 4404


def test_a_worker_who_logs_out_is_cut(desk, agreed, hans, as_user, monkeypatch):
    monkeypatch.setattr("sio.lessons.live.desk.LOOK_EVERY_S", 0.01)
    question = opened(agreed, hans)
    client = as_user(hans)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    with desk(hans, question.pk, session=session) as shown:
        shown.hear("question")
        client.logout()
        assert shown.close_code() == 4401


def test_the_end_of_the_traject_closes_the_page(desk, agreed, hans, carla):
    question = opened(agreed, hans)
    with desk(hans, question.pk) as shown:
        shown.hear("question")
        actions.move_traject(traject=agreed, to=State.PAUSED, reason="kuur", by=carla)
        assert shown.hear("closed")["why"] == "over"
        assert shown.close_code() == 1000


def test_it_is_no_line_and_takes_no_seat(page, desk, agreed, hans, home_device):
    question = opened(agreed, hans)
    with desk(hans, question.pk) as shown, page(home_device) as home:
        shown.hear("question")
        assert home.welcome["other"]["there"] is False
        shown.say("signal", body="geheim")
        shown.say("enter", how="press", connection=None)
        assert "signal" not in [one["type"] for one in home.hears_next()]
        shown.send_text("x" * 257)
        assert shown.close_code() == 1009


def test_whoever_sees_figures_is_in_the_access_log(desk, agreed, hans):
    question = opened(agreed, hans)
    for _again in range(2):
        with desk(hans, question.pk) as shown:
            shown.hear("question")
    looks = AccessRecord.objects.filter(page="line", what="viewed")
    assert list(looks.values_list("traject", "by")) == [(agreed.pk, hans.pk)]


def test_what_is_no_figure_is_refused(page, agreed, hans, home_device):
    question = opened(agreed, hans)
    with page(home_device) as home:
        home.hear("help")
        send(home, question.pk, route="10.0.0.7")
        assert home.refusal()["code"] == "protocol.malformed"
