"""What people put in a box, and how a browser does so."""

from __future__ import annotations

import io
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sio.postbox.models import Parcel, ParcelFile

PDF = b"%PDF-1.7\n" + b"een werkblad over breuken " * 40 + b"\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"blad" * 50


def png(extra=b""):
    return b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + extra


def zip_of(**files):
    """A zip; `__` in a name is a slash, and `mimetype` comes first and plain."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else None
            archive.writestr(name.replace("__", "/"), content, compress_type=how)
    return made.getvalue()


def docx(**more):
    types = {"[Content_Types].xml": "<Types/>"}
    return zip_of(**types, **{"word__document.xml": "<w/>"}, **more)


def form_of(*files, **words):
    """What a browser sends; each file is a name and its content."""
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    told = {"token": str(uuid.uuid4()), "kind": "work", "end": "1", **words}
    return told | ({"files": sent} if sent else {})


class Boxes:
    """The box of Tuur, as each browser reaches it."""

    def __init__(self, traject):
        self.home, self.klas = "/thuis/postvak/", f"/klas/{traject.pk}/postvak/"
        self.person = f"/trajecten/{traject.pk}/postvak/"


@pytest.fixture
def boxes(agreed):
    return Boxes(agreed)


@pytest.fixture
def at_home(as_device, home_device):
    """The browser of Tuur's tablet."""
    return as_device(home_device)


@pytest.fixture
def in_class(as_device, class_device):
    """The browser of the class's set."""
    return as_device(class_device)


@pytest.fixture
def worksheet(boxes, in_class):
    """What the class put in: a file with a note."""
    form = form_of(
        ("breuken.pdf", PDF), kind="ready", subject="Wiskunde", note="Maak oefening 3."
    )
    assert in_class.post(boxes.klas, form).status_code == 302
    return Parcel.objects.get()


@pytest.fixture
def file(worksheet):
    return ParcelFile.objects.get(parcel=worksheet)


def content_of(response):
    return b"".join(response.streaming_content)
