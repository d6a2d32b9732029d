"""A release as files: one document in, and the same numbers out in every format."""

from __future__ import annotations

from sio.statistics.formats.files import charts_of, file_name, make_files
from sio.statistics.formats.made import Chart, Charts, MadeFile

__all__ = ["Chart", "Charts", "MadeFile", "charts_of", "file_name", "make_files"]
