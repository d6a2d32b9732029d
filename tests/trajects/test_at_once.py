"""Two people press at the same moment, each with a database connection of their own."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from sio.accounts.actions import invite_person
from sio.accounts.models import User
from sio.core.sides import Side
from sio.core.time import school_year, today
from sio.schools.actions import copy_holidays
from sio.schools.models import Holiday
from sio.trajects.actions import accept_agreement, move_traject, publish_agreement
from sio.trajects.agreement_files import SHIPPED, read_version
from sio.trajects.errors import MoveNotAllowed
from sio.trajects.models import Acceptance, Traject
from sio.trajects.queries import current_text
from sio.trajects.workflow import State

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*presses):
    """What each press gave, or the error that it raised; in the order of `presses`."""
    start = threading.Barrier(len(presses))
    results = [None] * len(presses)

    def press(number):
        try:
            start.wait(10)
            results[number] = presses[number]()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(n,)) for n in range(len(presses))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


def test_two_moves_give_one_winner(carla, cora, traject):
    def move(to, by):
        stale = Traject.objects.get(pk=traject.pk)
        return lambda: move_traject(
            traject=stale, to=to, reason="x", outcome="back", by=by
        )

    results = at_once(move(State.PAUSED, carla), move(State.ENDED, cora))

    lost = [result for result in results if isinstance(result, Exception)]
    assert [type(error) for error in lost] == [MoveNotAllowed]
    traject.refresh_from_db()
    assert [change.new for change in traject.changes.all()] == [traject.state]


def test_two_acceptances_give_one(traject, paula):
    version, bodies = read_version(SHIPPED / "1")
    publish_agreement(version=version, bodies=bodies)
    text = current_text(Side.HOME, "nl-be")

    def accept():
        return accept_agreement(traject=traject, text=text, capacity="moeder", by=paula)

    results = at_once(accept, accept)

    acceptance = Acceptance.objects.get()
    assert sorted(results, key=str) == sorted(
        [(acceptance, True), (acceptance, False)], key=str
    )


def test_two_invitations_make_one_person(cora):
    def invite():
        return invite_person(email="nieuw@example.org", name="Nieuw", by=cora)

    assert at_once(invite, invite) == [User.objects.get(name="Nieuw")] * 2


def test_two_copies_give_one_calendar(cora):
    def copy():
        return copy_holidays(year=school_year(today()), by=cora)

    at_once(copy, copy)

    names = Holiday.objects.values_list("name", "kind", "starts_on")
    assert len(names) == len(set(names)) > 10
