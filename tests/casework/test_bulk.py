"""Many files at once: seen first, moved as seen, skipped where somebody was before."""

from __future__ import annotations

import re
import threading
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from sio.casework.actions import bulk as actions
from sio.casework.actions.bulk import Seen
from sio.casework.actions.rounds import answer_call
from sio.casework.errors import BulkNotAllowed, BulkStale
from sio.casework.forms.bulk import read_seen, sign_seen
from sio.casework.models import BulkItem, BulkMove
from sio.casework.queries.bulk import (
    TARGETS,
    bulk_moves_visible_to,
    closing_now,
    plan_move,
    plan_undo,
)
from sio.casework.queries.choice import Choice
from sio.core.models import AccessRecord
from sio.trajects.actions import move_traject
from sio.trajects.models import Pupil, Traject
from sio.trajects.workflow import ALLOWED_MOVES, State
from tests.casework.desk import spoken
from tests.casework.round_cast import *  # noqa: F403

HOME = "/samen-verplaatsen/"
PAUSE = f"{HOME}nieuw/?states=active&states=preparing&to=paused"
NOT_COORDINATOR = ["carla", "hans", "pia", "sofie", "otto", "paula", "piet", "eddy"]


def file_of(school_class, name, state):
    return Traject.objects.create(
        pupil=Pupil.objects.create(first_name=name, last_name="Veel"),
        school=school_class and school_class.school,
        school_class=school_class,
        state=state,
    )


@pytest.fixture
def files(traject, other_traject, school_class):
    """Two that run, one in preparation, one that is only applied for."""
    return [
        traject,
        other_traject,
        file_of(school_class, "Pim", State.PREPARING),
        file_of(None, "App", State.APPLIED),
    ]


def states(files):
    return [Traject.objects.get(pk=one.pk).state for one in files]


def seen_on(page):
    return unescape(re.search(r'name="seen" value="([^"]+)"', page.content.decode())[1])


def confirmed(client, address=PAUSE, **more):
    """The answer to the confirmation of what this address shows now."""
    token = seen_on(client.get(address))
    return client.post(address, {"reason": "scholen dicht", "seen": token} | more)


def paused(files, by, **more):
    """All that run or prepare, paused by a bulk move."""
    planned = plan_move(Choice(states=("active", "preparing")), State.PAUSED, by)
    bulk = actions.begin_bulk(
        preview=uuid4(),
        seen=[Seen(one.traject.pk, one.old, one.new) for one in planned],
        choice=Choice(),
        reason="scholen dicht",
        by=by,
        **more,
    )
    actions.move_all(bulk=bulk, by=by)
    return bulk


def test_the_coordinator_sees_and_then_moves(as_user, cora, files):
    client = as_user(cora)
    assert "Dat gebeurde nog niet." in client.get(HOME).content.decode()
    assert client.get(f"{HOME}nieuw/").status_code == 200
    page = client.get(PAUSE).content.decode()
    assert "3 dossiers worden “onderbroken”." in page
    assert "Er is nog niets veranderd." in page
    for name in ("Tuur", "Noor", "Pim"):
        assert name in page
    assert states(files) == ["active", "active", "preparing", "applied"]
    record = AccessRecord.objects.latest("sequence")
    assert (record.page, record.count, record.traject) == ("bulk preview", 3, None)

    done = confirmed(client)
    bulk = BulkMove.objects.get()
    assert done.headers["Location"] == f"{HOME}{bulk.pk}/"
    assert states(files) == ["paused", "paused", "paused", "applied"]
    change = files[2].changes.get()
    assert (change.old, change.new) == ("preparing", "paused")
    assert (change.reason, change.by) == ("scholen dicht", cora)
    page = client.get(f"{HOME}{bulk.pk}/").content.decode()
    assert "3 dossiers verplaatst." in page
    assert "Klaar" in page
    assert "3/3" in client.get(HOME).content.decode()
    changed = AccessRecord.objects.filter(what="changed", page="state")
    assert changed.count() == 3


def test_without_a_reason_nothing_moves_and_nothing_is_lost(as_user, cora, files):
    client = as_user(cora)
    token = seen_on(client.get(PAUSE))
    refused = client.post(PAUSE, {"reason": "", "seen": token})
    assert refused.status_code == 422
    assert seen_on(refused) == token
    assert not BulkMove.objects.exists()


def test_what_cannot_move_stands_first_and_says_why(as_user, cora, files):
    agreed = file_of(None, "Geenklas", State.AGREED)
    address = f"{HOME}nieuw/?states=applied&states=agreed&to=preparing"
    page = as_user(cora).get(address)
    html = page.content.decode()
    assert "heeft nog geen klas" in html
    assert "kan niet in één stap" in html
    assert 'id="confirm"' not in html
    assert page.context["hindered"] == 2
    assert agreed.state == State.AGREED


