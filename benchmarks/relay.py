"""coturn, as we ship it, beside the server at school, at its own address."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.networks import ENDS, SCHOOL, inside, ip
from benchmarks.stage import KNOCK
from tests.e2e.turn import START_S, Turn

ADDRESS, PORT = "10.87.0.3", 3478


class Relay(Turn):
    """Every lesson of a server with its settings goes through it."""

    address = ADDRESS

    def prefix(self) -> list[str]:
        return list(inside(SCHOOL))

    def answers(self) -> bool:
        """Asks from within: it listens to TCP too."""
        knock = [*self.prefix(), sys.executable, "-c", KNOCK, ADDRESS, str(PORT)]
        deadline = time.monotonic() + START_S
        while subprocess.run(knock, check=False).returncode:
            if time.monotonic() > deadline:
                return False
        return True


@contextmanager
def relaying() -> Iterator[dict[str, str]]:
    """The settings of a server whose lessons go through it; the networks are there."""
    ip("-n", SCHOOL, "addr", "add", f"{ADDRESS}/24", "dev", ENDS[SCHOOL])
    with tempfile.TemporaryDirectory(prefix="sio-relay-") as folder:
        relay = Relay(Path(folder), PORT)
        try:
            yield relay.start().settings
        finally:
            relay.stop()
