"""How much there is to do and who does it, for who opens or closes a school year.

Numbers only, of everybody's files: no pupil can be told from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from sio.accounts.models import Role
from sio.accounts.queries import people_with_role
from sio.intake.comparison import Comparison, DayCounts, compare_last_days
from sio.trajects.models import Assignment, Traject
from sio.trajects.workflow import OVER, State


@dataclass(frozen=True)
class Capacity:
    """Trajects by state, open files by consultant; applications if they were given."""

    trajects: list[tuple[str, int]]
    consultants: list[tuple[str, int]]
    without_consultant: int
    applications: Comparison | None

    @property
    def open_files(self) -> int:
        return sum(count for _state, count in self.trajects)


def capacity(on: date, applications: DayCounts | None = None) -> Capacity:
    """What is known on this day.

    `applications`: how many came in on which day, of the last thirteen months at
    least; None if they are not counted here.
    """
    return Capacity(
        trajects=_by_state(),
        consultants=_by_consultant(),
        without_consultant=_unassigned(),
        applications=(
            None if applications is None else compare_last_days(applications, on)
        ),
    )


def _by_state() -> list[tuple[str, int]]:
    """Label and number of each state but the last one, in the order of the table."""
    rows = Traject.objects.order_by().values_list("state").annotate(Count("pk"))
    counted = dict(rows)
    return [
        (str(state.label), counted.get(state, 0))
        for state in State
        if state not in OVER
    ]


def _by_consultant() -> list[tuple[str, int]]:
    """Name and number of open files of each consultant, those without any too."""
    guided = Q(assignments__ended_at=None) & ~Q(assignments__traject__state__in=OVER)
    people = people_with_role(Role.Kind.CONSULTANT).annotate(
        open_files=Count("assignments__traject", filter=guided, distinct=True)
    )
    return list(people.values_list("name", "open_files"))


def _unassigned() -> int:
    held = Assignment.objects.filter(traject=OuterRef("pk"), ended_at=None)
    return Traject.objects.exclude(state__in=OVER).filter(~Exists(held)).count()
