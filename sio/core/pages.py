"""Django as it is asked over ASGI: what browsers send is kept safe on its way in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpResponse

from sio.core.spool import Cut, Spool
from sio.core.views import storage_away, too_much

# So much more than fits is heard and let go, so that who sent it can be told why; most
# browsers hear no answer before they have sent all. After that the line is closed.
HEARD_OUT_BYTES = 1024 * 1024 * 1024
CUT = "sio.cut"  # in the scope: why the end of the body is missing, or None

_limit: ContextVar[int] = ContextVar("limit")


class Pages(ASGIHandler):
    """Takes of each request as much as `limit_of` says of its scope, as a Spool.

    Of what is too much, an address that `says_so` itself gets what fits, with the
    reason in its scope; any other is answered here.
    """

    def __init__(
        self,
        limit_of: Callable[[Any], Awaitable[int]],
        says_so: Callable[[str], bool],
    ) -> None:
        super().__init__()
        self.limit_of, self.says_so = limit_of, says_so

    async def handle(self, scope: Any, receive: Any, send: Any) -> None:
        _limit.set(await self.limit_of(scope))
        await super().handle(scope, receive, send)

    async def read_body(self, receive: Any) -> Any:
        body = Spool(_limit.get())
        heard = 0
        while True:
            message = await receive()
            heard += len(message.get("body", b""))
            is_endless = heard > body.limit_bytes + HEARD_OUT_BYTES
            if message["type"] == "http.disconnect" or is_endless:
                body.close()
                raise RequestAborted
            body.write(message.get("body", b""))
            if not message.get("more_body", False):
                break
        body.seek(0)
        return body

    def create_request(self, scope: Any, body_file: Any) -> Any:
        scope[CUT] = body_file.cut
        if body_file.cut and not self.says_so(scope["path"]):
            return None, _answer(body_file.cut)
        return super().create_request(scope, body_file)


def _answer(cut: Cut) -> HttpResponse:
    return too_much() if cut is Cut.TOO_LARGE else storage_away()
