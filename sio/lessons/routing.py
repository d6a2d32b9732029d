from __future__ import annotations

from starlette.routing import WebSocketRoute

from sio.lessons.live.endpoint import class_socket, home_socket

routes = [
    WebSocketRoute("/ws/thuis/", home_socket),
    WebSocketRoute("/ws/klas/{traject:int}/", class_socket),
]
