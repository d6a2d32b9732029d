"""The hashes of the access log: what is in them, and in which form.

A hash is SHA-256, in hexadecimal, over UTF-8 JSON without spaces and with \\u escapes:
a list of the kind ("sio-access-record-1" or "sio-access-segment-1"), then the fields in
the order below. Moments are ISO 8601 in UTC with six decimals; nothing is null. With
this page and the rows, anybody can recompute the chain.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

from sio.core.models import HASH_LENGTH, AccessRecord, AccessSegment

GENESIS = "0" * HASH_LENGTH  # what the first record has before it
RECORD = "sio-access-record-1"
SEGMENT = "sio-access-segment-1"


def record_hash(record: AccessRecord) -> str:
    """Over all fields of the record but this hash; the one before is among them."""
    return digest(
        RECORD,
        record.sequence,
        record.segment,
        moment(record.at),
        record.by_id,
        record.actor,
        record.on_behalf_of_id,
        record.traject,
        record.what,
        record.page,
        record.why,
        record.count,
        record.previous_hash,
    )


def closing_hash(segment: AccessSegment) -> str:
    """Over a sealed segment; the next begins with it. Stays when rows are dropped."""
    return digest(
        SEGMENT,
        segment.number,
        moment(segment.opened_at),
        segment.first_sequence,
        segment.previous_hash,
        segment.last_sequence,
        segment.count,
        segment.last_hash,
        moment(segment.sealed_at) if segment.sealed_at else None,
    )


def digest(*parts: str | int | None) -> str:
    """SHA-256 over the parts in their one form; the first says what kind it is."""
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def moment(at: datetime) -> str:
    """UTC with six decimals, as both databases keep it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
