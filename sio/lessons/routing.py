from __future__ import annotations

from starlette.routing import WebSocketRoute

from sio.lessons.live.endpoint import (
    class_socket,
    desk_socket,
    guest_socket,
    home_socket,
)

routes = [
    WebSocketRoute("/ws/thuis/", home_socket),
    WebSocketRoute("/ws/helpdesk/{question:int}/", desk_socket),
    WebSocketRoute("/ws/gast/{traject:int}/", guest_socket),
    WebSocketRoute("/ws/klas/{traject:int}/", class_socket),
]
