"""What may happen today on one line: lessons in time, as numbers and words only.

Everything here is a plain value or a plain function of its arguments, so that the
rules can be tried at any moment, in any time zone, without a database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sio.lessons.models import ExtraLesson, ScheduleException, Slot

BRUSSELS = ZoneInfo("Europe/Brussels")  # slots are hours on the school's clock
BLOCK_GAP = timedelta(minutes=15)  # a lesson that follows within this is of one block

Kind = ScheduleException.Kind
ON = "on"
# If several exceptions touch one lesson, the one that changes most for it holds.
STRONGEST_FIRST = (
    Kind.CANCELLED,
    Kind.TEACHER_ABSENT,
    Kind.ELSEWHERE,
    Kind.PUPIL_ABSENT,
)
NO_LESSON = frozenset({Kind.CANCELLED.value, Kind.TEACHER_ABSENT.value})


@dataclass(frozen=True, kw_only=True)
class PlannedLesson:
    """One lesson of today; moments are aware, UTC. `status` is on or an exception."""

    id: str
    starts_at: datetime
    ends_at: datetime
    subject: str = ""
    room: str = ""
    kind: str = "fixed"
    status: str = ON
    link: str = ""
    half_day: bool = False  # many lessons and their breaks, and no hour of one

    def as_message(self) -> dict[str, Any]:
        """As in docs/protocol.md, "The plan": moments in ms since 1970."""
        return {
            "id": self.id,
            "starts_at": milliseconds(self.starts_at),
            "ends_at": milliseconds(self.ends_at),
            "subject": self.subject,
            "room": self.room,
            "kind": self.kind,
            "status": self.status,
            "link": self.link,
            "half_day": self.half_day,
        }


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What may happen today, and what stands in the way."""

    lessons: tuple[PlannedLesson, ...] = ()  # by start, then end
    adhoc: bool = True
    auto_answer: bool = False
    keep_photos: bool = False  # of the board, by the pupil, after the lesson
    see_classmates: bool = False  # at home too, and be seen by them; the family's word
    missing: tuple[str, ...] = ()  # agreement.home, agreement.class, traject

    def as_message(self) -> dict[str, Any]:
        """As in docs/protocol.md, "The plan", without `type`."""
        return {
            "lessons": [lesson.as_message() for lesson in self.lessons],
            "adhoc": self.adhoc,
            "auto_answer": self.auto_answer,
            "keep_photos": self.keep_photos,
            "see_classmates": self.see_classmates,
            "missing": list(self.missing),
        }


def milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970, rounded down."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The first moment of the day in Brussels and that of the next: 23 to 25 hours."""
    return moment_of(day, time(0)), moment_of(day + timedelta(days=1), time(0))


def moment_of(day: date, clock: time) -> datetime:
    """That time on the clocks of Brussels, in UTC; the first if there are two."""
    return datetime.combine(day, clock, tzinfo=BRUSSELS).astimezone(UTC)


def lessons_of_day(
    day: date,
    *,
    slots: Iterable[Slot],
    extras: Iterable[ExtraLesson],
    exceptions: Iterable[ScheduleException],
    holiday: bool,
) -> tuple[PlannedLesson, ...]:
    """The lessons that touch the day, sorted by start, end and id.

    Of the weekly pattern counts what held on that day. It rests on a holiday; extra
    lessons do not. A slot that an hour skipped by summer time swallows is left out.
    """
    today = [exception for exception in exceptions if exception.on == day]
    planned = [_of_extra(extra, day, today) for extra in extras if _touches(extra, day)]
    if not holiday:
        planned += [_of_slot(slot, day, today) for slot in slots if slot.holds_on(day)]
    lessons = [lesson for lesson in planned if lesson.ends_at > lesson.starts_at]
    return tuple(sorted(lessons, key=lambda one: (one.starts_at, one.ends_at, one.id)))


def _of_slot(
    slot: Slot, day: date, exceptions: list[ScheduleException]
) -> PlannedLesson:
    status, link = _status(exceptions, slot.pk, STRONGEST_FIRST)
    return PlannedLesson(
        id=f"slot-{slot.pk}",
        starts_at=moment_of(day, slot.starts_at),
        ends_at=moment_of(day, slot.ends_at),
        subject=slot.subject,
        room=slot.room,
        kind=slot.kind,
        status=status,
        link=link,
        half_day=slot.part != Slot.Part.LESSON,
    )


def _of_extra(
    extra: ExtraLesson, day: date, exceptions: list[ScheduleException]
) -> PlannedLesson:
    # It was planned beside the pattern, often because of an exception: only a pupil
    # who is too ill today changes it.
    status, _link = _status(exceptions, None, (Kind.PUPIL_ABSENT,))
    return PlannedLesson(
        id=f"extra-{extra.pk}",
        starts_at=extra.starts_at.astimezone(UTC),
        ends_at=extra.ends_at.astimezone(UTC),
        subject=extra.subject,
        room=extra.room,
        kind="extra",
        status=status,
    )


def _touches(extra: ExtraLesson, day: date) -> bool:
    starts_at, ends_at = day_bounds(day)
    return extra.starts_at < ends_at and extra.ends_at > starts_at


def _status(
    exceptions: list[ScheduleException], slot_id: int | None, kinds: tuple[Kind, ...]
) -> tuple[str, str]:
    """The word and the link that hold; of one kind, the slot's before the day's."""
    for kind in kinds:
        found = [
            exception
            for exception in exceptions
            if exception.kind == kind and exception.slot_id in (None, slot_id)
        ]
        if found:
            strongest = max(
                found, key=lambda one: (one.slot_id is not None, one.pk or 0)
            )
            return kind.value, strongest.link if kind is Kind.ELSEWHERE else ""
    return ON, ""
