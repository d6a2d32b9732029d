"""Runs the first command, and at the same time the others, that give way to it.

    python tools/beside.py "make one" "make two" "make three"

For a first one that waits more than it works. The others run after each other, each
whatever became of the one before; what they said comes once all is done. It fails if
one of them fails.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress

GIVING_WAY = ["nice", "-n", "5"]  # and yet a page opens within seconds
AGAIN_S = 5.0


def main(first: str, *others: str) -> int:
    """0 if all succeeded; else the exit code of one that failed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that `finally` runs
    # What a shell starts in the background ignores Ctrl-C, and all that it starts too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    rest = "; ".join(["failed=0", *(f"{one} || failed=$?" for one in others)])
    with tempfile.TemporaryFile() as said:
        beside = subprocess.Popen(
            [*GIVING_WAY, "sh", "-c", f"{rest}; exit $failed"],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
        try:
            failed = subprocess.call(["sh", "-c", first])
            failed = beside.wait() or failed
        finally:
            end(beside)
            said.seek(0)
            sys.stdout.buffer.write(said.read())
    return failed


def end(beside: subprocess.Popen[bytes]) -> None:
    """All of them, as by Ctrl-C, if they are not done.

    Again if need be: a shell that is just starting a command hears it, the command
    does not, and the shell waits for that.
    """
    while beside.poll() is None:
        os.killpg(beside.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            beside.wait(AGAIN_S)


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
