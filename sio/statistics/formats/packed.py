"""Office files are zip archives; ours are the same each time they are made."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # of a zip archive


def packed_again(content: bytes) -> bytes:
    """The same archive without the moment at which each part was written."""
    page = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(page, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(
                ZipInfo(part.filename, _EARLIEST),
                old.read(part),
                compress_type=ZIP_DEFLATED,
            )
    return page.getvalue()
