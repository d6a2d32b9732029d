"""Which files have been kept as long as their term asks, by number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.casework import rules
from sio.casework.fivedays import day_in_brussels
from sio.casework.models import FileMerge, Retirement
from sio.casework.retention import TERM_OF, YEARS, Term, due_on, gone_after
from sio.core.time import years_before
from sio.trajects.models import Traject, TrajectChange
from sio.trajects.workflow import State


@dataclass(frozen=True)
class Over:
    """One file whose term is over: its number, why, and since when. No name."""

    number: int
    term: Term
    over_on: date
    due_on: date


def files_due(day: date) -> QuerySet[Traject]:
    """Files whose term is over on this day, longest over first, with `over_at`.

    A file that ended counts from its end, also when it was closed later; what else is
    over from the last move.
    """
    ended = TrajectChange.objects.filter(traject=OuterRef("pk"), new=State.ENDED)
    last_end = Subquery(ended.order_by("-at", "-pk").values("at")[:1])
    due = Q()
    for term, years in YEARS.items():
        states = [state for state, of in TERM_OF.items() if of == term]
        over = _end_of(years_before(day, years))
        due |= Q(state__in=states, over_at__lte=over)
    files = Traject.objects.annotate(over_at=Coalesce(last_end, F("state_since")))
    return files.filter(due).order_by("over_at", "pk")


def to_agree(day: date) -> QuerySet[Traject]:
    """Those of files_due that the privacy officer did not agree to yet."""
    agreed = Retirement.objects.filter(number=OuterRef("pk"), kept_at=None)
    return files_due(day).exclude(Exists(agreed))


def over(files: Collection[Traject]) -> list[Over]:
    """Files of files_due as the privacy officer sees them, in their order."""
    found = []
    for file in files:
        over_on = day_in_brussels(file.over_at)  # type: ignore[attr-defined]
        state = State(file.state)
        number, term = file.pk, TERM_OF[state]
        found.append(Over(number, term, over_on, due_on(state, over_on)))
    return found


def retirements_visible_to(user: User) -> QuerySet[Retirement]:
    """What was agreed to, also what is gone or kept: for the privacy officer."""
    rows = Retirement.objects.select_related("agreed_by")
    return rows if rules.may_retire(working_roles(user)) else rows.none()


def waiting(rows: QuerySet[Retirement]) -> QuerySet[Retirement]:
    """Those that are neither gone nor kept."""
    return rows.filter(kept_at=None, erased_at=None)


def ripe(now: datetime) -> list[Retirement]:
    """What was agreed to so long ago that it goes now."""
    rows = waiting(Retirement.objects.all())
    return [row for row in rows if gone_after(row.agreed_at) <= now]


def joined_to(traject: Traject) -> list[Traject]:
    """The files that were joined to this one, those joined to them first."""
    merges = FileMerge.objects.filter(kept=traject, undone_at=None)
    found: list[Traject] = []
    for merge in merges.select_related("merged"):
        found += [*joined_to(merge.merged), merge.merged]
    return found


def _end_of(day: date) -> datetime:
    zone = timezone.get_current_timezone()
    return datetime.combine(day, time.max, zone)
