"""Ours beside what others do: a browser's own way, and Janus's VideoRoom.

One run, one network, the same drawn cameras. A peer has neither hints nor limits of
ours: each is as it comes. Prints a table for RESULTS.md to standard error at its end.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from time import monotonic

from benchmarks import peer_janus
from benchmarks.figure import Figure, figure
from benchmarks.peer_measures import lively, written
from benchmarks.peer_products import products
from benchmarks.peer_stage import peer_stage
from benchmarks.peer_table import MEASURES, name_of, table

QUESTION = "How does it compare with a plain browser and with Janus, in one run?"
NAMES = tuple(name_of(one.name, who) for one in MEASURES for who in one.of)
DID_NOT_COME = "did not come"
NO_JANUS = "Janus is not measured: apt-get install janus janus-demos brings it."

Samples = dict[tuple[str, str], list[float]]


def run() -> Iterator[Figure]:
    """Figures without limits: each is the other's control."""
    if not peer_janus.is_here():
        print(NO_JANUS, file=sys.stderr)
    figures = list(figures_of(measured()))
    yield from figures
    print(table(figures), file=sys.stderr)


def measured() -> Samples:
    """By measure and product: there and back again, then each on poor lines."""
    found: Samples = defaultdict(list)
    began = monotonic()
    with peer_stage() as stage:
        all_of_them = products(stage)
        there_and_back = [*all_of_them, *reversed(all_of_them)]
        turns = [(one, lively) for one in there_and_back]
        turns += [(one, written) for one in all_of_them]
        for product, measures in turns:
            for measure, samples in measures(product):
                said = [round(sample, 1) for sample in samples[:6]] or DID_NOT_COME
                at = f"{monotonic() - began:.0f} s"
                print(f"{at}: {product.name} {measure}: {said}", file=sys.stderr)
                found[measure, product.name] += samples
    return found


def figures_of(found: Samples) -> Iterator[Figure]:
    for measure in MEASURES:
        for who in measure.of:
            samples = found.get((measure.name, who))
            if samples:
                name = name_of(measure.name, who)
                yield figure(name, samples, measure.unit, None, more=measure.more)
