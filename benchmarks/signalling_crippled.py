"""The control of signalling.py: our server without what makes a rush bearable.

Each line asks the database for itself, Python's collector and threads work as they
come, and each line holds as much as a big message.
"""

from __future__ import annotations

import gc
import sys
from typing import Any

from sio.asgi import application
from sio.core import gather
from sio.lessons.live import line
from sio.lessons.protocol import MAX_BYTES

__all__ = ["application"]

gather.MOST = 1
gc.unfreeze()
gc.set_threshold(700, 10, 10)
sys.setswitchinterval(0.005)


class HeavyLine(line.Line):
    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.held = b"x" * MAX_BYTES


from sio.lessons.live import endpoint  # noqa: E402 -- after the class it shall use

endpoint.Line = HeavyLine  # type: ignore[misc]
