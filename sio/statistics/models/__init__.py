"""What the figures keep; one module per noun."""

from __future__ import annotations

from sio.statistics.models.erased import FormerUse, KeptRow, ReachedSchool
from sio.statistics.models.export import CubeExport
from sio.statistics.models.history import (
    HistoryImport,
    HistoryKey,
    HistoryRow,
    PublishedTable,
    PublishedValue,
)
from sio.statistics.models.release import (
    Release,
    ReleaseBlock,
    ReleaseFile,
    ReleaseRows,
)
from sio.statistics.models.use import HelpOfYear, UseOfYear

__all__ = [
    "CubeExport",
    "FormerUse",
    "HelpOfYear",
    "HistoryImport",
    "HistoryKey",
    "HistoryRow",
    "KeptRow",
    "PublishedTable",
    "PublishedValue",
    "ReachedSchool",
    "Release",
    "ReleaseBlock",
    "ReleaseFile",
    "ReleaseRows",
    "UseOfYear",
]
