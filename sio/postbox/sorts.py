"""Which sort of file something is, by its content alone; what is no sort is refused.

The name that a browser gives and the type that it claims count for nothing, but that
plain text is taken only from a file that says it is text: a script is text too.
"""

from __future__ import annotations

import codecs
import re
import struct
import unicodedata
import zipfile
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import PurePosixPath

HEAD_BYTES = 4096
NAME_LETTERS = 120
# Of a file of office: far above what one of 50 MB has.
MOST_ENTRIES = 5000
DIRECTORY_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Sort:
    """What a file may be: how it is sent, and how its name ends."""

    media_type: str
    ending: str


PDF = Sort("application/pdf", ".pdf")
JPEG = Sort("image/jpeg", ".jpg")
PNG = Sort("image/png", ".png")
GIF = Sort("image/gif", ".gif")
WEBP = Sort("image/webp", ".webp")
HEIC = Sort("image/heic", ".heic")
MP3 = Sort("audio/mpeg", ".mp3")
M4A = Sort("audio/mp4", ".m4a")
TEXT = Sort("text/plain; charset=utf-8", ".txt")
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
OPEN_XML = {
    "word/document.xml": Sort(_OPEN_XML + "wordprocessingml.document", ".docx"),
    "xl/workbook.xml": Sort(_OPEN_XML + "spreadsheetml.sheet", ".xlsx"),
    "ppt/presentation.xml": Sort(_OPEN_XML + "presentationml.presentation", ".pptx"),
}
ODF = {
    _ODF + "text": Sort(_ODF + "text", ".odt"),
    _ODF + "spreadsheet": Sort(_ODF + "spreadsheet", ".ods"),
    _ODF + "presentation": Sort(_ODF + "presentation", ".odp"),
}
SORTS: tuple[Sort, ...] = (PDF, JPEG, PNG, GIF, WEBP, HEIC, MP3, M4A, TEXT)
SORTS += (*OPEN_XML.values(), *ODF.values())
ACCEPTED = ",".join([*(sort.ending for sort in SORTS), ".jpeg", ".heif", "image/*"])

_HEADS = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"ID3", MP3),
    (b"\xff\xfb", MP3),
    (b"\xff\xf3", MP3),
    (b"\xff\xf2", MP3),
)
# The brand of an ISO base media file, ISO/IEC 14496-12, 4.3.
_BRANDS = {
    b"heic": HEIC,
    b"heix": HEIC,
    b"heim": HEIC,
    b"heis": HEIC,
    b"mif1": HEIC,
    b"M4A ": M4A,
}
# What the library says of a zip that is none.
_BROKEN: tuple[type[Exception], ...] = (zipfile.BadZipFile, NotImplementedError)
_BROKEN += (ValueError, RuntimeError, EOFError, struct.error)
_ZIP = b"PK\x03\x04"
_TEXT_ENDINGS = {".txt", ".csv", ".md"}
# What a browser or a system could take for something to run.
_RUNS = re.compile(
    r"^\s*(?:#!|<)|<\s*(?:!doctype|html|script|svg|iframe|\?xml|\?php)", re.I
)
# Signs that no text has, but for tabs and ends of lines and pages.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_NAME = re.compile(r"(.+?)(\.[A-Za-z0-9]{1,5})?")
# Macros and controls of office files, old and new.
_ACTIVE = re.compile(r"vbaproject|/activex/|^basic/|^scripts/|/vbadata", re.I)


class Sniffer:
    """Looks at a file while it goes by; a zip is for `sort_of_zip` afterwards."""

    def __init__(self, name: str) -> None:
        self._head = bytearray()
        self._may_be_text = PurePosixPath(name.lower()).suffix in _TEXT_ENDINGS
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def feed(self, content: bytes) -> None:
        """The next part of the file."""
        if len(self._head) < HEAD_BYTES:
            self._head += content[: HEAD_BYTES - len(self._head)]
        if self._may_be_text:
            self._may_be_text = self._reads(content, final=False)

    def is_zip(self) -> bool:
        return self._head.startswith(_ZIP)

    def sort(self) -> Sort | None:
        """After the last part: what it is, if it is one of ours and no zip."""
        head = bytes(self._head)
        for begins, sort in _HEADS:
            if head.startswith(begins):
                return sort
        if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
            return WEBP
        if head[4:8] == b"ftyp":
            return _BRANDS.get(head[8:12])
        return TEXT if self._is_text(head) else None

    def _is_text(self, head: bytes) -> bool:
        if not self._may_be_text or not self._reads(b"", final=True):
            return False
        start = head.decode("utf-8", errors="ignore").lstrip("\ufeff")
        return _RUNS.search(start) is None

    def _reads(self, content: bytes, *, final: bool) -> bool:
        """True if it goes on as text in UTF-8 without signs that no text has."""
        try:
            text = self._decoder.decode(content, final)
        except UnicodeDecodeError:
            return False
        return _NO_TEXT.search(text) is None


def sort_of_zip(file: BufferedIOBase) -> Sort | None:
    """Which file of office this zip is; None for others, and for those with macros.

    Reads its list of contents, and nothing of them but the few bytes that name an
    OpenDocument file.
    """
    if not _has_small_directory(file):
        return None
    try:
        with zipfile.ZipFile(file) as archive:
            return _sort_of(archive)
    except _BROKEN:
        return None


def clean_name(name: str, sort: Sort) -> str:
    """The name without a path or hidden signs, ending as what the file is.

    Signs that turn the direction of writing could make "gpj.exe" read as "exe.jpg".
    """
    shown = "".join(
        " " if unicodedata.category(sign)[0] in "CZ" else sign for sign in name
    )
    last = " ".join(re.split(r"[/\\]", shown)[-1].split())
    match = _NAME.fullmatch(last)
    stem, old = (match[1], (match[2] or "").lower()) if match else ("", "")
    ending = old if sort is TEXT and old in _TEXT_ENDINGS else sort.ending
    return f"{stem.strip('. ')[:NAME_LETTERS] or 'bestand'}{ending}"


def _has_small_directory(file: BufferedIOBase) -> bool:
    """So that reading it takes little memory. Source: PKWARE APPNOTE 4.3.16."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read(65_557)
    at = tail.rfind(b"PK\x05\x06")
    is_of_64_bits = b"PK\x06\x07" in tail  # made for what is larger than 4 GB
    if at < 0 or len(tail) < at + 22 or is_of_64_bits:
        return False
    entries = int.from_bytes(tail[at + 10 : at + 12], "little")
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    return entries <= MOST_ENTRIES and length <= DIRECTORY_BYTES


def _sort_of(archive: zipfile.ZipFile) -> Sort | None:
    names = archive.namelist()
    if any(_ACTIVE.search(name) for name in names):
        return None
    if "[Content_Types].xml" in names:
        found = (sort for name, sort in OPEN_XML.items() if name in names)
        return next(found, None)
    if "mimetype" not in names:
        return None
    told = archive.getinfo("mimetype")
    if told.compress_type != zipfile.ZIP_STORED or told.file_size > 100:
        return None
    return ODF.get(archive.read(told).decode("ascii", errors="replace").strip())
