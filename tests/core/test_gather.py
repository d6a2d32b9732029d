"""Who asks the database meanwhile is answered in one go, or told that it is away."""

from __future__ import annotations

import asyncio
import threading

import pytest
from django.db import OperationalError
from django.utils import translation
from django.utils.translation import gettext

from sio.core import gather
from sio.core.errors import StorageAway
from sio.core.gather import MOST, Gather

pytestmark = [pytest.mark.anyio, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def anyio_backend():
    return "asyncio"


class Database:
    """Answers twice the number; keeps how many were asked at once."""

    def __init__(self, fails_with=None):
        self.batches, self.fails_with = [], fails_with
        self.goes_on = threading.Event()
        self.goes_on.set()

    def answer(self, numbers):
        self.batches.append(len(numbers))
        self.goes_on.wait(10)
        if self.fails_with:
            raise self.fails_with
        return [2 * number if number >= 0 else ValueError() for number in numbers]


async def test_a_rush_is_few_questions():
    database = Database()
    asking = Gather(database.answer)
    answers = await asyncio.gather(*(asking.ask(number) for number in range(100)))
    assert answers == [2 * number for number in range(100)]
    assert database.batches == [MOST] * (100 // MOST)


async def test_an_answer_that_is_an_error_is_one_askers_own():
    asking = Gather(Database().answer)
    answers = await asyncio.gather(*map(asking.ask, (1, -1, 3)), return_exceptions=True)
    assert answers[0] == 2
    assert answers[2] == 6
    assert isinstance(answers[1], ValueError)


async def test_a_database_that_is_away_is_told_to_all_and_asked_again():
    database = Database(fails_with=OperationalError())
    asking = Gather(database.answer)
    answers = await asyncio.gather(*map(asking.ask, range(5)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [StorageAway] * 5
    database.fails_with = None
    assert await asking.ask(4) == 8


async def test_nobody_waits_for_ever_and_what_was_asked_is_done(monkeypatch):
    monkeypatch.setattr(gather, "PATIENCE_S", 0.05)
    database = Database()
    database.goes_on.clear()
    asking = Gather(database.answer)
    with pytest.raises(StorageAway):
        await asking.ask(1)
    with pytest.raises(StorageAway):
        await asking.ask(2)
    database.goes_on.set()
    monkeypatch.setattr(gather, "PATIENCE_S", 5)
    assert await asking.ask(3) == 6
    assert sum(database.batches) == 3


async def test_a_refusal_is_in_the_language_of_who_asked():
    asking = Gather(Database(fails_with=OperationalError()).answer)
    messages = {}
    for language in ("fr", "nl-be"):
        with translation.override(language):
            with pytest.raises(StorageAway) as caught:
                await asking.ask(1)
            messages[language] = caught.value.message
            assert caught.value.message == StorageAway().message
    assert messages["fr"] != messages["nl-be"] == gettext(messages["nl-be"])
