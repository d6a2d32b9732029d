"""Which files somebody sees, what somebody is to one, and what its page shows."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from sio.accounts.models import Role, User
from sio.accounts.queries import keys_covered, working_roles
from sio.core.once import once
from sio.core.sides import Side
from sio.core.time import today, years_before
from sio.schools.models import Contact
from sio.trajects import rules
from sio.trajects.models import (
    Acceptance,
    AgreementText,
    Assignment,
    BreakGlass,
    Guardian,
    Traject,
)
from sio.trajects.models.pupil import ADULT_YEARS
from sio.trajects.rights import Standing, Standings
from sio.trajects.rules import MAY_BREAK_GLASS
from sio.trajects.workflow import SHARED, moves_by_hand

FALLBACK_LANGUAGE = "nl-be"
_OWN_WORK = frozenset({Standing.CONSULTANT, Standing.COORDINATOR})
_ONCE_SHARED = frozenset({Standing.HELPDESK, Standing.CONTACT})


def trajects_visible_to(user: User | AnonymousUser) -> QuerySet[Traject]:
    """What this person may see, by name of the pupil, with pupil and class.

    Coordinator: all; helpdesk: what is agreed and after; consultant: those assigned,
    those of who is replaced today, and one in an emergency; school contact: those of
    the school's classes once agreed; guardian: the own child's, until it is 18; the
    pupil: its own. Ended rows give nothing, and staff without a second factor see
    nothing as staff. Views start here.
    """
    trajects = Traject.objects.select_related("pupil", "school", "school_class__school")
    if not user.is_authenticated or not user.is_active:
        return trajects.none()
    roles = working_roles(user)
    if Role.Kind.COORDINATOR in roles:
        return trajects
    mine = Q(pk__in=_keys_of(user, roles))
    if Role.Kind.HELPDESK in roles:
        mine |= Q(state__in=SHARED)
    return trajects.filter(mine)


def _keys_of(user: User, roles: AbstractSet[str]) -> QuerySet[Traject, Any]:
    """The keys of the files that are somebody's own, in one list.

    Read from what ties the person to them, which is little: a condition with OR would
    be asked of every file that there is.
    """
    schools = _contacts_of(user).values("school")
    shared = Traject.objects.filter(state__in=SHARED, school_class__school__in=schools)
    ties: list[QuerySet[Any, Any]] = [_families_of(user).values("traject")]
    if Role.Kind.CONSULTANT in roles:
        held = _held_by(user.pk, *keys_covered(user, today()))
        ties.append(held.values("traject"))
    if roles & MAY_BREAK_GLASS:
        ties.append(_emergencies_of(user).values("traject"))
    return shared.order_by().values("pk").union(*(tie.order_by() for tie in ties))


def standings(traject: Traject, user: User | AnonymousUser) -> frozenset[Standing]:
    """What this person is to this traject now; empty for an outsider.

    Agrees with `trajects_visible_to`: not empty exactly for who sees the traject.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    key = ("standings", traject.pk, user.pk)
    return once(key, lambda: _standings(traject, user))


def _standings(traject: Traject, user: User) -> frozenset[Standing]:
    """In one query, of what the person's roles leave to be asked."""
    roles = working_roles(user)
    families = _families(user)
    asked = {
        Standing.CONTACT: Exists(_contacts(user)),
        Standing.GUARDIAN: Exists(families.filter(kind=Guardian.Kind.PARENT)),
        Standing.PUPIL: Exists(families.filter(kind=Guardian.Kind.PUPIL)),
    }
    if Role.Kind.CONSULTANT in roles:
        asked[Standing.CONSULTANT] = Exists(_assignments(user.pk))
        if covered := keys_covered(user, today()):
            asked[Standing.STAND_IN] = Exists(_assignments(*covered))
    if roles & MAY_BREAK_GLASS:
        asked[Standing.EMERGENCY] = Exists(_emergencies(user))
    row = Traject.objects.filter(pk=traject.pk).values_list("state", *asked.values())
    if not (found := row.first()):
        return frozenset()
    state, *answers = found
    held = {standing for standing, holds in zip(asked, answers, strict=True) if holds}
    if Role.Kind.COORDINATOR in roles:
        held.add(Standing.COORDINATOR)
    if Role.Kind.HELPDESK in roles:
        held.add(Standing.HELPDESK)
    return frozenset(held if state in SHARED else held - _ONCE_SHARED)


