"""Our own server, but what lasts for hours lasts for seconds."""

from __future__ import annotations

import os
from datetime import timedelta

from sio.asgi import application
from sio.lessons import turn
from sio.lessons.live import line

__all__ = ["application"]

turn.CREDENTIALS_LAST = timedelta(seconds=int(os.environ["CREDENTIALS_LAST_S"]))
line.RENEW_EVERY_S = 1.0
