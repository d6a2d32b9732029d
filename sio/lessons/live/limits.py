"""How much one line may say."""

from __future__ import annotations

import time
from collections.abc import Callable

BURST_MESSAGES = 200  # a call start sends some 40 candidates a side
MESSAGES_PER_S = 50


class Allowance:
    """A bucket of tokens: a burst at once, and a steady number a second."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.left = float(BURST_MESSAGES)
        self.seen_at = clock()

    def spend(self) -> bool:
        """Take one message off; False if there is none left."""
        now = self.clock()
        gained = (now - self.seen_at) * MESSAGES_PER_S
        self.left = min(BURST_MESSAGES, self.left + gained)
        self.seen_at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True