def test_only_what_was_seen_moves(as_user, cora, files, school_class):
    client = as_user(cora)
    token = seen_on(client.get(PAUSE))
    late = file_of(school_class, "Laat", State.ACTIVE)
    client.post(PAUSE, {"reason": "x", "seen": token})
    assert states([late, files[0]]) == ["active", "paused"]


def test_who_was_moved_meanwhile_is_skipped_and_told_by_name(
    as_user, cora, carla, files
):
    client = as_user(cora)
    token = seen_on(client.get(PAUSE))
    move_traject(traject=files[0], to=State.ENDING, reason="terug", by=carla)
    page = client.post(PAUSE, {"reason": "x", "seen": token}, follow=True)
    html = page.content.decode()
    assert "2 dossiers verplaatst." in html
    assert "Niet verplaatst" in html
    assert "Tuur" in html
    assert "nu: terugkeer naar school" in html
    assert states(files) == ["ending", "paused", "paused", "applied"]
    item = BulkItem.objects.get(result="skipped")
    assert (item.traject, item.why) == (files[0], "casework.bulk_moved_meanwhile")


def test_a_move_that_is_refused_is_skipped_with_its_code(cora, files):
    # Seen with a class; it lost it since.
    agreed = file_of(None, "Geenklas", State.AGREED)
    spoken(agreed, cora)
    bulk = actions.begin_bulk(
        preview=uuid4(),
        seen=[Seen(agreed.pk, State.AGREED, State.PREPARING)],
        choice=Choice(),
        reason="x",
        by=cora,
    )
    actions.move_all(bulk=bulk, by=cora)
    item = bulk.items.get()
    assert (item.result, item.why) == ("skipped", "trajects.class_needed")


def test_pressed_twice_it_moves_once(as_user, cora, files):
    client = as_user(cora)
    token = seen_on(client.get(PAUSE))
    for _press in range(2):
        answer = client.post(PAUSE, {"reason": "x", "seen": token})
        assert answer.status_code == 302
    assert BulkMove.objects.count() == 1
    assert files[0].changes.count() == 1


def test_a_file_that_was_erased_since_is_no_item(cora, files):
    seen = [Seen(files[0].pk, State.ACTIVE, State.PAUSED)]
    seen.append(Seen(999_999, State.ACTIVE, State.PAUSED))
    bulk = actions.begin_bulk(
        preview=uuid4(), seen=seen, choice=Choice(), reason="x", by=cora
    )
    assert [one.traject_id for one in bulk.items.all()] == [files[0].pk]


def test_a_preview_holds_for_an_hour_and_for_one_person(cora, carla, files):
    planned = plan_move(Choice(states=("active",)), State.PAUSED, cora)
    token = sign_seen(planned, user=cora.pk)
    _preview, seen = read_seen(token, user=cora.pk)
    assert {one.traject for one in seen} == {files[0].pk, files[1].pk}
    for bad, user in ((token, carla.pk), (token[:-1] + "x", cora.pk), ("x", cora.pk)):
        with pytest.raises(BulkStale):
            read_seen(bad, user=user)
    with (
        time_machine.travel(timezone.now() + timezone.timedelta(minutes=61)),
        pytest.raises(BulkStale),
    ):
        read_seen(token, user=cora.pk)


def test_a_stale_confirmation_says_what_to_do(as_user, cora, files):
    refused = as_user(cora).post(PAUSE, {"reason": "x", "seen": "made:up"})
    assert refused.status_code == 422
    assert "casework.bulk_stale" in refused.content.decode()
    assert not BulkMove.objects.exists()


@pytest.mark.parametrize(
    "query",
    ["states=active&to=ended", "states=elsewhere&to=paused", "to=paused", "year=x"],
)
def test_a_choice_that_is_none(as_user, cora, query, db):
    assert as_user(cora).get(f"{HOME}nieuw/?{query}").status_code == 422


# Step by step ---------------------------------------------------------------------


