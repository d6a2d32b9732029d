"""The nginx that we ship, on the loopback."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import subprocess
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

from websockets.sync.client import connect

from sio.devices.credentials import COOKIE_NAMES
from tests.core.machine import program

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = (ROOT / "deploy/nginx/nginx.conf").read_text()
NAME = "sio.example"
FIRST = "server 127.0.0.1:8001 fail_timeout=1s;"  # more of them look the same


def listening():
    """A socket of the loopback that connections may already wait in."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.set_inheritable(True)
    return listener


class Proxy:
    """A running nginx: its two ports, and all that it may write in `folder`."""

    def __init__(self, folder, certificate, upstreams, static):
        self.folder = folder
        self.plain, self.secure = listening(), listening()
        ours = "/etc/letsencrypt/live/sio.example"
        replaced = {
            "user www-data;": "user root;" if os.geteuid() == 0 else "",
            "listen [::]:80 default_server;": "",
            "listen [::]:443 ssl http2 default_server;": "",
            "listen [::]:80;": "",
            "listen [::]:443 ssl http2;": "",
            "listen 80": f"listen 127.0.0.1:{self.port_of(self.plain)}",
            "listen 443": f"listen 127.0.0.1:{self.port_of(self.secure)}",
            "/run/nginx.pid": f"{folder}/nginx.pid",
            "/var/log/nginx/error.log": f"{folder}/error.log",
            f"{ours}/fullchain.pem": f"{certificate}/cert.pem",
            f"{ours}/privkey.pem": f"{certificate}/key.pem",
            FIRST: "".join(
                f"server 127.0.0.1:{port} fail_timeout=1s;" for port in upstreams
            ),
            "/srv/sio/var/static/": f"{static}/",
            "http {": "http {" + self.own_folders(),
        }
        text = CONFIGURATION
        for old, new in replaced.items():
            assert old in text, old
            text = text.replace(old, new)
        (folder / "nginx.conf").write_text(text)

    @staticmethod
    def port_of(listener):
        return listener.getsockname()[1]

    def own_folders(self):
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        return "".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in kinds)

    def command(self, *more):
        own = ["-p", self.folder, "-e", "stderr"]
        return [program("nginx"), *own, "-c", self.folder / "nginx.conf", *more]

    def __enter__(self):
        # nginx takes over listening sockets that an older one hands down to it, so
        # that nobody has to wait until it listens.
        numbers = [listener.fileno() for listener in (self.plain, self.secure)]
        self.process = subprocess.Popen(
            self.command("-g", "daemon off;"),
            pass_fds=numbers,
            env=os.environ | {"NGINX": "".join(f"{number};" for number in numbers)},
            stderr=subprocess.DEVNULL,
        )
        return self

    def __exit__(self, *_error):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.plain.close()
        self.secure.close()

    def get(self, path, host=NAME, **headers):
        """The answer over TLS, with its body as `text`."""
        line = HTTPSConnection("127.0.0.1", self.port_of(self.secure), timeout=20)
        line.sock = unchecked().wrap_socket(
            socket.create_connection(("127.0.0.1", self.port_of(self.secure))),
            server_hostname=host,
        )
        return answer(line, path, {"Host": host} | headers)

    def post(self, path, body):
        """The status of the answer over TLS."""
        line = HTTPSConnection("127.0.0.1", self.port_of(self.secure), timeout=20)
        line.sock = unchecked().wrap_socket(
            socket.create_connection(("127.0.0.1", self.port_of(self.secure))),
            server_hostname=NAME,
        )
        line.request("POST", path, body=body, headers={"Host": NAME})
        status = line.getresponse().status
        line.close()
        return status

    def get_plainly(self, path, host=NAME):
        line = HTTPConnection("127.0.0.1", self.port_of(self.plain), timeout=20)
        return answer(line, path, {"Host": host})

    def socket_of(self, device, path):
        """A line of this device through the proxy, as its browser opens it."""
        cookie = f"{COOKIE_NAMES[device.side]}={device.credential}"
        return connect(
            f"wss://{NAME}{path}",
            ssl=unchecked(),
            sock=socket.create_connection(("127.0.0.1", self.port_of(self.secure))),
            origin=f"https://{NAME}",
            additional_headers={"Cookie": cookie},
        )


def unchecked():
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def answer(line, path, headers):
    line.request("GET", path, headers=headers)
    response = line.getresponse()
    response.text = response.read().decode()
    line.close()
    return response
