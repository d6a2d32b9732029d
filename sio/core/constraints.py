"""Constraints that more than one app asks of its tables."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models


def known(
    column: str, values: Iterable[str], *, name: str, or_empty: bool = False
) -> models.CheckConstraint:
    """That a column of choices holds one of them; nothing else writes past a form.

    tests/core/test_choices.py holds the values against the choices of the field.
    """
    allowed = [*([""] if or_empty else []), *values]
    return models.CheckConstraint(
        condition=models.Q(**{f"{column}__in": allowed}), name=name
    )
