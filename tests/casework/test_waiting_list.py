from __future__ import annotations

import re
import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from sio.casework.actions.waiting import (
    move_in_waiting_list,
    put_on_waiting_list,
    take_from_waiting_list,
)
from sio.casework.errors import WaitingMoved, WaitingNotAllowed
from sio.casework.models import WaitingMove
from sio.casework.queries.waiting import waiting_list
from sio.trajects.models import Assignment, Pupil, Traject
from sio.trajects.workflow import State


@pytest.fixture
def line(school, carla, traject):
    """Four children wait, in the order of receipt; Carla follows the first."""
    files = []
    for day, name in enumerate(["Ali", "Bo", "Cas", "Dina"], start=1):
        files.append(
            Traject.objects.create(
                pupil=Pupil.objects.create(first_name=name, last_name="Wacht"),
                school=school,
                state=State.WAITING,
                received_at=datetime(2026, 3, day, tzinfo=UTC),
            )
        )
    Assignment.objects.create(user=carla, traject=files[0])
    return files


def names(line, user):
    rows = waiting_list(line[0].school_year, user)
    return [row.traject.pupil.first_name for row in rows]


def moved(traject, before, seen, by):
    return move_in_waiting_list(
        traject=traject, before=before, seen=seen, reason="dringend", by=by
    )


def test_first_come_first_in_line(line, cora):
    assert names(line, cora) == ["Ali", "Bo", "Cas", "Dina"]


def test_the_coordinator_moves_somebody_with_a_reason(as_user, cora, line):
    address = f"/wachtlijst/{line[3].pk}/"
    client = as_user(cora)
    assert "Nu op plaats 4." in client.get(address).content.decode()
    ahead = {"before": line[1].pk, "reason": "palliatief plan klaar", "seen": 4}
    answer = client.post(address, ahead)
    assert answer.headers["Location"].endswith(f"#d{line[3].pk}")
    assert names(line, cora) == ["Ali", "Dina", "Bo", "Cas"]
    html = client.get("/wachtlijst/").content.decode()
    assert "Plaats 2 van 4." in html
    assert "door Cora: palliatief plan klaar" in html


def test_nobody_is_moved_without_a_reason(as_user, cora, line):
    address = f"/wachtlijst/{line[3].pk}/"
    answer = as_user(cora).post(address, {"before": line[1].pk, "seen": 4})
    assert answer.status_code == 422
    assert names(line, cora) == ["Ali", "Bo", "Cas", "Dina"]


def test_to_the_end(line, cora):
    moved(line[0], None, 1, cora)
    assert names(line, cora) == ["Bo", "Cas", "Dina", "Ali"]


def test_a_list_that_changed_meanwhile_is_not_moved(line, cora):
    moved(line[3], line[0], 4, cora)
    with pytest.raises(WaitingMoved):
        moved(line[3], line[1], 4, cora)
    take_from_waiting_list(traject=line[1], reason="plaats", by=cora)
    with pytest.raises(WaitingMoved):
        moved(line[2], line[1], 3, cora)
    assert WaitingMove.objects.count() == 1


def test_only_the_coordinator_moves(as_user, carla, line):
    with pytest.raises(WaitingNotAllowed):
        moved(line[0], None, 1, carla)
    assert as_user(carla).get(f"/wachtlijst/{line[0].pk}/").status_code == 404


def test_a_consultant_sees_the_order_and_only_the_own_names(as_user, carla, line):
    html = as_user(carla).get("/wachtlijst/").content.decode()
    assert "Ali Wacht" in html
    assert "Bo Wacht" not in html
    assert f"Dossier {line[1].pk}" in html


@pytest.mark.parametrize("who", ["sofie", "paula", "hans"])
def test_others_have_no_list(as_user, request, who):
    client = as_user(request.getfixturevalue(who))
    assert client.get("/wachtlijst/").status_code == 404


@pytest.mark.parametrize("before", [State.APPLIED, State.CONTACT, State.FEASIBILITY])
def test_on_the_list_and_off_it_to_where_it_was(as_user, carla, traject, before):
    Traject.objects.filter(pk=traject.pk).update(state=before)
    address = f"/trajecten/{traject.pk}/wachtlijst/"
    client = as_user(carla)
    client.post(address, {"reason": "geen set", "wachtte": "nee"})
    traject.refresh_from_db()
    assert traject.state == State.WAITING
    client.post(address, {"reason": "set vrij", "wachtte": "ja"})
    traject.refresh_from_db()
    assert traject.state == before
    assert [change.reason for change in traject.changes.all()] == [
        "geen set",
        "set vrij",
    ]


