"""A server that lies about what the two browsers tell each other."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.e2e.sides import Side

Signal = dict[str, Any]
# What becomes of a signal from this side: what it gives goes on instead.
Lie = Callable[[str, Signal], list[Signal]]
VERSION = 2
HALF_BYTES = 32


def honest(_side: str, signal: Signal) -> list[Signal]:
    return [signal]


class LyingServer:
    """Between each browser and the real server; `lie` may be changed at any time."""

    def __init__(self, *sides: Side) -> None:
        self.lie: Lie = honest
        self.pages: dict[str, str] = {}
        self.seen: list[tuple[str, Signal]] = []
        self.down: dict[str, Any] = {}
        self.drops_talk = False
        for side in sides:
            self.sit_on(side)

    def sit_on(self, side: Side) -> None:
        def opened(route: Any) -> None:
            server = route.connect_to_server()
            self.down[side.side] = route
            route.on_message(lambda body: self.up(side.side, server, body))
            server.on_message(route.send)

        side.context.route_web_socket("**/ws/**", opened)

    def up(self, side: str, server: Any, body: str) -> None:
        message = json.loads(body)
        if message["type"] == "hello":
            self.pages[side] = message["page"]
        if message["type"] == "talk" and self.drops_talk:
            return
        if message["type"] != "signal":
            server.send(body)
            return
        signal = json.loads(message["body"])
        self.seen.append((side, signal))
        for made in self.lie(side, signal):
            server.send(json.dumps({"type": "signal", "body": json.dumps(made)}))

    def tell(self, side: str, signal: Signal) -> None:
        """As if the other side had said it."""
        message = {"type": "signal", "body": json.dumps(signal)}
        self.down[side].send(json.dumps(message))


class Impostor:
    """Has a key of its own, and plays towards each side the other one."""

    def __init__(self, server: LyingServer, room: str) -> None:
        self.server, self.room = server, room
        # The real one signed it: of two keys of a page the first that comes holds.
        server.drops_talk = True
        self.private = ec.generate_private_key(ec.SECP256R1())
        point = self.private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        self.key = text(point)
        self.nonces = {"home": random(), "class": random()}

    def lie(self, side: str, signal: Signal) -> list[Signal]:
        if "description" in signal:
            return [signal | {"proof": self.proof(side, self.described(signal))}]
        if "compare" not in signal:
            return [signal]
        getattr(self, signal["compare"]["step"])()
        return []

    def commit(self) -> None:
        """The class begins: so do we, towards home."""
        pages = [self.server.pages["class"], self.server.pages["home"]]
        value = [self.room, *pages, self.key, self.nonces["class"]]
        self.say("class", "commit", hashed(["sio", VERSION, "commit", *value]))

    def nonce(self) -> None:
        """Home has bound itself: each side gets what it waits for."""
        self.say("class", "reveal", self.nonces["class"])
        self.say("home", "nonce", self.nonces["home"])

    def reveal(self) -> None:
        """The class is done; home has our reveal by now."""

    def say(self, as_side: str, step: str, value: str) -> None:
        other = "class" if as_side == "home" else "home"
        to = self.server.pages[other]
        proof = self.proof(as_side, ["compare", to, step, value])
        compare = {"step": step, "value": value}
        self.server.tell(other, {"to": to, "compare": compare, "proof": proof})

    def described(self, signal: Signal) -> list[Any]:
        description = signal["description"]
        lines = description["sdp"].splitlines()
        named = {line for line in lines if line.startswith("a=fingerprint:")}
        about = [signal[key] for key in ("to", "call", "connection", "offer")]
        fingerprint = named.pop().removeprefix("a=fingerprint:")
        kind, sdp = description["type"], description["sdp"]
        return ["description", *about, kind, fingerprint, sdp]

    def proof(self, side: str, about: list[Any]) -> dict[str, str]:
        kind, *rest = about
        page = self.server.pages[side]
        whole = ["sio", VERSION, kind, self.room, side, page, self.key, *rest]
        signed = self.private.sign(compact(whole), ec.ECDSA(SHA256()))
        halves = utils.decode_dss_signature(signed)
        raw = b"".join(half.to_bytes(HALF_BYTES) for half in halves)
        return {"key": self.key, "signature": text(raw)}


def compact(value: list[Any]) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def hashed(value: list[Any]) -> str:
    return text(hashlib.sha256(compact(value)).digest())


def random() -> str:
    return text(secrets.token_bytes(HALF_BYTES))


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
