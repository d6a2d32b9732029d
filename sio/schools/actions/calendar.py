"""Writes: the days without school, and our own closing days."""

from __future__ import annotations

from django.db import transaction

from sio.accounts.models import User
from sio.core.time import school_year_dates
from sio.schools.actions.allowed import check_may_manage
from sio.schools.calendar import spans_of_school_year
from sio.schools.models import ClosingDay, Holiday


@transaction.atomic
def keep_holiday(*, holiday: Holiday, by: User) -> Holiday:
    """Add the holiday, or save its changed fields; the last who saves wins."""
    check_may_manage(by)
    holiday.save()
    return holiday


@transaction.atomic
def delete_holiday(*, holiday: Holiday, by: User) -> None:
    """Take it out of the table; lessons on those days are on again."""
    check_may_manage(by)
    Holiday.objects.filter(pk=holiday.pk).delete()


@transaction.atomic
def copy_holidays(*, year: int, by: User | None) -> int:
    """Copy the calendar of this school year into the table; how many were added.

    Safe to repeat: what bears the same name in that year stays as it is, also when
    somebody has changed its days. `by` is None for the command line.
    """
    if by is not None:
        check_may_manage(by)
    first, last = school_year_dates(year)
    known = set(
        Holiday.objects.filter(
            school=None, starts_on__gte=first, starts_on__lte=last
        ).values_list("name", "kind")
    )
    spans = spans_of_school_year(year)
    new = [span for span in spans if (span.name, span.kind) not in known]
    rows = [
        Holiday(
            name=span.name,
            kind=span.kind,
            starts_on=span.starts_on,
            ends_on=span.ends_on,
        )
        for span in new
    ]
    Holiday.objects.bulk_create(rows, ignore_conflicts=True)  # two presses at once
    return len(rows)


@transaction.atomic
def keep_closing_day(*, closing_day: ClosingDay, by: User) -> ClosingDay:
    """Add our own closing days, or save their changed fields; the last one wins."""
    check_may_manage(by)
    closing_day.save()
    return closing_day


@transaction.atomic
def delete_closing_day(*, closing_day: ClosingDay, by: User) -> None:
    """Take them out; those days count as working days again."""
    check_may_manage(by)
    ClosingDay.objects.filter(pk=closing_day.pk).delete()
