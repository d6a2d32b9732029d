"""Files out of a form, sealed as they come: they are never whole in memory."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from sio.postbox.actions import Receiving


class SealedUpload(FileUploadHandler):
    """Hands each file to a Receiving, and nothing to `request.FILES`."""

    def __init__(self, request: Any, receiving: Receiving) -> None:
        super().__init__(request)
        self.receiving = receiving

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.receiving.begin(self.file_name or "")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.receiving.feed(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        self.receiving.end()
        return None
