"""The example configuration of nginx, in a real nginx before the real server."""

from __future__ import annotations

import json
import signal
import ssl
import subprocess
import threading
from uuid import uuid4

import pytest
import uvicorn
from websockets.exceptions import ConnectionClosed

from sio.asgi import application
from sio.lessons.models import Use
from sio.lessons.protocol import VERSION
from tests.core.machine import make_certificate
from tests.core.proxy import NAME, Proxy, listening

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificate")
    make_certificate(folder)
    return folder


@pytest.fixture
def web(settings, tmp_path):
    """The port of our own server, with the settings that stand behind a proxy."""
    settings.LIVE_LOCK = tmp_path / "live.lock"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.TRUSTED_PROXIES = 1
    settings.ALLOWED_HOSTS = [NAME]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    config = uvicorn.Config(
        application,
        ws="websockets-sansio",
        lifespan="on",
        access_log=False,
        proxy_headers=False,
        log_config=None,
        timeout_graceful_shutdown=1,
    )
    server, listener = uvicorn.Server(config), listening()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join()


@pytest.fixture
def proxy(tmp_path, certificate, web):
    folder, static = tmp_path / "nginx", tmp_path / "static"
    folder.mkdir()
    static.mkdir()
    (static / "page.0123456789ab.css").write_text("body { color: black }\n" * 100)
    with Proxy(folder, certificate, [web], static) as proxy:
        yield proxy


def test_nginx_understands_the_configuration(proxy):
    done = subprocess.run(proxy.command("-t"), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_box_takes_what_no_other_page_does(proxy):
    body = b"x" * 600_000
    # Our own server has heard all of it, and does not know who this is.
    assert proxy.post("/thuis/postvak/", body) == 403
    assert proxy.post("/koppelen/", body) == 413


def test_pages_come_through_with_their_headers(proxy):
    response = proxy.get("/gezond/")
    assert (response.status, response.text) == (200, "ok")
    assert response.headers.get_all("Strict-Transport-Security") == [
        "max-age=31536000; includeSubDomains; preload"
    ]
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["Server"] == "nginx"  # without its version


def test_plain_http_is_sent_to_https(proxy):
    response = proxy.get_plainly("/koppelen/")
    there = (301, f"https://{NAME}/koppelen/")
    assert (response.status, response.headers["Location"]) == there


def test_another_name_gets_no_answer(proxy):
    with pytest.raises(ssl.SSLError):
        proxy.get("/gezond/", host="evil.example")
    with pytest.raises(ConnectionError):
        proxy.get_plainly("/gezond/", host="evil.example")


def test_files_come_from_nginx_itself(proxy):
    response = proxy.get("/static/page.0123456789ab.css", **{"Accept-Encoding": "br"})
    assert response.status == 200
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Strict-Transport-Security"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert proxy.get("/static../nginx/nginx.conf").status == 404


def say(line, kind, **fields):
    line.send(json.dumps({"type": kind} | fields))


def hear(line, kind):
    while (message := json.loads(line.recv(20)))["type"] != kind:
        assert message["type"] != "error", message
    return message


def test_who_is_not_paired_is_told_so_through_the_proxy(proxy, home_device):
    home_device.credential = "none"
    with proxy.socket_of(home_device, "/ws/thuis/") as line:
        say(line, "hello", version=VERSION, page=str(uuid4()))
        with pytest.raises(ConnectionClosed) as closed:
            line.recv(20)
    assert closed.value.rcvd.code == 4401


def a_lesson(proxy, traject, home_device, class_device):
    """Both sides through the proxy, until their use is on disk."""
    with (
        proxy.socket_of(class_device, f"/ws/klas/{traject.pk}/") as klas,
        proxy.socket_of(home_device, "/ws/thuis/") as home,
    ):
        for line in (klas, home):
            say(line, "hello", version=VERSION, page=str(uuid4()))
            now = hear(line, "welcome")["now"]
        for line in (klas, home):
            say(line, "enter", how="press", connection=None)
            hear(line, "entered")
        say(home, "talk", body="geheim-praatje")
        assert hear(klas, "talk")["body"] == "geheim-praatje"
        use = {"connection": str(uuid4()), "started_at": now - 60_000}
        say(home, "use", **use, stopped_at=now)
        hear(home, "noted")


def test_a_lesson_through_the_proxy_leaves_no_trace(
    proxy, agreed, home_device, class_device, caplog
):
    caplog.set_level("INFO")
    proxy.get("/koppelen/?geheim-vraagje")
    a_lesson(proxy, agreed, home_device, class_device)
    assert "connection open" in caplog.text  # uvicorn's own log is at hand
    for trace in ("127.0.0.1", "geheim", "Tuur", home_device.credential):
        assert trace not in caplog.text
    proxy.process.send_signal(signal.SIGTERM)
    proxy.process.wait()
    assert Use.objects.count() == 1
    files = [path for path in proxy.folder.rglob("*") if path.is_file()]
    texts = {path.name: path.read_text() for path in files}
    del texts["nginx.conf"]
    assert texts == {"error.log": ""}


def test_a_log_at_its_usual_level_would_have_kept_an_address(
    tmp_path, certificate, web
):
    # Why the level is emerg, and proof that the test above would notice.
    folder, closed = tmp_path / "nginx", listening()
    folder.mkdir()
    proxy = Proxy(folder, certificate, [Proxy.port_of(closed)], tmp_path)
    closed.close()  # nobody listens there any more: a fault to write about
    text = (folder / "nginx.conf").read_text().replace("error.log emerg", "error.log")
    (folder / "nginx.conf").write_text(text)
    with proxy:
        assert proxy.get("/thuis/?geheim-vraagje").status == 502
    written = (folder / "error.log").read_text()
    assert "client: 127.0.0.1" in written
    assert "geheim-vraagje" in written
