"""What staff keep about files; one module per noun."""

from __future__ import annotations

from sio.casework.models.duplicate import FileMerge, NotTheSame
from sio.casework.models.waiting import WaitingMove

__all__ = ["FileMerge", "NotTheSame", "WaitingMove"]
