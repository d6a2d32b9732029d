"""A TURN client of a few lines: enough to ask our relay for what it must refuse.

Source: RFC 8489 (STUN), RFC 8656 (TURN).
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import socket
import ssl
import struct

COOKIE = 0x2112A442
ALLOCATE, REFRESH, CREATE_PERMISSION = 0x003, 0x004, 0x008
USERNAME, INTEGRITY, ERROR_CODE, PEER = 0x0006, 0x0008, 0x0009, 0x0012
REALM, NONCE, TRANSPORT, LIFETIME = 0x0014, 0x0015, 0x0019, 0x000D
UDP_RELAY, AT_ONCE = bytes([17, 0, 0, 0]), bytes(4)
TEN_MINUTES = (600).to_bytes(4)


class TurnClient:
    """One path to the relay; each call gives the error code, or 0 when granted."""

    def __init__(self, port, username, password, transport="udp"):
        self.username, self.password = username, password
        self.challenge, self.is_allocated = {}, False
        kind = socket.SOCK_DGRAM if transport == "udp" else socket.SOCK_STREAM
        self.socket = socket.socket(socket.AF_INET, kind)
        self.socket.settimeout(10)
        self.socket.connect(("127.0.0.1", port))
        if transport == "tls":
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            self.socket = context.wrap_socket(self.socket)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        # Else the next client that gets the same port meets this one's allocation.
        if self.is_allocated:
            self.end()
        self.socket.close()

    def allocate(self):
        """Ask for a relayed address; the first answer is the challenge."""
        wanted = [(TRANSPORT, UDP_RELAY)]
        code, answer = self.ask(ALLOCATE, wanted)
        if code == 401 and not self.challenge:
            self.challenge = {kind: answer[kind] for kind in (REALM, NONCE)}
            code, answer = self.ask(ALLOCATE, wanted)
        self.is_allocated = code == 0
        return code

    def permit(self, address):
        """Ask to exchange packets with this peer; sends it nothing."""
        return self.ask(CREATE_PERMISSION, [(PEER, _xor_address(address))])[0]

    def keep(self):
        """Ask for more time with the relayed address."""
        return self.ask(REFRESH, [(LIFETIME, TEN_MINUTES)])[0]

    def end(self):
        """Give the relayed address back."""
        self.is_allocated = False
        return self.ask(REFRESH, [(LIFETIME, AT_ONCE)])[0]

    def ask(self, method, attributes):
        """Error code (0: granted) and the attributes of the answer."""
        attributes = list(attributes)
        if self.challenge:
            attributes += [(USERNAME, self.username.encode()), *self.challenge.items()]
        body = b"".join(_attribute(*attribute) for attribute in attributes)
        transaction = secrets.token_bytes(12)
        if self.challenge:
            length = len(body) + 24
            head = struct.pack("!HHI", method, length, COOKIE) + transaction
            body += _attribute(INTEGRITY, self._sign(head + body))
        head = struct.pack("!HHI", method, len(body), COOKIE) + transaction
        self.socket.sendall(head + body)
        answer = _attributes(self._receive(transaction))
        code = answer.get(ERROR_CODE)
        return (code[2] * 100 + code[3] if code else 0), answer

    def _sign(self, message):
        realm = self.challenge[REALM].decode()
        text = f"{self.username}:{realm}:{self.password}"
        key = hashlib.md5(text.encode()).digest()
        return hmac.new(key, message, hashlib.sha1).digest()

    def _receive(self, transaction):
        """The body of the answer to this transaction."""
        while True:
            message = self.socket.recv(2000)
            if message[8:20] == transaction:
                return message[20:]


def _attribute(kind, value):
    return struct.pack("!HH", kind, len(value)) + value + b"\0" * (-len(value) % 4)


def _attributes(body):
    found = {}
    while body:
        kind, length = struct.unpack("!HH", body[:4])
        found.setdefault(kind, body[4 : 4 + length])
        body = body[4 + length + (-length % 4) :]
    return found


def _xor_address(address, port=4000):
    ip = ipaddress.ip_address(address)
    assert ip.version == 4
    number = int(ip) ^ COOKIE
    return struct.pack("!BBHI", 0, 1, port ^ (COOKIE >> 16), number)
