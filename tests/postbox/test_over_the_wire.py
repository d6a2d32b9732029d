"""The same through the real ASGI application: what a browser sends, bit by bit."""

from __future__ import annotations

import asyncio
import re
import tracemalloc
import uuid

import pytest

from sio.asgi import application
from sio.core import spool
from sio.postbox import gate
from sio.postbox.limits import MB
from sio.postbox.models import Parcel, ParcelFile, Piece
from tests.postbox.conftest import PDF

pytestmark = pytest.mark.django_db(transaction=True)
LINE = "een-lijn-tussen-de-delen"
CHUNK = 64 * 1024


def field(name, value):
    head = f'--{LINE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
    return f"{head}{value}\r\n".encode()


def file_field(name, content):
    head = f'--{LINE}\r\nContent-Disposition: form-data; name="files"; '
    head += f'filename="{name}"\r\nContent-Type: application/pdf\r\n\r\n'
    return head.encode() + content + b"\r\n"


class Browser:
    """Asks the application, and hears all of its answer."""

    def __init__(self, device):
        self.cookies = f"__Host-sio_{device.side}={device.credential}"

    def ask(self, method, path, parts=(), breaks_off=False):
        return asyncio.run(self._ask(method, path, parts, breaks_off))

    async def _ask(self, method, path, parts, breaks_off):
        said = self._said(parts, breaks_off)
        status, headers, body = 0, {}, b""

        async def receive():
            return next(said, None) or await asyncio.Event().wait()

        async def send(message):
            nonlocal status, headers, body
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = {
                    name.decode().lower(): value.decode()
                    for name, value in message["headers"]
                }
            else:
                body += message.get("body", b"")

        length = sum(map(len, parts))
        await application(self._scope(method, path, length), receive, send)
        return status, headers, body

    def _said(self, parts, breaks_off):
        for part in parts:
            for start in range(0, len(part), CHUNK):
                content = part[start : start + CHUNK]
                yield {"type": "http.request", "body": content, "more_body": True}
        if breaks_off:
            yield {"type": "http.disconnect"}
        yield {"type": "http.request", "body": b"", "more_body": False}

    def _scope(self, method, path, length):
        kind = f"multipart/form-data; boundary={LINE}"
        return {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "scheme": "http",
            "server": ("testserver", 80),
            "client": ("127.0.0.1", 1),
            "headers": [
                (b"host", b"localhost"),
                (b"cookie", self.cookies.encode()),
                (b"content-type", kind.encode()),
                (b"content-length", str(length).encode()),
            ],
        }

    def form(self, page, *files, note=""):
        """The page as it is, filled in."""
        status, headers, body = self.ask("GET", page)
        assert status == 200, body
        secret = headers["set-cookie"].partition("=")[2].partition(";")[0]
        name = headers["set-cookie"].partition("=")[0]
        self.cookies += f"; {name}={secret}"
        token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', body)[1]
        return [
            field("csrfmiddlewaretoken", token.decode()),
            field("token", str(uuid.uuid4())),
            field("kind", "work"),
            field("note", note),
            *(file_field(name, content) for name, content in files),
            field("end", "1"),
            f"--{LINE}--\r\n".encode(),
        ]


@pytest.fixture
def home(boxes, home_device):
    return Browser(home_device)


def test_a_file_goes_in_and_comes_out(boxes, home, class_device):
    large = PDF + bytes(range(256)) * 8192  # on the disk on its way in
    status, headers, _body = home.ask(
        "POST", boxes.home, home.form(boxes.home, ("groot.pdf", large))
    )
    assert (status, headers.get("location")) == (302, boxes.home)
    file = ParcelFile.objects.get()

    klas = Browser(class_device)
    parts = klas.form(boxes.klas)
    fetched = klas.ask("POST", f"{boxes.klas}bestanden/{file.pk}/", parts)
    assert (fetched[0], fetched[2]) == (200, large)
    assert fetched[1]["content-length"] == str(len(large))
    assert ParcelFile.objects.get().picked_at is not None


def test_a_browser_that_goes_away_in_the_middle_leaves_nothing(boxes, home):
    parts = home.form(boxes.home, ("groot.pdf", PDF * 3000))
    home.ask("POST", boxes.home, parts[:-2], breaks_off=True)
    assert not Parcel.objects.exists()


def test_much_more_than_fits_is_told_with_the_words_kept(boxes, home, monkeypatch):
    monkeypatch.setattr(gate, "PARCEL_BYTES", 2 * MB)
    parts = home.form(boxes.home, ("groot.pdf", PDF * 5000), note="Voor juf An")
    status, _headers, body = home.ask("POST", boxes.home, parts)
    assert status == 422
    assert b'data-code="postbox.file_too_large"' in body
    assert b"Voor juf An" in body
    assert not Parcel.objects.exists()


def test_a_full_disk_on_the_way_in_is_told_with_the_words_kept(
    boxes, home, monkeypatch
):
    def full(**_how):
        raise OSError(28, "No space left on device")

    parts = home.form(boxes.home, ("groot.pdf", PDF * 5000), note="Voor juf An")
    monkeypatch.setattr(spool.tempfile, "TemporaryFile", full)
    status, _headers, body = home.ask("POST", boxes.home, parts)
    assert status == 422
    assert b'data-code="postbox.no_room"' in body
    assert b"Voor juf An" in body
    assert not Parcel.objects.exists()


def test_who_is_not_known_here_fills_no_disk(boxes, home, monkeypatch):
    parts = home.form(boxes.home, ("groot.pdf", PDF * 5000))
    home.cookies = home.cookies.replace("sio_home=", "sio_home=x")
    wanted = []
    monkeypatch.setattr(
        spool.tempfile, "TemporaryFile", lambda **how: wanted.append(how)
    )
    status, _headers, _body = home.ask("POST", boxes.home, parts)
    assert (status, wanted) == (403, [])


def test_no_other_page_takes_so_much(home, boxes, monkeypatch):
    monkeypatch.setattr(gate, "OTHER_BODY_BYTES", MB)
    status, _headers, body = home.ask("POST", "/koppelen/", [b"x" * (MB + 1)])
    assert status == 413
    assert b'data-code="core.too_much"' in body


def test_50_mb_are_never_in_memory(boxes, home, class_device):
    large = PDF + bytes(49 * MB)
    parts = home.form(boxes.home, ("groot.pdf", large))
    tracemalloc.start()
    status, _headers, _body = home.ask("POST", boxes.home, parts)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert status == 302
    assert peak < 20 * MB
    assert Piece.objects.count() > 190
