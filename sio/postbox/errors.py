"""What may be refused at a box (docs/errors.md)."""

from __future__ import annotations

from sio.core.errors import DomainError


class BoxNotAllowed(DomainError):
    code = "postbox.not_allowed"


class BoxClosed(DomainError):
    code = "postbox.closed"


class BoxFull(DomainError):
    code = "postbox.box_full"


class DayFull(DomainError):
    code = "postbox.day_full"


class NothingPutIn(DomainError):
    code = "postbox.nothing"


class UploadBroken(DomainError):
    code = "postbox.broken"


class TooManyFiles(DomainError):
    code = "postbox.too_many_files"


class FileEmpty(DomainError):
    code = "postbox.file_empty"


class FileTooLarge(DomainError):
    code = "postbox.file_too_large"


class FileKindRefused(DomainError):
    code = "postbox.kind_refused"


class NoRoom(DomainError):
    code = "postbox.no_room"


class NotCheckedYet(DomainError):
    code = "postbox.not_checked"


class HeldBack(DomainError):
    code = "postbox.held_back"


class FileDamaged(DomainError):
    code = "postbox.damaged"


class FileGone(DomainError):
    code = "postbox.gone"
