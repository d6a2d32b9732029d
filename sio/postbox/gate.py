"""How much a browser may send at once, decided before anything of it is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError
from starlette.requests import HTTPConnection
from starlette.types import Scope

from sio.core.database import in_thread
from sio.core.sides import Side
from sio.devices.queries import device_of_cookies
from sio.postbox.limits import MB, PARCEL_BYTES

FORM_BYTES = MB  # words, and the lines between the files
OTHER_BODY_BYTES = 12 * MB  # the largest other forms: a list of schools, an extract
_BOX = re.compile(r"/(thuis|klas/\d+|trajecten/\d+)/postvak/")


def is_box(path: str) -> bool:
    """The page of a box: its form says itself what did not fit."""
    return _BOX.fullmatch(path) is not None


async def body_limit_bytes(scope: Scope) -> int:
    """What may be sent to this address: much to a box alone, by who is known here.

    So nobody else fills a disk. Whether it is the own box, the page looks up.
    """
    if scope["method"] != "POST" or not is_box(scope["path"]):
        return OTHER_BODY_BYTES
    cookies = HTTPConnection(scope).cookies
    is_known = await in_thread(_is_known)(scope["path"], cookies)
    return PARCEL_BYTES + FORM_BYTES if is_known else FORM_BYTES


def _is_known(path: str, cookies: Mapping[str, str]) -> bool:
    """A paired device of that side, or somebody who is logged in."""
    try:
        if path.startswith("/trajecten/"):
            key = cookies.get(settings.SESSION_COOKIE_NAME)
            return key is not None and SESSION_KEY in SessionStore(key)
        side = Side.HOME if path.startswith("/thuis/") else Side.CLASS
        return device_of_cookies(side, cookies) is not None
    except DatabaseError:
        return False  # the page says that the database is away
