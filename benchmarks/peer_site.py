"""The pages of the peers, and what carries the words of the plain one's two sides."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

HERE = Path(__file__).parent
DEMOS = Path("/usr/share/janus/demos")  # of Debian's janus-demos
SIDES = {"klas": "thuis", "thuis": "klas"}
lines: dict[str, WebSocket] = {}


async def between(socket: WebSocket) -> None:
    """What the one side says, to the other; lost if that one is not there."""
    side = socket.path_params["side"]
    await socket.accept()
    lines[side] = socket
    async for text in socket.iter_text():
        other = lines.get(SIDES[side])
        if other:
            await other.send_text(text)
    if lines.get(side) is socket:
        del lines[side]


def own_pages() -> StaticFiles:
    return StaticFiles(directory=HERE)


def demo_pages() -> StaticFiles:
    return StaticFiles(directory=DEMOS, follow_symlink=True, check_dir=False)


app = Starlette(
    routes=[
        WebSocketRoute("/between/{side}", between),
        Mount("/plain", own_pages()),
        Mount("/janus", demo_pages()),
    ]
)
