"""The pages of the helpdesk: open questions, opening one, its figures, closing it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from sio.core.models import AccessRecord
from sio.lessons.actions import ask_for_help, open_question
from sio.lessons.desk_texts import DESK_TEXTS
from sio.lessons.models import HelpQuestion
from sio.trajects.workflow import State
from tests.lessons.test_device_pages import json_of

pytestmark = pytest.mark.django_db
LIST = "/helpdesk/"
FRONTEND = Path(__file__).resolve().parents[2] / "frontend/src"
NOBODY_ELSE = ["carla", "cora", "sofie", "paula"]


def new(traject):
    return f"/helpdesk/trajecten/{traject.pk}/"


def page_of(question):
    return f"/helpdesk/{question.pk}/"


@pytest.fixture
def question(traject, hans):
    return open_question(traject=traject, asked_by="school", trouble="no_line", by=hans)


def test_the_helpdesk_opens_a_question_and_is_led_to_its_figures(
    traject, hans, as_user
):
    client = as_user(hans)
    file = client.get(f"/trajecten/{traject.pk}/").content.decode()
    assert f'href="{new(traject)}"' in file
    assert client.get(new(traject)).status_code == 200
    response = client.post(new(traject), {"asked_by": "family", "trouble": "drops"})
    question = HelpQuestion.objects.get()
    assert response.headers["Location"] == page_of(question)
    assert (question.asked_by, question.opened_by) == ("family", hans)
    page = client.get(page_of(question))
    assert json_of(page, "config") == {"socket": f"/ws/helpdesk/{question.pk}/"}
    assert json_of(page, "texts") == {k: str(text) for k, text in DESK_TEXTS.items()}


@pytest.mark.parametrize(
    "typed", [{}, {"asked_by": "home", "trouble": "drops"}, {"asked_by": "family"}]
)
def test_what_is_not_said_is_asked_again(traject, hans, as_user, typed):
    assert as_user(hans).post(new(traject), typed).status_code == 422
    assert HelpQuestion.objects.count() == 0


def test_who_opens_twice_gets_the_same(question, traject, hans, as_user):
    client = as_user(hans)
    assert client.get(new(traject)).headers["Location"] == page_of(question)
    again = client.post(new(traject), {"asked_by": "family", "trouble": "drops"})
    assert again.headers["Location"] == page_of(question)
    assert HelpQuestion.objects.count() == 1


def test_where_there_is_no_line_it_is_refused(traject, hans, as_user):
    traject.state = State.PAUSED
    traject.save(update_fields=["state"])
    client = as_user(hans)
    assert new(traject) not in client.get(f"/trajecten/{traject.pk}/").content.decode()
    refused = client.post(new(traject), {"asked_by": "family", "trouble": "drops"})
    assert refused.status_code == 422
    assert "lessons.help_not_allowed" in refused.content.decode()


@pytest.mark.parametrize("who", NOBODY_ELSE)
def test_nobody_else_finds_any_of_it(question, traject, who, request, as_user):
    client = as_user(request.getfixturevalue(who))
    for address in (LIST, new(traject), page_of(question)):
        assert client.get(address).status_code == 404, address
    assert client.post(new(traject)).status_code == 404
    assert client.post(f"{page_of(question)}einde/").status_code == 404
    file = client.get(f"/trajecten/{traject.pk}/").content.decode()
    assert new(traject) not in file
    assert HelpQuestion.objects.get().closed_at is None


def test_the_list_shows_what_is_open(question, other_traject, hans, as_user):
    ask_for_help(traject=other_traject, side="home")
    client = as_user(hans)
    page = client.get(LIST).content.decode()
    assert "Tuur Peeters" in page
    assert "Noor Jacobs" in page
    HelpQuestion.objects.filter(pk=question.pk).update(closed_at=timezone.now())
    page = client.get(LIST).content.decode()
    assert "Tuur Peeters" not in page
    counts = AccessRecord.objects.filter(page="line", traject=None)
    assert list(counts.order_by("sequence").values_list("count", flat=True)) == [2, 1]


def test_the_list_asks_the_same_whatever_its_length(
    question, other_traject, hans, as_user, django_assert_num_queries
):
    client = as_user(hans)
    client.get(LIST)
    with django_assert_num_queries(7) as one:
        client.get(LIST)
    ask_for_help(traject=other_traject, side="class")
    with django_assert_num_queries(len(one.captured_queries)):
        client.get(LIST)


def test_closing_is_a_press_and_the_second_is_told_so(question, hans, as_user):
    client = as_user(hans)
    end = f"{page_of(question)}einde/"
    assert client.get(end).status_code == 405
    assert client.post(end).headers["Location"] == LIST
    again = client.post(end)
    assert again.status_code == 422
    assert "lessons.help_over" in again.content.decode()


def test_of_a_closed_question_there_is_nothing_to_see(question, hans, as_user):
    HelpQuestion.objects.update(opened_at=timezone.now() - timedelta(hours=2))
    HelpQuestion.objects.update(ends_at=timezone.now() - timedelta(hours=1))
    page = as_user(hans).get(page_of(question)).content.decode()
    assert "desk.js" not in page
    assert "Van de cijfers is niets bewaard." in page


def test_each_look_is_in_the_access_log(question, hans, as_user):
    as_user(hans).get(page_of(question))
    looks = AccessRecord.objects.filter(page="line", what="viewed")
    assert list(looks.values_list("traject", "by")) == [(question.traject_id, hans.pk)]


def test_the_family_reads_that_the_helpdesk_looked(question, hans, paula, as_user):
    as_user(hans).get(page_of(question))
    log = as_user(paula).get(f"/trajecten/{question.traject_id}/inzage/")
    assert "cijfers van de lijn" in log.content.decode()
    assert "Hans" in log.content.decode()


def test_the_helpdesk_finds_it_in_the_office(hans, cora, as_user):
    assert f'href="{LIST}"' in as_user(hans).get("/beheer/").content.decode()
    assert f'href="{LIST}"' not in as_user(cora).get("/beheer/").content.decode()


def test_the_script_asks_for_the_texts_that_there_are():
    scripts = [*FRONTEND.glob("desk/**/*.ts"), FRONTEND / "live/ui/help-words.ts"]
    asked = {
        key
        for path in scripts
        for key in re.findall(r'\bt\(\s*"([a-z_.]+)"', path.read_text())
    }
    assert asked == set(DESK_TEXTS)
