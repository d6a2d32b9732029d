"""The worker as in production: a process of its own, killed in the middle of a mail."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import closing

from tests.core.smtp import Mailbox, serving
from tests.e2e.server import free_port, manage, start_worker
from tests.e2e.sides import until

ELEVEN_MINUTES_LATER = """UPDATE core_outgoingmail SET
    claimed_at = datetime('now', '-11 minutes'),
    next_try_at = datetime('now', '-11 minutes')"""


class Silent(Mailbox):
    """Takes a mail, and does not say so before `says_so`."""

    def __init__(self):
        super().__init__()
        self.says_so = threading.Event()

    async def handle_DATA(self, server, session, envelope):
        answer = await super().handle_DATA(server, session, envelope)
        await asyncio.to_thread(self.says_so.wait, 20)
        return answer


def in_database(folder, statement):
    with closing(sqlite3.connect(folder / "sio.sqlite3")) as database:
        found = database.execute(statement).fetchall()
        database.commit()
    return found


def test_a_worker_that_is_killed_loses_no_mail(folder):
    port, mailbox = free_port(), Silent()
    mails = {"SIO_EMAIL_URL": f"smtp://127.0.0.1:{port}"}
    state = "SELECT state, tries FROM core_outgoingmail"
    with serving(mailbox, port):
        manage(folder, "invite_staff", "cora@example.org", "Cora", **mails)
        worker = start_worker(folder, **mails)
        until(lambda: mailbox.raw)  # it was taken, and we do not know
        worker.kill()
        worker.communicate(timeout=20)
        assert in_database(folder, state) == [("sending", 1)]
        mailbox.says_so.set()
        in_database(folder, ELEVEN_MINUTES_LATER)
        manage(folder, "clock", **mails)
        worker = start_worker(folder, **mails)
        until(lambda: in_database(folder, state) == [("sent", 2)])
        worker.terminate()
        _out, said = worker.communicate(timeout=20)
    assert worker.returncode == 0
    assert "cora" not in said
    first, second = mailbox.messages
    assert first["Message-ID"] == second["Message-ID"]
