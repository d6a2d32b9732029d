"""Choosing files by where they stand, for a round of calls or a bulk move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from sio.accounts.models import Role, User
from sio.accounts.queries import working_roles
from sio.casework.figures_of_round import chosen
from sio.casework.models import RoundAnswer, RoundQuestion
from sio.schools.models import School
from sio.schools.queries.regions import RegionMap
from sio.trajects.models import Assignment, Traject
from sio.trajects.queries import trajects_visible_to


@dataclass(frozen=True)
class Choice:
    """Which files: what is empty chooses nothing away. Provinces are of the school."""

    states: tuple[str, ...] = ()
    year: int | None = None
    province: str = ""
    region: int | None = None
    consultant: int | None = None
    question: int | None = None  # who answered `code` to this question of a round
    code: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Choice:
        """As `as_json` gave it; what is missing is empty."""
        return cls(**{**kept, "states": tuple(kept.get("states", ()))})

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "states": list(self.states)}


def files_chosen(choice: Choice, user: User) -> QuerySet[Traject]:
    """The files of this choice, by name of the pupil; none but for the coordinator."""
    if Role.Kind.COORDINATOR not in working_roles(user):
        return Traject.objects.none()
    wanted = Q()
    if choice.states:
        wanted &= Q(state__in=choice.states)
    if choice.year is not None:
        wanted &= Q(school_year=choice.year)
    if choice.province:
        wanted &= Q(school__province=choice.province)
    if choice.region is not None:
        wanted &= Q(school__in=_schools_of(choice.region))
    if choice.consultant is not None:
        wanted &= Q(Exists(_assigned_to(choice.consultant)))
    if choice.question is not None:
        wanted &= Q(pk__in=_who_answered(choice.question, choice.code))
    return trajects_visible_to(user).filter(wanted)


def _assigned_to(consultant: int) -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        traject=OuterRef("pk"), user=consultant, ended_at=None
    )


def _schools_of(region: int) -> list[int]:
    """Schools with a file whose postcode or province is of this region."""
    regions = RegionMap.load()
    rows = School.objects.filter(trajects__isnull=False).order_by().distinct()
    return [
        pk
        for pk, postcode, province in rows.values_list("pk", "postcode", "province")
        if regions.region_id(postcode, province) == region
    ]


def _who_answered(question: int, code: str) -> list[int]:
    """Files whose last answer has this code; answers are encrypted, so read here."""
    round_of = RoundQuestion.objects.filter(pk=question).values("round")
    rows = RoundAnswer.objects.filter(
        call__round__in=round_of, number=F("call__answers_given")
    )
    return [
        traject
        for traject, values in rows.values_list("call__traject", "values")
        if code in chosen(values.get(str(question)))
    ]
