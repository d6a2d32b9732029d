"""One walk of each person along every address: what it answered and what it did.

A walk takes seconds, and many tests ask something of it: it is made once a process,
within the transaction of the first test that asks, and kept as plain values.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test import Client

from sio.accounts.models import User
from sio.core.models import AccessRecord
from sio.trajects.actions import add_note, write_consultant
from sio.trajects.models import HealthPart, ReasonGroup, TrajectChange

STAFF = ["carla", "cora", "hans", "pia", "polly"]
OUTSIDERS = ["chris", "otto", "piet", "eddy"]
PEOPLE = [*STAFF, "sofie", "paula", "pam", *OUTSIDERS]
RECORDS = "core_accessrecord"
DEVICES = ["home_device", "class_device"]
STRANGER = "stranger"
METHODS = ["get", "post"]

ILLNESS = "zeldzamekwaal"
GROUP = "kankergroep"
REASON = "paniekreden"
OF_PAM = ["Pamstraat", "0470 77", "0471 71", "Pamnotitie", "Bij Pam", "pam@example.org"]
OF_PAM += ["pamtip", "pambericht"]

WRITES = re.compile(
    r'^(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.I
)


@dataclass(frozen=True)
class Answer:
    """What one address answered: to be read like a response of the test client."""

    method: str
    address: str
    status_code: int
    headers: dict[str, str]
    text: str
    written: frozenset[str]  # the tables
    looks: list[dict[str, int | None]]  # records that it left: traject, by


@dataclass(frozen=True)
class Walk:
    """All answers that one got, and the keys of what it was about."""

    traject: int
    user: int | None
    answers: list[Answer]

    def by(self, method: str) -> list[Answer]:
        return [answer for answer in self.answers if answer.method == method]

    def of_tuur(self) -> list[Answer]:
        """GETs of what belongs to his file, or to people around him."""
        own = re.compile(rf"/(trajecten|klas)/{self.traject}/|/(ouders|rollen)/")
        return [answer for answer in self.by("get") if own.match(answer.address)]

    def told(self, secrets) -> set[tuple[str, str]]:
        """Where it says one of them: pages, refusals, and where it is led."""
        return {
            (answer.address, word)
            for answer in self.answers
            for word in secrets
            if word in answer.text or word in " ".join(answer.headers.values())
        }


def walks(*names):
    """Parameters for a test, one name each (tests/spread.py reads them).

    What is only walked through is not counted as covered: nobody looks at what it
    does, and counting takes as long as the walk.
    """
    return [pytest.param(name, marks=pytest.mark.no_cover) for name in names]


@pytest.fixture
def walk(request):
    """The walk of who has this name in the cast, or of a stranger."""

    def made(name) -> Walk:
        if name not in _made:
            _made[name] = _walk(name, request)
        return _made[name]

    return made


_made: dict[str, Walk] = {}


def _walk(name, request) -> Walk:
    traject = request.getfixturevalue("secretive")
    addresses = request.getfixturevalue("all_addresses")
    who = None if name == STRANGER else request.getfixturevalue(name)
    client = Client() if who is None else _browser_of(who, request)
    answers = [
        ask(client, method, address) for method in METHODS for address in addresses
    ]
    user = who.pk if isinstance(who, User) else None
    return Walk(traject=traject.pk, user=user, answers=answers)


def _browser_of(who, request) -> Client:
    kind = "as_user" if isinstance(who, User) else "as_device"
    return request.getfixturevalue(kind)(who)


def ask(client, method, address, newest=0) -> Answer:
    """Asks one address, without a word if it is a POST; afterwards nothing is changed.

    So each address is asked in the same world, by a browser as after logging in. Of
    the access log it keeps what comes after the record `newest`.
    """
    held = deepcopy(client.cookies)
    tables: set[str] = set()

    def note(execute, sql, params, many, context):
        if match := WRITES.match(sql.lstrip()):
            tables.add(match[1])
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(note):
            response = getattr(client, method)(address)
        looks = _looks_since(newest) if RECORDS in tables else []
        transaction.set_rollback(True)
    client.cookies = held
    return Answer(
        method=method,
        address=address,
        status_code=response.status_code,
        headers=dict(response.headers),
        text=response.content.decode(errors="replace"),
        written=frozenset(tables),
        looks=looks,
    )


def _looks_since(newest):
    left = AccessRecord.objects.filter(sequence__gt=newest)
    return list(left.order_by("sequence").values("traject", "by"))


@pytest.fixture
def all_addresses(addresses, agreed, separated):
    """Every address of the product, and those of Pam's own household."""
    person = separated.guardianships.get()
    own = [
        f"/trajecten/{agreed.pk}/gezinnen/{person.household_id}/",
        f"/trajecten/{agreed.pk}/ouders/{person.pk}/",
    ]
    return [*addresses, *own]


@pytest.fixture
def separated(agreed, pam, addresses):
    """Pam, who wrote too; after the addresses, which make rows of their own."""
    add_note(traject=agreed, text="pamtip", by=pam)
    write_consultant(traject=agreed, text="pambericht", by=pam)
    return pam


@pytest.fixture
def secretive(agreed, carla, separated):
    """Tuur's file, with the health part written and a move with a reason."""
    ReasonGroup.objects.update_or_create(
        code="cancer", defaults={"name_nl": GROUP, "main": "physical"}
    )
    TrajectChange.objects.create(
        traject=agreed, old="active", new="paused", reason=REASON, by=carla
    )
    HealthPart.objects.create(
        traject=agreed, group_code="cancer", details=ILLNESS, version=1
    )
    return agreed
