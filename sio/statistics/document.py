"""A release as it is read: what every format is made of, and nothing else.

All formats take the same `Document`, so that they can't differ in a number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sio.statistics.cells import ShownCube

At = tuple[str, ...]
Words = Mapping[str, Mapping[str, Sequence[Sequence[str]]]]


@dataclass(frozen=True)
class Definition:
    """What a word of the figures means: `key` and `version` never change meaning."""

    key: str
    version: int
    name: str
    text: str


@dataclass(frozen=True)
class Text:
    """A question, its answer, or words in between; `number` counts the questions.

    `text` is as the officer typed it: paragraphs with an empty line between them, lines
    that begin with "- " are a list. It is never markup: every format writes it as text.
    """

    kind: str  # question, answer, text
    number: int | None
    text: str


@dataclass(frozen=True)
class Figure:
    """One cube in the text: as a table always, and as a chart if `chart` names one.

    `measures` has the keys that are shown. What is `left_out` is blank, and no secret.
    """

    number: int
    caption: str
    cube: ShownCube
    chart: str = ""  # "", line, bars, map
    measures: tuple[str, ...] = ()
    # By dimension and language names that were kept with the release: labels.Frozen.
    words: Words = field(default_factory=dict, hash=False)
    left_out: frozenset[tuple[At, str]] = frozenset()  # cell and measure: by choice


@dataclass(frozen=True)
class Document:
    """One release, whole."""

    number: int
    title: str
    asked: (
        str  # who asked: "Vraag nr. 123 van … (datum)"; empty for a report of our own
    )
    language: str  # nl-be, fr, en, de
    cutoff: str  # ISO moment, UTC
    signed: str  # ISO day, or empty
    made_by: str
    signed_by: str
    k: int
    is_suppressed: bool
    reason: str  # of an unsuppressed one
    corrects: int | None
    query_version: str
    completeness: tuple[str, ...]  # sentences
    definitions: tuple[Definition, ...]
    blocks: tuple[Text | Figure, ...]
    sha256: str
