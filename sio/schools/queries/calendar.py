"""Reads of the days without school and of our own closing days."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.time import school_year_dates
from sio.schools import rules
from sio.schools.models import ClosingDay, Holiday, School

SATURDAY = 5


def holidays_visible_to(user: User | AnonymousUser) -> QuerySet[Holiday]:
    """The table of days without school, for who keeps it; by first day."""
    if not rules.may_manage_schools(working_roles(user)):
        return Holiday.objects.none()
    return Holiday.objects.select_related("school")


def in_school_year(holidays: QuerySet[Holiday], year: int) -> QuerySet[Holiday]:
    """Those that touch the school year that begins in `year`."""
    first, last = school_year_dates(year)
    return holidays.filter(starts_on__lte=last, ends_on__gte=first)


def is_school_day(day: date, school: School | None = None) -> bool:
    """Monday to Friday, and no holiday of every school or of this one."""
    if day.weekday() >= SATURDAY:
        return False
    here = Q(school=None) | Q(school=school) if school else Q(school=None)
    return not Holiday.objects.filter(
        here, starts_on__lte=day, ends_on__gte=day
    ).exists()


def closing_days_visible_to(user: User | AnonymousUser) -> QuerySet[ClosingDay]:
    """Our own closing days, for who keeps them; by first day."""
    if not rules.may_manage_schools(working_roles(user)):
        return ClosingDay.objects.none()
    return ClosingDay.objects.all()
