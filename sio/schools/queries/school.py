"""Reads of schools that more than one caller needs."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.time import school_year, today
from sio.schools import rules
from sio.schools.models import Contact, Location, School, SchoolListUpload
from sio.schools.searching import matching, words_of

SHOWN_SCHOOLS = 20  # at most, in a list to choose from
CLOSED_TOLD = 3  # at most, where nothing else is found
LONGEST_SEARCH = 100
LEAST_LETTERS = 2
LONGEST_KEY = 18  # digits; one that is longer is nobody's


@dataclass(frozen=True)
class FoundSchools:
    """What a search shows: open schools by name, with the chosen one on top.

    `closed` are those that match but are closed, looked for only if none is open.
    """

    text: str
    chosen: School | None
    schools: list[School]
    closed: list[School]
    is_short: bool
    is_none: bool
    is_cut: bool


def schools_visible_to(user: User | AnonymousUser) -> QuerySet[School]:
    """All for consultants and coordinators, their own for contacts; by name."""
    if not user.is_authenticated or not user.is_active:
        return School.objects.none()
    if rules.may_see_schools(working_roles(user)):
        return School.objects.all()
    mine = Contact.objects.filter(school=OuterRef("pk"), user=user, ended_at=None)
    return School.objects.filter(Exists(mine))


def locations_visible_to(user: User | AnonymousUser) -> QuerySet[Location]:
    """Those of the schools that this person sees."""
    schools = schools_visible_to(user)
    return Location.objects.filter(school__in=schools).select_related("school")


def own_contacts(user: User | AnonymousUser) -> QuerySet[Contact]:
    """As what this person speaks for schools now."""
    if not user.is_authenticated or not user.is_active:
        return Contact.objects.none()
    mine = Contact.objects.filter(user=user, ended_at=None)
    return mine.select_related("user", "school").order_by("pk")


def uploads_visible_to(user: User | AnonymousUser) -> QuerySet[SchoolListUpload]:
    """Lists that wait for a confirmation, for who takes them in; newest first."""
    if not rules.may_manage_schools(working_roles(user)):
        return SchoolListUpload.objects.none()
    return SchoolListUpload.objects.order_by("-created_at", "-pk")


def found_by(schools: QuerySet[School], text: str) -> QuerySet[School]:
    """Those that match each word of `text`; all of them if there is no word in it.

    By the beginning of words of name, municipality, postcode and number.
    """
    wanted = matching(text)
    return schools if wanted is None else schools.filter(wanted)


def schools_matching(text: str, limit: int = SHOWN_SCHOOLS) -> list[School]:
    """Open schools that match `text`, by name; none if there is no word in it.

    Which schools there are is public: this asks for no right.
    """
    wanted = matching(text)
    if wanted is None:
        return []
    is_open = Q(closed_on=None) | Q(closed_on__gt=today())
    return list(School.objects.filter(wanted, is_open)[:limit])


def look_for_schools(text: str, chosen: str = "") -> FoundSchools:
    """Schools for `text`, and the one whose key is `chosen`, whatever is looked for.

    Asks for no right. Reads nothing for a text that is too short and no key.
    """
    text = text[:LONGEST_SEARCH]
    is_key = chosen.isdecimal() and len(chosen) <= LONGEST_KEY
    held = School.objects.filter(pk=chosen).first() if is_key else None
    is_short = len("".join(words_of(text))) < LEAST_LETTERS
    found = [] if is_short else schools_matching(text)
    closed = _closed_matching(text) if not is_short and not found else []
    return FoundSchools(
        text=text,
        chosen=held,
        schools=([held] if held else []) + [one for one in found if one != held],
        closed=closed,
        is_short=is_short,
        is_none=not is_short and not found and not closed,
        is_cut=len(found) == SHOWN_SCHOOLS,
    )


def _closed_matching(text: str) -> list[School]:
    wanted = matching(text)
    assert wanted is not None
    return list(School.objects.filter(wanted, closed_on__lte=today())[:CLOSED_TOLD])


def with_numbers(schools: QuerySet[School]) -> QuerySet[School]:
    """The same, each with `classes_now` of this school year and `contacts_now`."""
    this_year = Q(classes__school_year=school_year(today()))
    return schools.annotate(
        classes_now=Count("classes", filter=this_year, distinct=True),
        contacts_now=Count(
            "contacts", filter=Q(contacts__ended_at=None), distinct=True
        ),
    )
