"""What staff keep about files; one module per noun."""

from __future__ import annotations

from sio.casework.models.bulk import BulkItem, BulkMove
from sio.casework.models.duplicate import FileMerge, NotTheSame
from sio.casework.models.round import (
    Round,
    RoundAnswer,
    RoundCall,
    RoundChoice,
    RoundInvitation,
    RoundQuestion,
    RoundTry,
)
from sio.casework.models.waiting import WaitingMove

__all__ = [
    "BulkItem",
    "BulkMove",
    "FileMerge",
    "NotTheSame",
    "Round",
    "RoundAnswer",
    "RoundCall",
    "RoundChoice",
    "RoundInvitation",
    "RoundQuestion",
    "RoundTry",
    "WaitingMove",
]
