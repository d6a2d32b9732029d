"""A page that is gone before it got its answer: nobody is told, and nothing breaks."""

from __future__ import annotations

import asyncio

from sio.asgi import application

SCOPE = {
    "type": "websocket",
    "path": "/ws/thuis/",
    "headers": [(b"host", b"testserver"), (b"origin", b"http://testserver")],
    "query_string": b"",
    "subprotocols": [],
}
OLD_PAGE = (
    '{"type": "hello", "version": 1, "page": "0b6f0c2e-6c0c-4b43-8d5c-0a6a0f1f2d11"}'
)


def test_a_page_of_an_older_version_that_is_gone_already():
    heard = iter(
        [{"type": "websocket.connect"}, {"type": "websocket.receive", "text": OLD_PAGE}]
    )
    said = []

    async def receive():
        return next(heard)

    async def send(message):
        said.append(message["type"])
        if message["type"] == "websocket.close":
            raise OSError

    asyncio.run(application(SCOPE, receive, send))
    assert said == ["websocket.accept", "websocket.close"]
