from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import django
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sio.settings")
django.setup(set_prefix=False)

from sio.core.memory import looking, settle  # noqa: E402 -- needs settings
from sio.core.pages import Pages  # noqa: E402 -- needs settings
from sio.core.static import static_files  # noqa: E402 -- needs settings
from sio.lessons.live.hub import HUB  # noqa: E402 -- needs apps ready
from sio.lessons.routing import routes  # noqa: E402
from sio.postbox.gate import body_limit_bytes, is_box  # noqa: E402


@asynccontextmanager
async def lifespan(_app: Starlette) -> AsyncIterator[None]:
    """From start to stop."""
    async with HUB.running(), looking():
        yield


# Its types are narrower than ASGI's own.
http: Any = Pages(limit_of=body_limit_bytes, says_so=is_box)
live = Starlette(routes=routes, lifespan=lifespan)
static = static_files()
settle()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Pages by Django; files by Starlette, and so are sockets, start and stop."""
    if scope["type"] != "http":
        await live(scope, receive, send)
    elif scope["path"].startswith("/static/"):
        await static(scope, receive, send)
    else:
        await http(scope, receive, send)
