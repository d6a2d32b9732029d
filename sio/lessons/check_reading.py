"""A test code in words, part by part: what the helpdesk reads off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from sio.lessons.check import (
    PARTS,
    RELAYS,
    Outcomes,
    Tone,
    Verdict,
    tone_of,
    verdict_of,
)
from sio.lessons.check_texts import CHECK_TEXTS

Text = str | Promise
_LINE = ("bandwidth", "loss", "delay")


@dataclass(frozen=True, slots=True)
class PartRead:
    """One part of the check: its name, what was found, how bad that is."""

    name: Text
    text: Text
    tone: Tone
    tone_text: Text


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole; `side` says on which device, `help` what to do, most needed first."""

    side: Text
    verdict: Verdict
    verdict_text: Text
    parts: tuple[PartRead, ...]
    help: tuple[Text, ...]


def reading_of(outcomes: Outcomes) -> Reading:
    """What the person saw at the end of the check."""
    verdict = verdict_of(outcomes)
    return Reading(
        side=_text("side", outcomes),
        verdict=verdict,
        verdict_text=CHECK_TEXTS[f"check.{verdict}"],
        parts=tuple(_parts(outcomes)),
        help=tuple(CHECK_TEXTS[key] for key in help_keys(outcomes)),
    )


def help_keys(outcomes: Outcomes) -> list[str]:
    """The texts that say what to do, each once, in the order of the parts."""
    keys = (
        _help_key(part, outcomes[part])
        for part in PARTS
        if tone_of(part, outcomes) in (Tone.WARN, Tone.BAD)
    )
    return list(dict.fromkeys(keys))


def _parts(outcomes: Outcomes) -> Iterator[PartRead]:
    for part in PARTS:
        if part != "side":
            tone = tone_of(part, outcomes)
            yield PartRead(
                name=CHECK_TEXTS[f"check.{part}"],
                text=_text(part, outcomes),
                tone=tone,
                tone_text=CHECK_TEXTS[f"check.tone.{tone}"],
            )


def _text(part: str, outcomes: Outcomes) -> Text:
    outcome = outcomes[part]
    if outcome == "untested" or (part in _LINE and outcome == "unknown"):
        return CHECK_TEXTS["check.untested"]
    group = "relay" if part in RELAYS else part
    return CHECK_TEXTS[f"check.{group}.{outcome}"]


def _help_key(part: str, outcome: str) -> str:
    if outcome == "absent":
        return "check.help.no_relay"
    if part == "direct" or part in RELAYS:
        return "check.help.path"
    return "check.help.weak" if part in _LINE else f"check.help.{part}.{outcome}"
