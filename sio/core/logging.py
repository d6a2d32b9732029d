"""What our log leaves out."""

from __future__ import annotations

import logging


class NoVisitors(logging.Filter):
    """Drops the line that uvicorn writes for each socket: it begins with the address.

    Its access log is another logger, which is off; this one comes with its errors.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith('%s - "WebSocket')
