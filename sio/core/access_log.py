"""Writing the access log."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser

from sio.core.models import AccessRecord


def record_view(*, traject_id: int, page: str, by: AbstractBaseUser) -> None:
    """Add one row: `by` has seen `page` of this traject's file.

    The one write that a GET makes: it is the trace of the look, not a change.
    """
    _record(AccessRecord.What.VIEWED, traject_id, page, by)


def record_change(*, traject_id: int, page: str, by: AbstractBaseUser) -> None:
    """Add one row: `by` has changed `page` of this traject's file."""
    _record(AccessRecord.What.CHANGED, traject_id, page, by)


def _record(
    what: AccessRecord.What, traject_id: int, page: str, by: AbstractBaseUser
) -> None:
    AccessRecord.objects.create(what=what, traject=traject_id, page=page, by_id=by.pk)
