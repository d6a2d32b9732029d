"""Reads that more than one caller needs."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.time import school_year, school_year_dates, today
from sio.schools import rules
from sio.schools.models import Contact, Holiday, School

SATURDAY = 5


def schools_visible_to(user: User | AnonymousUser) -> QuerySet[School]:
    """All for consultants and coordinators, their own for contacts; by name."""
    if not user.is_authenticated or not user.is_active:
        return School.objects.none()
    if rules.may_see_schools(working_roles(user)):
        return School.objects.all()
    mine = Contact.objects.filter(school=OuterRef("pk"), user=user, ended_at=None)
    return School.objects.filter(Exists(mine))


def with_numbers(schools: QuerySet[School]) -> QuerySet[School]:
    """The same, each with `classes_now` of this school year and `contacts_now`."""
    this_year = Q(classes__school_year=school_year(today()))
    return schools.annotate(
        classes_now=Count("classes", filter=this_year, distinct=True),
        contacts_now=Count(
            "contacts", filter=Q(contacts__ended_at=None), distinct=True
        ),
    )


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