def test_the_second_press_does_not_turn_it_back(as_user, carla, traject):
    Traject.objects.filter(pk=traject.pk).update(state=State.APPLIED)
    press = {"reason": "geen set", "wachtte": "nee"}
    client = as_user(carla)
    client.post(f"/trajecten/{traject.pk}/wachtlijst/", press)
    again = client.post(f"/trajecten/{traject.pk}/wachtlijst/", press)
    assert 'data-code="trajects.move_not_allowed"' in again.content.decode()
    traject.refresh_from_db()
    assert traject.state == State.WAITING


@pytest.mark.parametrize("who", ["sofie", "paula", "hans", "chris"])
def test_who_does_not_guide_puts_nobody_on_it(as_user, request, traject, who):
    user = request.getfixturevalue(who)
    for action in (put_on_waiting_list, take_from_waiting_list):
        with pytest.raises(WaitingNotAllowed):
            action(traject=traject, reason="x", by=user)
    address = f"/trajecten/{traject.pk}/wachtlijst/"
    assert as_user(user).get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(
    cora, school, carla, traject, django_assert_num_queries, count
):
    for n in range(count):
        pupil = Pupil.objects.create(first_name=f"P{n}", last_name="X")
        Traject.objects.create(pupil=pupil, school=school, state=State.WAITING)
    year = Traject.objects.filter(state=State.WAITING).first().school_year
    with django_assert_num_queries(5):
        waiting_list(year, cora)


@pytest.fixture
def long_line(school):
    """Fifty-two children wait for one year, and one for the next."""
    pupils = [Pupil(first_name=f"K{n:02}", last_name="Wacht") for n in range(1, 54)]
    return Traject.objects.bulk_create(
        Traject(
            pupil=pupil,
            school=school,
            state=State.WAITING,
            school_year=2027 if pupil.first_name == "K53" else 2026,
            received_at=datetime(2026, 3, 1, hour=n // 60, minute=n % 60, tzinfo=UTC),
        )
        for n, pupil in enumerate(Pupil.objects.bulk_create(pupils))
    )


def pupils_on(html):
    return re.findall(r"(K\d\d) Wacht", html)


def test_fifty_on_a_page_with_their_own_places(as_user, cora, long_line):
    client = as_user(cora)
    first = client.get("/wachtlijst/").content.decode()
    assert pupils_on(first) == [f"K{n:02}" for n in [*range(1, 51), 53]]
    assert 'href="?jaar=2026&amp;blad=2#y2026"' in first
    second = client.get("/wachtlijst/?jaar=2026&blad=2").content.decode()
    assert pupils_on(second) == ["K51", "K52", "K53"]
    assert "Plaats 51 van 52." in second
    assert "Plaats 1 van 1." in second


def test_a_move_counts_on_every_page(as_user, cora, long_line):
    moved(long_line[51], long_line[0], 52, cora)
    client = as_user(cora)
    second = client.get("/wachtlijst/?jaar=2026&blad=2").content.decode()
    assert pupils_on(second) == ["K50", "K51", "K53"]
    assert "Plaats 51 van 52." in second


@pytest.mark.parametrize(("place", "before", "blad"), [(1, None, 2), (52, 1, 1)])
def test_a_move_leads_to_the_row_where_the_file_stands_now(
    as_user, cora, long_line, place, before, blad
):
    one, client = long_line[place - 1], as_user(cora)
    ahead = long_line[before].pk if before else ""
    press = {"before": ahead, "reason": "dringend", "seen": place}
    address = client.post(f"/wachtlijst/{one.pk}/", press).headers["Location"]
    assert address == f"/wachtlijst/?jaar=2026&blad={blad}#d{one.pk}"
    page = client.get(address).content.decode()
    assert f'<tr id="d{one.pk}" tabindex="-1">' in page
    assert one.pupil.first_name in pupils_on(page)


@pytest.mark.parametrize(("blad", "shown"), [("0", 3), ("3", 3), ("x", 51), ("", 51)])
def test_a_page_that_is_not_there_is_another(as_user, cora, long_line, blad, shown):
    answer = as_user(cora).get(f"/wachtlijst/?jaar=2026&blad={blad}")
    assert len(pupils_on(answer.content.decode())) == shown


@pytest.mark.parametrize("count", [1, 3, 52])
def test_queries_of_the_page_do_not_grow(
    as_user, cora, long_line, django_assert_num_queries, count
):
    keep = [one.pk for one in long_line[:count]]
    Traject.objects.exclude(pk__in=keep).update(state=State.APPLIED)
    client = as_user(cora)
    client.get("/wachtlijst/")
    with django_assert_num_queries(11):
        client.get("/wachtlijst/")


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_take_turns(line, cora):
    moves = [(line[3], line[0], 4), (line[3], line[1], 4)]
    errors = []

    def press(traject, before, seen):
        try:
            moved(traject, before, seen, cora)
        except WaitingMoved as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=move) for move in moves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert (WaitingMove.objects.count(), len(errors)) == (1, 1)
