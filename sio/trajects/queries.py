"""Reads that more than one caller needs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from sio.accounts.models import Role, User
from sio.accounts.queries import working_roles
from sio.core.sides import Side
from sio.schools.models import Contact
from sio.trajects import rules
from sio.trajects.models import (
    Acceptance,
    AgreementText,
    Assignment,
    Guardian,
    Traject,
)
from sio.trajects.rules import Standing
from sio.trajects.workflow import ALLOWED_MOVES, State

FALLBACK_LANGUAGE = "nl-be"


def trajects_visible_to(user: User | AnonymousUser) -> QuerySet[Traject]:
    """What this person may see, by name of the pupil, with pupil and class.

    Coordinator and helpdesk: all; consultant: those assigned; school contact: those
    of the school's classes; guardian: the own child's. Ended rows give nothing, and
    staff without a second factor see nothing as staff. Views start here.
    """
    trajects = Traject.objects.select_related("pupil", "school_class__school")
    if not user.is_authenticated or not user.is_active:
        return trajects.none()
    roles = working_roles(user)
    if roles & {Role.Kind.COORDINATOR, Role.Kind.HELPDESK}:
        return trajects
    mine = Q(Exists(_guardianships(user))) | Q(Exists(_contacts(user)))
    if Role.Kind.CONSULTANT in roles:
        mine |= Q(Exists(_assignments(user)))
    return trajects.filter(mine)


def standings(traject: Traject, user: User | AnonymousUser) -> frozenset[Standing]:
    """What this person is to this traject now; empty for an outsider.

    Agrees with `trajects_visible_to`: not empty exactly for who sees the traject.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    roles = working_roles(user)
    rows = Traject.objects.filter(pk=traject.pk).values_list(
        Exists(_assignments(user)),
        Exists(_contacts(user)),
        Exists(_guardianships(user)),
    )
    assigned, contact, guardian = rows.first() or (False, False, False)
    held = {
        Standing.COORDINATOR: Role.Kind.COORDINATOR in roles,
        Standing.HELPDESK: Role.Kind.HELPDESK in roles,
        Standing.CONSULTANT: Role.Kind.CONSULTANT in roles and assigned,
        Standing.CONTACT: contact,
        Standing.GUARDIAN: guardian,
    }
    return frozenset(standing for standing, holds in held.items() if holds)


def missing_agreements(traject: Traject) -> list[Side]:
    """The sides that have not accepted the newest text; home first, empty if none.

    A side without any text counts as missing: without agreement no lesson.
    """
    return missing_agreements_of([traject])[traject.pk]


def missing_agreements_of(trajects: Iterable[Traject]) -> dict[int, list[Side]]:
    """The same for many trajects, by pk, in two queries."""
    pks = [traject.pk for traject in trajects]
    newest = newest_versions()
    accepted = set(
        Acceptance.objects.filter(traject__in=pks).values_list(
            "traject_id", "text__side", "text__version"
        )
    )
    return {
        pk: [side for side in Side if (pk, side, newest.get(side)) not in accepted]
        for pk in pks
    }


def newest_versions() -> dict[str, int]:
    """The newest version of the agreement of each side that has one."""
    rows = AgreementText.objects.order_by().values("side")
    return dict(rows.annotate(newest=Max("version")).values_list("side", "newest"))


def current_text(side: Side, language: str) -> AgreementText | None:
    """The newest text in this language, else in Dutch; None if there is none at all."""
    texts = AgreementText.objects.filter(
        side=side,
        version=newest_versions().get(side, 0),
        language__in=[language, FALLBACK_LANGUAGE],
    )
    by_language = {text.language: text for text in texts}
    return by_language.get(language) or by_language.get(FALLBACK_LANGUAGE)


def acceptance_now(traject: Traject, side: Side) -> Acceptance | None:
    """How this side accepted the newest text; None if it did not yet."""
    return (
        traject.acceptances.filter(
            text__side=side, text__version=newest_versions().get(side, 0)
        )
        .select_related("accepted_by", "text")
        .first()
    )


def traject_page(traject: Traject, user: User) -> dict[str, Any]:
    """What the blocks _state, _people and _agreement show of one traject."""
    mine = standings(traject, user)
    return {
        "traject": traject,
        "may_guide": rules.may_guide(mine),
        "may_assign": rules.may_assign(mine),
        "may_set": rules.may_set(mine),
        "may_see_people": rules.may_see_people(mine),
        "may_see_addresses": rules.may_see_addresses(mine),
        "may_see_openings": rules.may_see_openings(mine),
        "moves": sorted(ALLOWED_MOVES[State(traject.state)]),
        "changes": traject.changes.select_related("by"),
        "guardians": guardians_of(traject),
        "assignments": traject.assignments.filter(ended_at=None).select_related("user"),
        "contacts": contacts_of(traject),
        "agreements": [
            {
                "side": side,
                "acceptance": acceptance_now(traject, side),
                "may_accept": rules.may_accept(mine, side),
            }
            for side in Side
        ],
    }


def guardians_of(traject: Traject) -> QuerySet[Guardian]:
    """The guardians whose guardianship has not ended, oldest first."""
    return traject.guardians.filter(ended_at=None).select_related("user").order_by("pk")


def contacts_of(traject: Traject) -> QuerySet[Contact]:
    """Who speaks for the school of the traject's class now, oldest first."""
    return (
        Contact.objects.filter(
            school=traject.school_class.school_id, ended_at=None, user__is_active=True
        )
        .select_related("user")
        .order_by("pk")
    )


def _assignments(user: User) -> QuerySet[Assignment]:
    return Assignment.objects.filter(traject=OuterRef("pk"), user=user, ended_at=None)


def _guardianships(user: User) -> QuerySet[Guardian]:
    return Guardian.objects.filter(traject=OuterRef("pk"), user=user, ended_at=None)


def _contacts(user: User) -> QuerySet[Contact]:
    return Contact.objects.filter(
        school=OuterRef("school_class__school"), user=user, ended_at=None
    )
