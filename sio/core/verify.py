"""Walking the access log: is every record still there, as it was written?

What this can't see: somebody who owns the database and recomputes the whole chain, or
takes its end away with everything that says so. Against that the head of the chain is
kept outside, each day (docs/operations.md), and given here as an anchor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sio.core import access_log, chain
from sio.core.models import AccessHead, AccessRecord, AccessSegment

CHUNK = 2_000  # rows in memory at once


@dataclass(frozen=True)
class Anchor:
    """A head as it was printed on an earlier day."""

    sequence: int
    hash: str

    @classmethod
    def parse(cls, text: str) -> Anchor:
        """From `SEQ:HASH`. Raises ValueError."""
        sequence, _colon, hash_ = text.strip().partition(":")
        if not sequence.isascii() or len(hash_) != len(chain.GENESIS):
            raise ValueError("an anchor is SEQ:HASH, as access_log_head prints it")
        return cls(int(sequence), hash_)


@dataclass
class Walk:
    """How far the walk is: the last number and hash, and what the anchor met."""

    anchor: Anchor | None
    sequence: int = 0
    hash: str = chain.GENESIS
    rows: int = 0
    anchor_met: bool = False

    def pass_by(self, sequence: int, hash_: str) -> None:
        """Go on from here, whether it was right or not: one fault, one line."""
        self.sequence, self.hash = sequence, hash_
        if self.anchor == Anchor(sequence, hash_):
            self.anchor_met = True


def problems(anchor: Anchor | None = None) -> Iterator[str]:
    """What is wrong with the log, a sentence each, oldest first; empty if all is well.

    Records that are added meanwhile do no harm: the walk ends where the head was.
    """
    head = AccessHead.objects.filter(pk=AccessHead.ONLY).first()
    walk = Walk(anchor)
    if head is None:
        yield "the head of the chain is missing"
        head = _end_found()
    if anchor and anchor.sequence == 0:
        walk.anchor_met = anchor.hash == chain.GENESIS
    number = 0
    for segment in AccessSegment.objects.filter(number__lte=head.segment):
        yield from _missing_segments(number, segment.number)
        number = segment.number
        yield from _segment_problems(segment, head, walk)
    yield from _missing_segments(number, head.segment + 1)
    yield from _end_problems(head, walk)
    yield from _anchor_problems(walk)


def _segment_problems(
    segment: AccessSegment, head: AccessHead, walk: Walk
) -> Iterator[str]:
    where = f"segment {segment.number}"
    if segment.previous_hash != walk.hash:
        yield f"{where} does not begin with the closing hash of the one before"
    if segment.first_sequence != walk.sequence + 1:
        yield f"{where} does not begin with record {walk.sequence + 1}"
    walk.hash = segment.previous_hash
    if segment.dropped_at is not None:
        yield from _dropped_problems(segment)
        walk.pass_by(segment.last_sequence or walk.sequence, segment.last_hash)
    elif segment.number == head.segment:
        # Whatever was added or sealed since the head was read is for the next walk.
        yield from _record_problems(segment, head.sequence, walk)
        return
    else:
        yield from _record_problems(segment, segment.last_sequence, walk)
    yield from _seal_problems(segment, walk)


def _seal_problems(segment: AccessSegment, walk: Walk) -> Iterator[str]:
    """Of a segment that is not the last, so must be sealed; goes on from its close."""
    where = f"segment {segment.number}"
    if segment.sealed_at is None or segment.last_sequence is None:
        yield f"{where} is not sealed, but another one follows"
        return
    held = segment.last_sequence - segment.first_sequence + 1
    if segment.count != held or segment.closing_hash != chain.closing_hash(segment):
        yield f"{where} was changed after it was sealed"
    if (walk.sequence, walk.hash) != (segment.last_sequence, segment.last_hash):
        yield f"{where} does not end as it was sealed: record {segment.last_sequence}"
    walk.pass_by(segment.last_sequence, segment.closing_hash)


def _dropped_problems(segment: AccessSegment) -> Iterator[str]:
    where = f"segment {segment.number}"
    if access_log.records_of(segment).exists():
        yield f"{where} is dropped, but has records"
    sealed_at, dropped_at = segment.sealed_at, segment.dropped_at
    if sealed_at and dropped_at and dropped_at - sealed_at < access_log.RETENTION:
        yield f"{where} was dropped before its term"


def _record_problems(
    segment: AccessSegment, last: int | None, walk: Walk
) -> Iterator[str]:
    """Of the records of one segment, up to `last` (all if None)."""
    records = AccessRecord.objects.filter(
        sequence__gte=segment.first_sequence
    ).order_by("sequence")
    if last is not None:
        records = records.filter(sequence__lte=last)
    else:
        records = records.filter(segment=segment.number)
    for record in records.iterator(CHUNK):
        walk.rows += 1
        yield from _gap(walk.sequence + 1, record.sequence)
        gap = record.sequence != walk.sequence + 1
        if record.segment != segment.number:
            yield f"record {record.sequence} says segment {record.segment}"
        if record.hash != chain.record_hash(record):
            yield f"record {record.sequence} was changed"
        elif record.previous_hash != walk.hash and not gap:
            yield f"record {record.sequence} does not follow the one before it"
        walk.pass_by(record.sequence, record.hash)
    yield from _gap(walk.sequence + 1, (last or walk.sequence) + 1)


def _end_problems(head: AccessHead, walk: Walk) -> Iterator[str]:
    if (walk.sequence, walk.hash) != (head.sequence, head.hash):
        yield f"the chain ends at record {walk.sequence}, not as its head says"
    if AccessRecord.objects.filter(sequence__lt=1).exists():
        yield "records stand before the first"
    beyond = AccessRecord.objects.filter(sequence__gt=walk.sequence).first()
    now = AccessHead.objects.filter(pk=AccessHead.ONLY).first()
    # Read after: a record that was added meanwhile moved the head too.
    if beyond is not None and now is not None and beyond.sequence > now.sequence:
        yield f"records up to {beyond.sequence} lie beyond the head"


def _anchor_problems(walk: Walk) -> Iterator[str]:
    if walk.anchor is None or walk.anchor_met:
        return
    at = walk.anchor.sequence
    dropped = AccessSegment.objects.filter(
        first_sequence__lte=at, last_sequence__gt=at, dropped_at__isnull=False
    )
    if at > walk.sequence:
        yield f"the anchor is at record {at}, the log ends before"
    elif dropped.exists():
        yield f"record {at} was dropped after its term: take a younger anchor"
    else:
        yield f"record {at} is not the one that was anchored"


def _missing_segments(before: int, after: int) -> Iterator[str]:
    for number in range(before + 1, after):
        yield f"segment {number} is missing"


def _gap(expected: int, found: int) -> Iterator[str]:
    if found == expected + 1:
        yield f"record {expected} is missing"
    elif found > expected:
        yield f"records {expected} to {found - 1} are missing"


def _end_found() -> AccessHead:
    """Without a head: where the rows themselves end."""
    last = AccessRecord.objects.first()
    segment = AccessSegment.objects.last()
    return AccessHead(
        sequence=last.sequence if last else 0,
        hash=last.hash if last else chain.GENESIS,
        segment=segment.number if segment else 0,
    )