def test_with_htmx_it_moves_in_steps_and_shows_how_far(
    as_user, cora, files, monkeypatch
):
    monkeypatch.setattr(actions, "BATCH", 2)
    client = as_user(cora)
    token = seen_on(client.get(PAUSE))
    htmx = {"HX-Request": "true"}
    begun = client.post(PAUSE, {"reason": "x", "seen": token}, headers=htmx)
    assert begun.status_code == 204
    bulk = BulkMove.objects.get()
    assert begun["HX-Redirect"] == f"{HOME}{bulk.pk}/?loopt=ja"
    assert states(files)[:3] == ["active", "active", "preparing"]

    running = client.get(begun["HX-Redirect"]).content.decode()
    assert "0 van 3 gedaan" in running
    assert 'hx-trigger="load"' in running
    # Who only looks does not make it go on.
    assert 'hx-trigger="load"' not in client.get(f"{HOME}{bulk.pk}/").content.decode()
    first = client.post(f"{HOME}{bulk.pk}/stap/", headers=htmx).content.decode()
    assert "2 van 3 gedaan" in first
    assert "<html" not in first
    bulk.refresh_from_db()
    assert bulk.finished_at is None
    last = client.post(f"{HOME}{bulk.pk}/stap/", headers=htmx).content.decode()
    assert "Klaar" in last
    bulk.refresh_from_db()
    assert bulk.finished_at is not None
    again = client.post(f"{HOME}{bulk.pk}/stap/", headers=htmx)
    assert "Klaar" in again.content.decode()
    assert BulkItem.objects.filter(result="moved").count() == 3


def test_one_that_was_cut_short_is_gone_on_with_by_one_button(
    as_user, cora, files, monkeypatch
):
    monkeypatch.setattr(actions, "BATCH", 1)
    planned = plan_move(Choice(states=("active", "preparing")), State.PAUSED, cora)
    bulk = actions.begin_bulk(
        preview=uuid4(),
        seen=[Seen(one.traject.pk, one.old, one.new) for one in planned],
        choice=Choice(),
        reason="x",
        by=cora,
    )
    assert actions.move_next(bulk=bulk, by=cora) == 2
    client = as_user(cora)
    page = client.get(f"{HOME}{bulk.pk}/").content.decode()
    assert "Verder verplaatsen" in page
    assert "terugzetten" not in page
    step = f"{HOME}{bulk.pk}/stap/"
    assert client.get(step).status_code == 405
    assert client.post(step).headers["Location"] == f"{HOME}{bulk.pk}/"
    assert states(files[:3]) == ["paused", "paused", "paused"]


@pytest.mark.django_db(transaction=True)
def test_two_steps_at_once_move_each_file_once(cora, files):
    planned = plan_move(Choice(states=("active", "preparing")), State.PAUSED, cora)
    bulk = actions.begin_bulk(
        preview=uuid4(),
        seen=[Seen(one.traject.pk, one.old, one.new) for one in planned],
        choice=Choice(),
        reason="x",
        by=cora,
    )
    start = threading.Barrier(2)

    def press():
        try:
            start.wait(10)
            actions.move_next(bulk=bulk, by=cora)
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _press in range(2)]
    for one in presses:
        one.start()
    for one in presses:
        one.join(20)
    assert [one.changes.count() for one in files] == [1, 1, 1, 0]
    assert set(bulk.items.values_list("result", flat=True)) == {"moved"}


# And back -------------------------------------------------------------------------


def test_reopening_puts_each_back_where_it_was(as_user, cora, files):
    bulk = paused(files, cora, is_closing=True)
    client = as_user(cora)
    page = client.get(f"{HOME}{bulk.pk}/").content.decode()
    assert "3 dossiers terugzetten" in page
    address = f"{HOME}{bulk.pk}/terug/"
    assert (
        "3 dossiers gaan terug naar waar ze waren."
        in client.get(address).content.decode()
    )
    confirmed(client, address, reason="scholen open")
    assert states(files) == ["active", "active", "preparing", "applied"]
    back = BulkMove.objects.get(undoes=bulk)
    page = client.get(f"{HOME}{back.pk}/").content.decode()
    assert "Terug naar waar het was" in page
    assert "terug naar waar het was" in client.get(HOME).content.decode()
    # The way back can be gone back on, too.
    assert "3 dossiers terugzetten" in page
    nothing = client.get(address).content.decode()
    assert 'id="confirm"' not in nothing


def test_reopening_resumes_those_still_wanted(
    as_user, cora, files, call, other_call, keys
):
    answer_call(call=call, values={keys[0]: "yes"}, seen=0, by=cora)
    answer_call(call=other_call, values={keys[0]: "no"}, seen=0, by=cora)
    bulk = paused(files, cora)
    address = f"{HOME}{bulk.pk}/terug/?answer={keys[0]}.yes"
    page = as_user(cora).get(address).content.decode()
    assert "1 dossier gaat terug naar waar het was." in page
    confirmed(as_user(cora), address)
    assert states(files) == ["active", "paused", "paused", "applied"]
    rest = plan_undo(bulk, Choice(), cora)
    assert [one.traject for one in rest if not one.obstacle] == [files[1], files[2]]


