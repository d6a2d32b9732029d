"""The relay's own configuration, in a real coturn, asked for what it must refuse."""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
import os
import secrets
import shutil
import socket
import subprocess
import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from sio.lessons.turn import CREDENTIALS_LAST, ice_servers
from tests.core.machine import free_ports, make_certificate, program
from tests.core.turn_client import TurnClient

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = (ROOT / "deploy/coturn/turnserver.conf").read_text()
SECRET = "only-for-the-tests"
PUBLIC = "93.184.216.34"  # nothing is sent to it
QUOTA = 60

# A network that the relay must be no door to, by one address in it.
INTERNAL = [
    *["0.0.0.1", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254"],
    *["172.16.0.1", "172.31.255.254", "192.0.0.1", "192.168.1.1", "198.18.0.1"],
    *["224.0.0.1", "240.0.0.1", "255.255.255.255"],
]
INTERNAL_6 = [
    *["::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1"],
    *["2001::1", "2001:db8::1", "2002:a00:1::1", "fc00::1", "fd12:3456::1"],
    *["fe80::1", "fec0::1", "ff02::1"],
]
OURS = ["93.184.216.34", "1.1.1.1", "172.32.0.1", "2a02:a000::1", "2606:4700::1111"]


class Relay:
    """A running coturn: where it listens, and what it wrote."""

    def __init__(self, folder, **changes):
        self.folder = folder
        self.port, self.tls_port = free_ports(2)
        ours = self.own_lines() | changes
        lines = [changed(line, ours) for line in CONFIGURATION.splitlines()]
        lines += [f"{key}={value}" for key, value in ours.items() if value]
        (folder / "turnserver.conf").write_text("\n".join(lines) + "\n")
        self.output = folder / "output.txt"

    def own_lines(self):
        """What differs between this machine and the real one; the rest is as it is."""
        return {
            "listening-ip": "127.0.0.1",
            "listening-port": str(self.port),
            "tls-listening-port": str(self.tls_port),
            "static-auth-secret": SECRET,
            "cert": f"{self.folder}/cert.pem",
            "pkey": f"{self.folder}/key.pem",
            "pidfile": f"{self.folder}/pid",
            "userdb": f"{self.folder}/db.sqlite",
        }

    def __enter__(self):
        name = f"sio-test-{secrets.token_hex(8)}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ready:
            ready.bind(f"\0{name}")
            ready.settimeout(20)
            with self.output.open("wb") as output:
                self.process = subprocess.Popen(
                    [program("turnserver"), "-c", "turnserver.conf"],
                    cwd=self.folder,
                    env=os.environ | {"NOTIFY_SOCKET": f"@{name}"},
                    stdout=output,
                    stderr=output,
                )
            assert ready.recv(100) == b"READY=1"
        return self

    def __exit__(self, *_error):
        self.process.terminate()
        self.process.wait()

    def asked(self, credentials=None, transport="udp"):
        """A client of this relay: with good credentials of a device of its own."""
        port = self.tls_port if transport == "tls" else self.port
        credentials = credentials or ours_of(secrets.randbelow(10**9))
        return TurnClient(port, *credentials, transport=transport)


def changed(line, changes):
    """The line without its value, if ours replaces it."""
    key = line.partition("=")[0]
    return "" if key in changes else line


def ours_of(device_id):
    """Name and password as the web server gives them to this device's browser."""
    servers = ice_servers(device_id, timezone.now())["servers"]
    return servers[0]["username"], servers[0]["credential"]


@pytest.fixture(autouse=True)
def _line(settings):
    settings.TURN_URLS = ["turn:127.0.0.1:3478?transport=udp"]
    settings.TURN_SECRET = SECRET


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("coturn")
    make_certificate(folder)
    return folder


@pytest.fixture(scope="module")
def relay(folder):
    with Relay(folder) as relay:
        yield relay


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
def test_our_credentials_open_the_relay(relay, transport):
    with relay.asked(transport=transport) as client:
        assert client.allocate() == 0
        assert client.permit(PUBLIC) == 0


def test_a_wrong_password_does_not(relay):
    name, _password = ours_of(7)
    with relay.asked((name, "wrong")) as client:
        assert client.allocate() == 401


def test_credentials_of_yesterday_do_not(relay):
    then = timezone.now() - CREDENTIALS_LAST * 2
    server = ice_servers(7, then)["servers"][0]
    with relay.asked((server["username"], server["credential"])) as client:
        assert client.allocate() == 401


def test_a_place_at_the_relay_outlives_its_credentials(relay, monkeypatch):
    monkeypatch.setattr("sio.lessons.turn.CREDENTIALS_LAST", timedelta(seconds=1))
    mine = ours_of(7)
    with relay.asked(mine) as lesson, relay.asked(mine) as late:
        assert lesson.allocate() == 0
        time.sleep(2.1)
        assert late.allocate() == 401
        assert (lesson.keep(), lesson.permit(PUBLIC)) == (0, 0)


def test_a_name_that_somebody_lengthened_does_not(relay):
    name, password = ours_of(7)
    until, _colon, device = name.partition(":")
    with relay.asked((f"{int(until) + 60}:{device}", password)) as client:
        assert client.allocate() == 401


@pytest.mark.parametrize("address", INTERNAL)
def test_internal_addresses_are_refused(relay, address):
    with relay.asked() as client:
        assert client.allocate() == 0
        assert client.permit(address) == 403


@pytest.mark.parametrize("address", INTERNAL + INTERNAL_6)
def test_every_internal_network_is_in_the_list(address):
    assert is_denied(address)


@pytest.mark.parametrize("address", OURS)
def test_public_addresses_are_not(address):
    assert not is_denied(address)


def is_denied(address):
    """As coturn compares: by family first, then by number."""
    ip = ipaddress.ip_address(address)
    return any(
        low.version == ip.version and low <= ip <= high for low, high in denied_ranges()
    )


def denied_ranges():
    ranges = [
        line.partition("=")[2].split("-")
        for line in CONFIGURATION.splitlines()
        if line.startswith("denied-peer-ip=")
    ]
    return [tuple(map(ipaddress.ip_address, ends)) for ends in ranges]


def test_no_range_begins_with_the_unspecified_ipv6_address():
    # coturn takes "::" for "any", and then denies every address of IPv4.
    assert all(low.version == 4 or int(low) for low, _high in denied_ranges())


def test_a_device_gets_so_many_allocations_and_another_its_own(relay):
    def name_of(device, second):
        until = int(timezone.now().timestamp()) + 600 + second
        name = f"{until}:{device}"
        digest = hmac.new(SECRET.encode(), name.encode(), hashlib.sha1).digest()
        return name, base64.b64encode(digest).decode()

    names = [name_of("greedy", n) for n in range(QUOTA + 1)] + [name_of("modest", 0)]
    with ExitStack() as stack:
        clients = [stack.enter_context(relay.asked(name)) for name in names]
        answers = [client.allocate() for client in clients]
    assert answers == [0] * QUOTA + [486, 0]


def test_two_secrets_hold_while_one_replaces_the_other(tmp_path, folder, settings):
    both = f"{SECRET}\nstatic-auth-secret=the-next-one"
    with Relay(own_folder(tmp_path, folder), **{"static-auth-secret": both}) as relay:
        answers = []
        for settings.TURN_SECRET in (SECRET, "the-next-one", "neither"):
            with relay.asked() as client:
                answers.append(client.allocate())
    assert answers == [0, 0, 401]


def a_whole_visit(relay):
    """All that coturn may want to write about: granted, denied, refused, garbage."""
    with relay.asked(ours_of(7)) as client:
        assert client.allocate() == 0
        assert [client.permit(one) for one in (PUBLIC, "192.168.1.9")] == [0, 403]
        assert client.end() == 0
    with relay.asked((ours_of(7)[0], "wrong")) as client:
        assert client.allocate() == 401
    with socket.create_connection(("127.0.0.1", relay.tls_port)) as stranger:
        stranger.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")


def written(relay):
    """Everything in the relay's folder but what we put there, and coturn's stdout."""
    given = {"turnserver.conf", "cert.pem", "key.pem"}
    return b"".join(
        path.read_bytes()
        for path in sorted(relay.folder.rglob("*"))
        if path.is_file() and path.name not in given
    )


def test_nothing_of_a_visit_is_written_down(tmp_path, folder):
    with Relay(own_folder(tmp_path, folder)) as relay:
        a_whole_visit(relay)
        opened = {os.readlink(path) for path in Path(descriptors(relay)).iterdir()}
    files = {name for name in opened if name.startswith("/") and "/dev/" not in name}
    assert files == {str(relay.output), f"{relay.folder}/db.sqlite"}
    for address in (b"127.0.0.1", b"192.168.1.9", PUBLIC.encode()):
        assert address not in written(relay)
    assert ours_of(7)[0].partition(":")[2].encode() not in written(relay)


def test_with_its_log_on_coturn_would_write_addresses(tmp_path, folder):
    # Why the log is off, and proof that the test above would notice.
    log = tmp_path / "coturn.log"
    with Relay(own_folder(tmp_path, folder), **{"log-file": str(log)}) as relay:
        a_whole_visit(relay)
    assert "peer IP 192.168.1.9 denied" in log.read_text()


def test_coturn_understands_every_line(tmp_path, folder):
    log = tmp_path / "coturn.log"
    with Relay(own_folder(tmp_path, folder), **{"log-file": str(log)}):
        pass
    text = log.read_text()
    assert text.count("Black listing") == len(denied_ranges())
    assert "Bad configuration" not in text


def own_folder(tmp_path, folder):
    own = tmp_path / "coturn"
    own.mkdir()
    for name in ("cert.pem", "key.pem"):
        shutil.copy(folder / name, own)
    return own


def descriptors(relay):
    return f"/proc/{relay.process.pid}/fd"
