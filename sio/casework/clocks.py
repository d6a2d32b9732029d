"""What is due of one file, from its facts alone: no database, no clock of its own.

A clock that counts days stands still in school holidays, while the file is suspended,
and as long as material was only placed in advance. Standing still makes nothing due
earlier. Dates (a certificate, a planned return) do not stand still, but a suspended
file is asked for nothing else than whether it is still rightly suspended.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate

from sio.casework.fivedays import (
    Reached,
    Urgency,
    Workdays,
    days_late,
    urgency,
)
from sio.core.time import school_year, school_year_dates
from sio.trajects.workflow import WEIGHING, State

FIRST_LESSON_DAYS = 14  # bednet.be, user agreement: first use 2 weeks after delivery
UNUSED_DAYS = 28  # the same: after 4 weeks without use there is contact
CERTIFICATE_DAYS = 14  # our decision, as the reminder to the school
SETTLE_DAYS = 7  # our choice: what a file that is being prepared gets to be complete
DECISION_WORKING_DAYS = 10  # our choice; a term for the decision is not published
PREPARE_WORKING_DAYS = 10  # our choice, as for the decision
PAUSED_DAYS = 56  # our choice: eight plain weeks, holidays too
A_DAY = timedelta(days=1)


class Kind(StrEnum):
    """What is due; the order is that of the screen, first things first."""

    CONTACT = "contact"
    OWNER = "owner"
    MESSAGE = "message"
    LOOK_AGAIN = "look_again"
    DECISION = "decision"
    NOT_PREPARED = "not_prepared"
    FIRST_LESSON = "first_lesson"
    AGREEMENT = "agreement"
    UNUSED = "unused"
    STILL_PAUSED = "still_paused"
    CERTIFICATE = "certificate"
    RETURN = "return"
    CLASS_TOLD = "class_told"
    CONDITIONS = "conditions"


RANK = {kind: place for place, kind in enumerate(Kind)}
# People must hear soon that they were heard, and a file must have somebody.
NEVER_PUT_OFF = frozenset({Kind.CONTACT, Kind.OWNER})

# The first contact is asked for until there was one, however far the file was moved by
# hand; also of who waits: people must hear that they do. Preparing takes both talks
# (`casework.actions.move`), and some files begin there.
ASKING = WEIGHING | {State.AGREED}
# Applied too: what comes back from the waiting list may have been spoken to already.
WEIGHED_NOW = frozenset({State.APPLIED, State.CONTACT, State.FEASIBILITY})
PREPARED = frozenset({State.PREPARING, State.ACTIVE, State.ENDING})
IN_USE = frozenset({State.ACTIVE, State.ENDING})
NEEDS_CERTIFICATE = PREPARED | {State.AGREED}


@dataclass(frozen=True)
class Pause:
    """A file was suspended on the first day and resumed on the last."""

    from_on: date
    to_on: date


@dataclass(frozen=True)
class Facts:
    """What clocks look at of one file. Days are of Brussels."""

    state: State
    state_since: date
    received_on: date
    school_id: int | None = None
    reached: Reached = field(default_factory=Reached)
    look_again_on: date | None = None
    delivered_on: date | None = None
    placed_in_advance: bool = False
    advance_ended_on: date | None = None
    last_use_on: date | None = None
    spoken_on: date | None = None
    message_on: date | None = None
    agreed: bool = True
    class_told_on: date | None = None
    certificate_until: date | None = None
    return_on: date | None = None
    conditions_checked_for: int | None = None
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True)
class Due:
    """One thing to do: what, since when, and how many days late.

    `late` is 0 on the day itself and below 0 before it; working days for a contact, a
    decision or a preparation, days on which the clock ran for what stands still, else
    plain days.
    `detail` is a fixed word: who is still to be reached, or why nobody has the file.
    """

    kind: Kind
    since: date
    late: int
    urgency: Urgency = Urgency.LATER
    detail: str = ""

    @property
    def order(self) -> tuple[int, int, int]:
        """Sorts what comes first to the front."""
        return (RANK[self.kind], -self.urgency, -self.late)


class Timeline:
    """Days on which clocks run: read once, then asked for many files.

    `first` is the earliest day asked about. `still` are days of every school, `own`
    those of one school alone.
    """

    def __init__(
        self,
        first: date,
        last: date,
        still: frozenset[date],
        own: Mapping[int, frozenset[date]] | None = None,
    ) -> None:
        self.first = first
        self.still = still
        self.own = {
            school: sorted(days - still) for school, days in (own or {}).items()
        }
        runs = (day not in still for day in _days(first, last))
        self.counts = list(accumulate(runs, initial=0))

    def days_run(
        self, first: date, last: date, school_id: int | None, pauses: tuple[Pause, ...]
    ) -> int:
        """Days after `first` up to and including `last` on which nothing stood still.

        A day on which a file is suspended counts, the one on which it resumes does not.
        """
        first = max(first, self.first - A_DAY)
        run = self._everywhere(first, last) - self._own(first, last, school_id)
        still = {
            day
            for pause in pauses
            for day in _days(max(pause.from_on, first) + A_DAY, min(pause.to_on, last))
        }
        own = set(self.own.get(school_id, ())) if school_id is not None else set()
        return run - len(still - self.still - own)

    def _everywhere(self, first: date, last: date) -> int:
        if last <= first:
            return 0
        start = (first - self.first).days + 1
        return self.counts[(last - self.first).days + 1] - self.counts[start]

    def _own(self, first: date, last: date, school_id: int | None) -> int:
        days = self.own.get(school_id, []) if school_id is not None else []
        return max(bisect_right(days, last) - bisect_right(days, first), 0)


def dues(
    facts: Facts, today: date, workdays: Workdays, timeline: Timeline
) -> list[Due]:
    """What of this file is due today or late, first things first; empty if nothing."""
    found = [
        contact_due(facts, today, workdays),
        message_due(facts, today),
        look_again_due(facts, today),
        decision_due(facts, today, workdays),
        not_prepared_due(facts, today, workdays),
        first_lesson_due(facts, today, timeline),
        agreement_due(facts, today, timeline),
        unused_due(facts, today, timeline),
        still_paused_due(facts, today),
        certificate_due(facts, today),
        return_due(facts, today),
        class_told_due(facts, today, timeline),
        conditions_due(facts, today),
    ]
    return sorted((due for due in found if due), key=lambda due: due.order)


def contact_due(facts: Facts, today: date, workdays: Workdays) -> Due | None:
    """From the third working day on, until family and school were both reached."""
    if facts.state not in ASKING or facts.reached.both_on is not None:
        return None
    pressing = urgency(facts.received_on, today, workdays)
    if pressing == Urgency.LATER:
        return None
    late = days_late(facts.received_on, today, workdays)
    sides = {"family": facts.reached.family_on, "school": facts.reached.school_on}
    missing = [side for side, day in sides.items() if day is None]
    detail = missing[0] if len(missing) == 1 else "both"
    return Due(Kind.CONTACT, facts.received_on, late, pressing, detail)


def message_due(facts: Facts, today: date) -> Due | None:
    """Somebody of family or school wrote, and nobody of ours has read it."""
    day = facts.message_on
    if day is None:
        return None
    return Due(Kind.MESSAGE, day, (today - day).days)


def look_again_due(facts: Facts, today: date) -> Due | None:
    """From the day on that was agreed to look at it again."""
    day = facts.look_again_on
    if facts.state != State.LATER or day is None or day > today:
        return None
    return Due(Kind.LOOK_AGAIN, day, (today - day).days)


def decision_due(facts: Facts, today: date, workdays: Workdays) -> Due | None:
    """A file that is weighed for ten working days, once family and school spoke."""
    if facts.state not in WEIGHED_NOW or facts.reached.both_on is None:
        return None
    late = workdays.between(facts.state_since, today) - DECISION_WORKING_DAYS
    return Due(Kind.DECISION, facts.state_since, late) if late >= 0 else None


def not_prepared_due(facts: Facts, today: date, workdays: Workdays) -> Due | None:
    """Agreed ten working days ago, and nobody has begun to prepare."""
    if facts.state != State.AGREED:
        return None
    late = workdays.between(facts.state_since, today) - PREPARE_WORKING_DAYS
    return Due(Kind.NOT_PREPARED, facts.state_since, late) if late >= 0 else None


def first_lesson_due(facts: Facts, today: date, timeline: Timeline) -> Due | None:
    """Two weeks after delivery without any use.

    What is placed in advance waits for the day on which that ends.
    """
    delivered_on = facts.delivered_on
    if facts.state not in PREPARED or delivered_on is None or facts.placed_in_advance:
        return None
    if facts.last_use_on is not None:
        return None
    since = max(delivered_on, facts.advance_ended_on or delivered_on)
    return _after(Kind.FIRST_LESSON, since, FIRST_LESSON_DAYS, facts, today, timeline)


def unused_due(facts: Facts, today: date, timeline: Timeline) -> Due | None:
    """Four weeks without use while running: then the family is spoken to.

    From the last use; without any, from the start, unless the clock of the first
    lesson runs from a delivery, or material only stands there in advance. Once the
    family was spoken to after those four weeks, four new ones begin.
    """
    since = unused_since(facts)
    if since is None:
        return None
    due = _after(Kind.UNUSED, since, UNUSED_DAYS, facts, today, timeline)
    spoken_on = facts.spoken_on
    if due is None or spoken_on is None:
        return due
    if _after(Kind.UNUSED, since, UNUSED_DAYS, facts, spoken_on, timeline) is None:
        return due
    return _after(Kind.UNUSED, spoken_on, UNUSED_DAYS, facts, today, timeline)


def unused_since(facts: Facts) -> date | None:
    """The last use of a file in use, or its start; None if that clock does not run."""
    if facts.state not in IN_USE:
        return None
    waits = facts.delivered_on is not None or facts.placed_in_advance
    if facts.last_use_on is None and waits:
        return None
    return facts.last_use_on or facts.state_since


def sleeps(facts: Facts, today: date, timeline: Timeline) -> bool:
    """Four weeks without use while running, whether somebody spoke about it or not."""
    since = unused_since(facts)
    if since is None:
        return False
    days = timeline.days_run(since, today, facts.school_id, facts.pauses)
    return days >= UNUSED_DAYS


def still_paused_due(facts: Facts, today: date) -> Due | None:
    """Suspended for eight weeks: is that still right?

    Plain days, since what stands still while a file is suspended are the other clocks.
    Put off, it comes back on the day that was chosen then.
    """
    if facts.state != State.PAUSED:
        return None
    late = (today - facts.state_since).days - PAUSED_DAYS
    return Due(Kind.STILL_PAUSED, facts.state_since, late) if late >= 0 else None


def certificate_due(facts: Facts, today: date) -> Due | None:
    """From two weeks before the certificate ends."""
    day = facts.certificate_until
    if facts.state not in NEEDS_CERTIFICATE or day is None:
        return None
    late = (today - day).days
    return Due(Kind.CERTIFICATE, day, late) if late >= -CERTIFICATE_DAYS else None


def agreement_due(facts: Facts, today: date, timeline: Timeline) -> Due | None:
    """One side has not accepted the newest agreement."""
    return None if facts.agreed else _settled(Kind.AGREEMENT, facts, today, timeline)


def class_told_due(facts: Facts, today: date, timeline: Timeline) -> Due | None:
    """The parents of the classmates do not know yet."""
    if facts.class_told_on is not None:
        return None
    return _settled(Kind.CLASS_TOLD, facts, today, timeline)


def return_due(facts: Facts, today: date) -> Due | None:
    """From the day on that was planned for the return."""
    day = facts.return_on
    if facts.state not in PREPARED or day is None or day > today:
        return None
    return Due(Kind.RETURN, day, (today - day).days)


def conditions_due(facts: Facts, today: date) -> Due | None:
    """From 1 September of each school year after that of the application or check."""
    checked = facts.conditions_checked_for
    known = school_year(facts.received_on) if checked is None else checked
    year = school_year(today)
    if facts.state not in PREPARED or known >= year:
        return None
    day = school_year_dates(year)[0]
    return Due(Kind.CONDITIONS, day, (today - day).days)


def _settled(kind: Kind, facts: Facts, today: date, timeline: Timeline) -> Due | None:
    """At once for what is in use; a week after the preparation began else."""
    if facts.state not in PREPARED:
        return None
    days = 0 if facts.state in IN_USE else SETTLE_DAYS
    return _after(kind, facts.state_since, days, facts, today, timeline)


def _after(
    kind: Kind, since: date, days: int, facts: Facts, today: date, timeline: Timeline
) -> Due | None:
    run = timeline.days_run(since, today, facts.school_id, facts.pauses)
    return Due(kind, since, run - days) if run >= days else None


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + number * A_DAY
