"""What is asked again and again while one page is made, and read once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("known", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Within it `once` remembers. Only around what writes nothing, such as a GET."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def once(key: Hashable, read: Callable[[], T]) -> T:
    """What `read` gives; within `reading` it is called once for each key.

    So all of a page speaks of one moment. Outside, as in an action or in a lesson that
    lasts, each call reads anew: a right that ended must be seen to have ended.
    """
    known = _known.get()
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    found: T = known[key]
    return found
