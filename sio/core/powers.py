"""What a page may ask of the browser: the header Permissions-Policy."""

from __future__ import annotations

_ROOM = (
    "camera=(self), microphone=(self), display-capture=(self), autoplay=(self), "
    "fullscreen=(self), screen-wake-lock=(self), publickey-credentials-get=(self), "
    "publickey-credentials-create=(self), geolocation=(), payment=(), usb=()"
)

EVERYWHERE = f"{_ROOM}, hid=(), serial=()"
# The lamp of the raised hand: the class's page with one pupil on it, and nowhere else.
WITH_LAMP = f"{_ROOM}, hid=(self), serial=(self)"
