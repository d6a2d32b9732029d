"""After an action took the head of the access log, it takes no other lock.

Else one who holds a row and waits for the head would meet one who holds the head and
waits for that row, and the database would have to end one of the two.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection

from sio.core.sides import Side
from sio.lessons import actions
from sio.trajects.actions import accept_agreement, invite_guardian, start_traject
from sio.trajects.models import Acceptance
from tests.conftest import paired
from tests.flush import rewriting

pytestmark = pytest.mark.django_db
LOCKS = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.I)
LOG = {"core_accesshead", "core_accessrecord", "core_accesssegment"}


@pytest.fixture
def written():
    """The tables that are written to, in order."""
    tables = []

    def note(execute, sql, params, many, context):
        if match := LOCKS.match(sql.lstrip()):
            tables.append(match[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


def ends_with_the_log(tables):
    assert tables[-1] in LOG, tables
    first = min(n for n, table in enumerate(tables) if table in LOG)
    assert first > 0, "there was something to record"
    assert set(tables[first:]) <= LOG, tables


def test_ending_a_traject(agreed, carla, home_device, written):
    actions.end_traject(traject=agreed, reason="beter", outcome="back", by=carla)
    ends_with_the_log(written)


def test_ending_a_consultant(traject, carla, cora, home_device, written):
    actions.end_role_of(role=carla.roles.get(), by=cora)
    ends_with_the_log(written)


def test_ending_a_guardian(traject, carla, paula, written):
    paired(paula, side=Side.HOME, traject=traject, label="Gsm")
    written.clear()
    actions.end_guardianship_of(guardian=paula.guardianships.get(), by=carla)
    ends_with_the_log(written)


def test_accepting_an_agreement(agreed, paula, written):
    text = agreed.acceptances.get(text__side=Side.HOME).text
    with rewriting():
        Acceptance.objects.all().delete()
    written.clear()
    accept_agreement(traject=agreed, text=text, capacity="moeder", by=paula)
    ends_with_the_log(written)


def test_starting_a_traject_and_inviting_a_parent(school_class, carla, written):
    traject = start_traject(
        first_name="Lou",
        last_name="Maes",
        birth_date=date(2014, 5, 6),
        school_class=school_class,
        consultant=carla,
        by=carla,
    )
    ends_with_the_log(written)
    written.clear()
    invite_guardian(
        traject=traject, email="a@example.org", name="A", capacity="oma", by=carla
    )
    ends_with_the_log(written)


def test_unpairing_on_the_page(as_user, traject, carla, home_device, written):
    client = as_user(carla)
    written.clear()
    client.post(f"/trajecten/{traject.pk}/toestellen/{home_device.pk}/intrekking/")
    ends_with_the_log(written[: 1 + max(n for n, t in enumerate(written) if t in LOG)])
