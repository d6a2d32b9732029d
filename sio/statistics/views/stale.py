"""A form that somebody else was before with: what was typed stays on the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import Form
from django.http import QueryDict

from sio.core.errors import DomainError
from sio.statistics.errors import DraftMoved, StageMoved
from sio.statistics.models import Release


@contextmanager
def told_if_stale(form: Form, release: Release) -> Iterator[None]:
    """What is done within; if somebody was first, the form says so and it goes on.

    Pressed again it is kept, on purpose: `release` is then as it is now, and its
    version is what the page has seen from here on.
    """
    try:
        yield
    except (DraftMoved, StageMoved) as error:
        release.refresh_from_db()
        tell_stale(form, error, release)


def tell_stale(form: Form, error: DomainError, release: Release) -> None:
    """Show why nothing was kept, and count what stands there now as seen."""
    form.add_error(None, error.message)
    again = QueryDict(mutable=True)
    again.update(form.data)
    again["seen"] = str(release.version)
    form.data = again
