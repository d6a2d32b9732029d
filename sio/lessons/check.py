"""The code of the device check: eight characters that a person reads to the helpdesk.

The browser makes it (frontend/src/check/code.ts) and neither sends nor keeps anything:
what the check found is in the code itself. Each part has a word; the place of the word
in its list is its number. The numbers are packed in 27 bits, the first part highest,
and written as six digits in the alphabet of pairing codes (base 28). Two more digits
make that the whole number leaves REMAINDER when divided by PRIME. A wrong character
changes the number by d * 28^i and two swapped neighbours by d * 27 * 28^i, with d below
28: never a multiple of this prime, so neither passes.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import reduce

from django.utils.translation import gettext as _

from sio.core.errors import DomainError
from sio.devices import codes

CHECK_DIGITS = 2
PRIME = 773
REMAINDER = 1
_UNTESTED = ("untested", "works")
_MEDIA = ("refused", "missing", "busy", "failed")
_RELAY = (*_UNTESTED, "failed", "absent")

# Words are only ever added at the end, up to two to the power of the part's bits.
PARTS: dict[str, tuple[str, ...]] = {
    "side": ("unknown", "home", "class", "grown_up"),
    "browser": ("works", "unsupported", "insecure"),
    "camera": (*_UNTESTED, "dark", *_MEDIA),
    "microphone": (*_UNTESTED, "silent", *_MEDIA),
    "speaker": (*_UNTESTED, "not_heard", "blocked"),
    "direct": (*_UNTESTED, "no_answer", "failed"),
    "udp": _RELAY,
    "tcp": _RELAY,
    "tls": _RELAY,
    "bandwidth": ("unknown", "barely", "sound", "board", "small", "picture", "sharp"),
    "loss": ("unknown", "low", "some", "high"),
    "delay": ("unknown", "short", "long", "very_long"),
}
BITS: dict[str, int] = dict.fromkeys(PARTS, 2) | {
    "camera": 3,
    "microphone": 3,
    "bandwidth": 3,
}
RELAYS = ("udp", "tcp", "tls")
Outcomes = Mapping[str, str]


class Tone(StrEnum):
    """How bad an outcome is for a lesson; NONE: not tested, or nothing to say."""

    NONE = "none"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class Verdict(StrEnum):
    """What the parts make of the whole, as the person saw it."""

    READY = "ready"
    PAIR = "pair"
    PARTLY = "partly"
    LIMITED = "limited"
    STUCK = "stuck"


class WrongCheckCode(DomainError):
    code = "lessons.testcode_wrong"


def encode(outcomes: Outcomes) -> str:
    """ABCD-EFGH; `outcomes` has one word for every part."""
    packed = reduce(
        lambda bits, part: bits << BITS[part] | PARTS[part].index(outcomes[part]),
        PARTS,
        0,
    )
    shifted = packed * len(codes.ALPHABET) ** CHECK_DIGITS
    return codes.shown(_written(shifted + (REMAINDER - shifted) % PRIME))


def decode(text: str) -> dict[str, str]:
    """One word for every part, from a code however it was typed.

    Raises WrongCheckCode if it is no such code, or one of its characters is wrong.
    """
    code = codes.normalised(text)
    outcomes = _unpacked(_read(code) // len(codes.ALPHABET) ** CHECK_DIGITS)
    if not code or not outcomes or encode(outcomes) != codes.shown(code):
        raise WrongCheckCode(
            _("Deze code klopt niet. Laat de acht tekens nog eens voorlezen.")
        )
    return outcomes


def tone_of(part: str, outcomes: Outcomes) -> Tone:
    """How bad the outcome of one part is, given the others."""
    outcome = outcomes[part]
    if outcome in ("untested", "unknown") or part == "side":
        return Tone.NONE
    if outcome == "works":
        return Tone.GOOD
    if outcome in _FIXED.get(part, {}):
        return _FIXED[part][outcome]
    if part == "camera":  # a pupil can follow without, but who looks at the class not
        return Tone.BAD if outcomes["side"] == "class" else Tone.WARN
    if outcome == "absent":
        none = all(outcomes[relay] == "absent" for relay in RELAYS)
        return Tone.WARN if none and part == RELAYS[0] else Tone.NONE
    another = _relay_works(outcomes) or outcomes["direct"] == "works"
    return Tone.WARN if another else Tone.BAD


def verdict_of(outcomes: Outcomes) -> Verdict:
    """What the person saw on top of the result."""
    tones = {tone_of(part, outcomes) for part in PARTS}
    if Tone.BAD in tones:
        return Verdict.STUCK
    if Tone.WARN in tones:
        return Verdict.LIMITED
    if "untested" in {outcomes[part] for part in ("camera", "microphone", "speaker")}:
        return Verdict.PARTLY
    if outcomes["side"] == "unknown":
        return Verdict.PAIR
    line = outcomes["direct"] != "untested" or _relay_works(outcomes)
    return Verdict.READY if line else Verdict.PARTLY


def _relay_works(outcomes: Outcomes) -> bool:
    return any(outcomes[relay] == "works" for relay in RELAYS)


def _unpacked(packed: int) -> dict[str, str]:
    """Empty if a number has no word, or too much is left."""
    outcomes: dict[str, str] = {}
    for part in reversed(PARTS):
        packed, number = divmod(packed, 1 << BITS[part])
        if number >= len(PARTS[part]):
            return {}
        outcomes[part] = PARTS[part][number]
    return {} if packed else outcomes


def _written(number: int) -> str:
    digits = ""
    while len(digits) < codes.LENGTH:
        number, digit = divmod(number, len(codes.ALPHABET))
        digits = codes.ALPHABET[digit] + digits
    return digits


def _read(code: str) -> int:
    return reduce(
        lambda number, one: number * len(codes.ALPHABET) + codes.ALPHABET.index(one),
        code,
        0,
    )


_MEDIA_BAD = dict.fromkeys(_MEDIA, Tone.BAD)
_FIXED: dict[str, dict[str, Tone]] = {
    "browser": {"unsupported": Tone.BAD, "insecure": Tone.BAD},
    "camera": {"dark": Tone.WARN},
    "microphone": {"silent": Tone.WARN} | _MEDIA_BAD,
    "speaker": {"not_heard": Tone.BAD, "blocked": Tone.WARN},
    "bandwidth": {
        "barely": Tone.BAD,
        "sound": Tone.WARN,
        "board": Tone.WARN,
        "small": Tone.WARN,
        "picture": Tone.GOOD,
        "sharp": Tone.GOOD,
    },
    "loss": {"low": Tone.GOOD, "some": Tone.WARN, "high": Tone.BAD},
    "delay": {"short": Tone.GOOD, "long": Tone.WARN, "very_long": Tone.WARN},
}
