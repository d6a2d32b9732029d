"""Runs the benchmarks: `python -m benchmarks [only=NAME]`.

Standard output holds one JSON line per figure; what it is doing goes to standard
error, and at the end whether each control misses the limit, as it must. NAME is a
script or one of its figures.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

from benchmarks import (
    board_photo,
    comes_back,
    concealed_sound,
    cost,
    far_corner,
    figures,
    figures_known,
    glass_to_glass,
    hand,
    history_import,
    legibility,
    office,
    peers,
    photo_reading,
    press_to_picture,
    recovery,
    release_files,
    school_list,
    server_restart,
    several_pupils,
    signalling,
    steer_cost,
    steering,
    time_to_sharp,
)
from benchmarks.controls import verdicts
from benchmarks.figure import Figure

SCRIPTS = (
    press_to_picture,
    concealed_sound,
    cost,
    glass_to_glass,
    legibility,
    time_to_sharp,
    steering,
    far_corner,
    steer_cost,
    board_photo,
    photo_reading,
    several_pupils,
    recovery,
    comes_back,
    server_restart,
    hand,
    peers,
    office,
    figures,
    figures_known,
    school_list,
    history_import,
    release_files,
    signalling,
)


def measured(only: str) -> Iterator[Figure]:
    """All figures, or those of the script that is named or gives the named figure."""
    for script in SCRIPTS:
        name = script.__name__.rpartition(".")[2]
        if only in ("", name, *script.NAMES):
            print(f"{name}: {script.QUESTION}", file=sys.stderr)
            yield from script.run()


def main(arguments: list[str]) -> int:
    only = "".join(a.partition("=")[2] for a in arguments if a.startswith("only="))
    found = []
    for figure in measured(only):
        print(json.dumps(asdict(figure)), flush=True)
        found.append(figure)
    for verdict in verdicts(found):
        print(verdict, file=sys.stderr)
    if not found:
        names = [name for script in SCRIPTS for name in script.NAMES]
        print(f"No figure is called {only}. There are: {names}", file=sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
