"""The figures of the peers side by side, as Markdown for RESULTS.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.figure import Figure

WHO = {"ours": "ours", "plain": "plain browser", "janus": "Janus VideoRoom"}
NOT_MEASURED = "–"


@dataclass(frozen=True)
class Measure:
    """What one row says, and `of` whom; with `more` a higher figure is better."""

    name: str
    what: str
    unit: str
    more: bool = False
    of: tuple[str, ...] = tuple(WHO)


MEASURES = (
    Measure("join_ms", "from the pupil's press to the picture, no line before", "ms"),
    Measure("join_warm_ms", "the same with the line of the lobby", "ms", of=("ours",)),
    Measure("glass_to_glass_ms", "age of the picture, no limit to the line", "ms"),
    Measure("recovery_5s_ms", "picture after an outage of 5 s", "ms"),
    Measure("sharp_ms", "14 px reads 98 % right after the press, 1 Mbit/s", "ms"),
    Measure("board_100kbps_pct", "board read right, 100 kbit/s", "%", more=True),
    Measure("concealed_loss20_pct", "sound made up, 20 % loss, 300 kbit/s", "%"),
)


def name_of(measure: str, who: str) -> str:
    return f"peer_{measure}_{who}"


def table(figures: Sequence[Figure]) -> str:
    """One row per measure, p50 and p95 of each, and who is ahead by p50.

    Who is not measured has a dash; a peer has no warm line.
    """
    by_name = {figure.name: figure for figure in figures}
    head = ["measure", "what", *WHO.values(), "ahead"]
    lines = [head, ["---"] * len(head)]
    for measure in MEASURES:
        lines.append([f"`{measure.name}`", measure.what, *cells(measure, by_name)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cells(measure: Measure, by_name: Mapping[str, Figure]) -> Iterator[str]:
    found = {who: by_name.get(name_of(measure.name, who)) for who in WHO}
    for one in found.values():
        yield shown(one) if one else NOT_MEASURED
    yield ahead(measure, found)


def shown(figure: Figure) -> str:
    return f"{figure.p50} {figure.unit} (p95 {figure.p95}, n {figure.n})"


def ahead(measure: Measure, found: Mapping[str, Figure | None]) -> str:
    """Everybody with the best p50; a dash if there is nobody to compare with."""
    p50s = {who: one.p50 for who, one in found.items() if one}
    if len(p50s) < 2:
        return NOT_MEASURED
    best = max(p50s.values()) if measure.more else min(p50s.values())
    return ", ".join(WHO[who] for who, p50 in p50s.items() if p50 == best)
