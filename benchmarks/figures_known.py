"""A release beside 1, 5 and 20 signed ones of all figures, at 10,000 trajects.

What is out was counted with some files fewer each time, so that some of what it told
still holds and some does not.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator

from benchmarks.figure import Figure, figure
from benchmarks.office import SETTINGS, manage

QUESTION = "What does each earlier release cost a new one, all figures in each?"
SIGNED = (1, 5, 20)
NAMES = tuple(f"figures_known_{count}_s" for count in SIGNED)
TRAJECTS = 10_000
OUTPUT = "known>"  # before the samples, on a line of standard output


def run() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="sio-bench-") as var:
        settings = SETTINGS | {"SIO_VAR_DIR": var}
        manage(settings, "migrate", "-v0")
        _call(settings, "figures_rows", f"populate({TRAJECTS})")
        said = _call(settings, "figures_signed", "tell()")
    [line] = [line for line in said.splitlines() if line.startswith(OUTPUT)]
    samples: dict[str, list[float]] = json.loads(line.removeprefix(OUTPUT))
    for name in NAMES:
        yield figure(name, samples[name], "s", None)


def _call(settings: dict[str, str], module: str, call: str) -> str:
    function = call.partition("(")[0]
    command = f"from benchmarks.{module} import {function}; {call}"
    return manage(settings, "shell", "-v0", "-c", command)