def replaced_by(traject: Traject, user: User, mine: Standings) -> User | None:
    """The absent consultant of this file for whom this one stands in today, if so.

    None for who has the file him- or herself, and for the coordinator: they act for
    nobody. For the access log, which says on whose behalf.
    """
    if Standing.STAND_IN not in mine or mine & _OWN_WORK:
        return None
    held = traject.assignments.filter(
        ended_at=None, user__in=keys_covered(user, today())
    )
    assignment = held.select_related("user").order_by("pk").first()
    return assignment.user if assignment else None


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


def may_accept_now(traject: Traject, user: User, mine: Standings, side: Side) -> bool:
    """True if this person speaks for the side; at home only who may decide."""
    if not rules.may_accept(mine, side):
        return False
    at_home = traject.guardians.filter(guardians_now(today()), user=user)
    return side == Side.CLASS or at_home.filter(may_decide=True).exists()


def traject_page(traject: Traject, user: User) -> dict[str, Any]:
    """What the blocks _state, _people and _agreement show of one traject."""
    mine = standings(traject, user)
    return {
        "traject": traject,
        "may_guide": rules.may_guide(mine),
        "may_assign": rules.may_assign(mine),
        "may_set": rules.may_set(mine),
        "may_see_history": rules.may_see_history(mine),
        "may_see_reasons": rules.may_see_reasons(mine),
        "may_see_people": rules.may_see_people(mine),
        "may_see_addresses": rules.may_see_addresses(mine),
        "moves": moves_by_hand(traject.state),
        "changes": traject.changes.select_related("by"),
        "guardians": guardians_of(traject),
        "assignments": traject.assignments.filter(ended_at=None).select_related("user"),
        "contacts": contacts_of(traject),
        "agreements": [
            {
                "side": side,
                "acceptance": acceptance_now(traject, side),
                "may_accept": may_accept_now(traject, user, mine, side),
            }
            for side in Side
        ],
    }


def guardians_of(traject: Traject) -> QuerySet[Guardian]:
    """The guardians whose guardianship has not ended, oldest first."""
    return traject.guardians.filter(ended_at=None).select_related("user").order_by("pk")


def contacts_of(traject: Traject) -> QuerySet[Contact]:
    """Who speaks for the school of the traject now, oldest first."""
    return (
        Contact.objects.filter(
            school=traject.school_id, ended_at=None, user__is_active=True
        )
        .select_related("user")
        .order_by("pk")
    )


def guardians_now(day: date) -> Q:
    """Guardianships that give access on this day: the pupil is no adult, or lets it.

    A birth date that is not known ends nothing.
    """
    still_minor = Q(traject__pupil__birth_date=None) | Q(
        traject__pupil__birth_date__gt=years_before(day, ADULT_YEARS)
    )
    not_of_a_parent = Q(kind=Guardian.Kind.PUPIL)
    return Q(ended_at=None) & (
        still_minor | not_of_a_parent | Q(kept_by_pupil_at__isnull=False)
    )


def _assignments(*users: int) -> QuerySet[Assignment]:
    return _held_by(*users).filter(traject=OuterRef("pk"))


def _emergencies(user: User) -> QuerySet[BreakGlass]:
    return _emergencies_of(user).filter(traject=OuterRef("pk"))


def _families(user: User) -> QuerySet[Guardian]:
    return _families_of(user).filter(traject=OuterRef("pk"))


def _contacts(user: User) -> QuerySet[Contact]:
    return _contacts_of(user).filter(school=OuterRef("school_class__school"))


def _held_by(*users: int) -> QuerySet[Assignment]:
    return Assignment.objects.filter(user__in=users, ended_at=None)


def _emergencies_of(user: User) -> QuerySet[BreakGlass]:
    return BreakGlass.objects.filter(user=user, ends_at__gt=timezone.now())


def _families_of(user: User) -> QuerySet[Guardian]:
    return Guardian.objects.filter(guardians_now(today()), user=user)


def _contacts_of(user: User) -> QuerySet[Contact]:
    return Contact.objects.filter(user=user, ended_at=None)


def emergencies_visible_to(user: User | AnonymousUser) -> QuerySet[BreakGlass]:
    """All for the privacy officer, those not reviewed first; else nobody's.

    Names no pupil: the officer sees a number, who, why and when.
    """
    if not rules.may_review(working_roles(user)):
        return BreakGlass.objects.none()
    not_reviewed_first = F("reviewed_at").desc(nulls_first=True)
    return BreakGlass.objects.select_related("user", "reviewed_by").order_by(
        not_reviewed_first, "-started_at", "-pk"
    )
