"""Database work outside a request: who asks meanwhile is answered in one go."""

from __future__ import annotations

import asyncio
import contextvars
import logging
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from asgiref.sync import sync_to_async
from django.db import DatabaseError

from sio.core.database import close_stale_connections
from sio.core.errors import StorageAway

logger = logging.getLogger(__name__)
Q = TypeVar("Q")
A = TypeVar("A")
MOST = 25  # questions in one go: many answers at once would hold up the other lines
PATIENCE_S = 5.0  # the database may be held, or be at the other end of a dead network


class Gather(Generic[Q, A]):
    """Asks for many what each of them asks, so that a rush costs few queries.

    `answer` gives an answer for each question, in order; an exception among the answers
    is raised to who asked that. A database that is away is told to all who wait, at
    once, by StorageAway: nobody waits for the patience of everybody before.
    """

    def __init__(
        self, answer: Callable[[Sequence[Q]], Sequence[A | Exception]]
    ) -> None:
        self.answer = answer
        self.waiting: list[tuple[Q, asyncio.Future[A]]] = []
        self.task: asyncio.Task[None] | None = None

    async def ask(self, question: Q) -> A:
        """Raises StorageAway, also when there is no answer within PATIENCE_S.

        What was asked may then be done all the same, later.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[A] = loop.create_future()
        if self.task is None or self.task.done() or self.task.get_loop() is not loop:
            self.waiting = []
            # In a context of its own, without the language of who asks first.
            self.task = loop.create_task(self._run(), context=contextvars.Context())
        self.waiting.append((question, future))
        try:
            return await asyncio.wait_for(future, PATIENCE_S)
        except (TimeoutError, DatabaseError):
            raise StorageAway() from None

    async def _run(self) -> None:
        while self.waiting:
            batch, self.waiting = self.waiting[:MOST], self.waiting[MOST:]
            answers = await self._answers([question for question, _future in batch])
            for (_question, future), answer in zip(batch, answers, strict=True):
                if future.done():
                    continue
                if isinstance(answer, Exception):
                    future.set_exception(answer)
                else:
                    future.set_result(answer)

    async def _answers(self, questions: Sequence[Q]) -> Sequence[A | Exception]:
        try:
            return await sync_to_async(self._in_database)(questions)
        except DatabaseError as error:
            logger.exception("live.storage_away")
            return [error] * len(questions)
        except Exception as error:
            logger.exception("live.answer_failed")
            return [error] * len(questions)

    def _in_database(self, questions: Sequence[Q]) -> Sequence[A | Exception]:
        """A line has no request around it, and would keep a connection for ever."""
        close_stale_connections()
        try:
            return self.answer(questions)
        finally:
            close_stale_connections()
