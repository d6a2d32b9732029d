"""How much there is to do and who does it, for who opens or closes a school year.

Numbers only, of everybody's files: no pupil can be told from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef

from sio.accounts.models import Role
from sio.accounts.queries import people_with_role
from sio.intake.comparison import Comparison, DayCounts, compare_last_days
from sio.trajects.models import Assignment, Traject
from sio.trajects.workflow import OPEN, State


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
    """Label and number of each state of open files, in the order of the table."""
    files = Traject.objects.filter(state__in=OPEN).order_by()
    counted = dict(files.values_list("state").annotate(Count("pk")))
    return [
        (str(state.label), counted.get(state, 0)) for state in State if state in OPEN
    ]


def _by_consultant() -> list[tuple[str, int]]:
    """Name and number of open files of each consultant, those without any too."""
    # From the open files on: from the people on, every file that ever was is read.
    held = Assignment.objects.filter(ended_at=None, traject__state__in=OPEN)
    guided = dict(
        held.order_by().values_list("user").annotate(Count("traject", distinct=True))
    )
    people = people_with_role(Role.Kind.CONSULTANT).values_list("name", "pk")
    return [(name, guided.get(pk, 0)) for name, pk in people]


def _unassigned() -> int:
    held = Assignment.objects.filter(traject=OuterRef("pk"), ended_at=None)
    return Traject.objects.filter(~Exists(held), state__in=OPEN).count()
