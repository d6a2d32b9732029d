"""A real mail server on the loopback, that a test can tell what to answer."""

from __future__ import annotations

import email
from contextlib import contextmanager
from email import policy

from aiosmtpd.controller import Controller

from tests.core.machine import free_ports

TAKEN = "250 OK"


class Mailbox:
    """Takes what comes; `to_recipient` and `to_text` are its answers."""

    def __init__(self):
        self.raw, self.to_recipient, self.to_text, self.asked = [], TAKEN, TAKEN, 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.asked += 1
        if self.to_recipient == TAKEN:
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server, session, envelope):
        if self.to_text == "drop":
            server.transport.abort()
        elif self.to_text == TAKEN:
            self.raw.append((envelope.rcpt_tos, envelope.content))
        return self.to_text

    @property
    def messages(self):
        """Parsed by the rules, as a mail program reads them."""
        return [
            email.message_from_bytes(content, policy=policy.default)
            for _recipients, content in self.raw
        ]


@contextmanager
def serving(mailbox, port):
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def use_smtp(settings):
    """Our settings for a server that listens there once `serving`; gives its port."""
    [port] = free_ports(1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_TIMEOUT = 5
    return port