def test_a_choice_for_the_way_back_that_is_none_is_left_out(as_user, cora, files):
    bulk = paused(files, cora)
    page = as_user(cora).get(f"{HOME}{bulk.pk}/terug/?answer=9.x&year=never")
    assert page.status_code == 200
    assert page.context["moving"] == 3


def test_who_was_moved_since_stays_where_a_person_put_it(cora, carla, files):
    bulk = paused(files, cora)
    tuur = Traject.objects.get(pk=files[0].pk)
    move_traject(traject=tuur, to=State.ENDING, reason="x", by=carla)
    noor = Traject.objects.get(pk=files[1].pk)
    for to in (State.ACTIVE, State.PAUSED):  # away and back again
        move_traject(traject=noor, to=to, reason="x", by=cora)
    planned = plan_undo(bulk, Choice(), cora)
    assert [(one.traject, one.obstacle) for one in planned] == [
        (noor, "intussen door iemand verplaatst"),
        (tuur, "intussen door iemand verplaatst"),
        (files[2], ""),
    ]


def test_there_is_not_always_a_way_back(cora, school_class):
    ending = file_of(school_class, "Einde", State.ENDED)
    bulk = actions.begin_bulk(
        preview=uuid4(),
        seen=[Seen(ending.pk, State.ENDED, State.CLOSED)],
        choice=Choice(),
        reason="x",
        by=cora,
    )
    actions.move_all(bulk=bulk, by=cora)
    (planned,) = plan_undo(bulk, Choice(), cora)
    assert planned.obstacle == "kan niet in één stap van hier naar daar"


# All schools closed ---------------------------------------------------------------


def test_while_all_schools_are_closed_staff_read_so_at_each_file(
    as_user, cora, carla, paula, sofie, files
):
    client = as_user(cora)
    confirmed(client, is_closing="on")
    bulk = BulkMove.objects.get()
    assert closing_now() == bulk
    file = f"/trajecten/{files[0].pk}/"
    assert "alle scholen zijn dicht" in as_user(carla).get(file).content.decode()
    assert "alle scholen zijn dicht" in client.get(HOME).content.decode()
    for outsider in (paula, sofie):
        assert "scholen zijn dicht" not in as_user(outsider).get(file).content.decode()

    end = f"{HOME}{bulk.pk}/heropening/"
    assert client.get(end).status_code == 405
    for _press in range(2):
        page = client.post(end, follow=True).content.decode()
    assert "Niemand is verplaatst." in page
    assert "Voorbij sinds" in page
    assert closing_now() is None
    assert states(files)[0] == "paused"
    assert "scholen zijn dicht" not in as_user(carla).get(file).content.decode()


def test_only_a_pause_closes_all_schools(as_user, cora, files):
    address = f"{HOME}nieuw/?states=active&to=ending"
    assert "Alle scholen zijn dicht" not in as_user(cora).get(address).content.decode()
    confirmed(as_user(cora), address, is_closing="on")
    assert closing_now() is None


# Who may --------------------------------------------------------------------------


@pytest.mark.parametrize("name", NOT_COORDINATOR)
def test_only_the_coordinator(name, request, as_user, cora, files):
    bulk = paused(files, cora)
    user = request.getfixturevalue(name)
    client = as_user(user)
    for end in ("", "nieuw/", f"{bulk.pk}/", f"{bulk.pk}/terug/"):
        assert client.get(HOME + end).status_code == 404
    for end in ("nieuw/", "stap/", "terug/", "heropening/"):
        address = HOME + ("" if end == "nieuw/" else f"{bulk.pk}/") + end
        assert client.post(address).status_code == 404
    assert not bulk_moves_visible_to(user).exists()
    assert plan_move(Choice(), State.PAUSED, user) == []
    for refused in (
        lambda: actions.move_next(bulk=bulk, by=user),
        lambda: actions.end_closing(bulk=bulk, by=user),
        lambda: actions.begin_bulk(
            preview=uuid4(), seen=[], choice=Choice(), reason="x", by=user
        ),
    ):
        with pytest.raises(BulkNotAllowed):
            refused()


def test_a_bulk_move_goes_only_where_no_letter_or_outcome_is_needed():
    assert State.PAUSED in TARGETS
    assert not {State.ENDED, State.REFUSED, State.LATER, State.WAITING} & set(TARGETS)
    assert {old for old in State if State.PAUSED in ALLOWED_MOVES[old]} >= {
        State.ACTIVE,
        State.PREPARING,
    }


def test_a_bulk_move_reads_as_itself(cora, files):
    bulk = paused(files, cora)
    assert "paused" in str(bulk)
    assert "active → paused" in str(bulk.items.first())
