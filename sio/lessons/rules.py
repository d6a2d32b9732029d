"""Who may be in a lesson, and when: plain functions of a plan and a moment."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from sio.accounts.models import Role
from sio.core.sides import Side
from sio.lessons.errors import (
    AgreementMissing,
    Elsewhere,
    NotNow,
    PressNeeded,
    TrajectNotRunning,
)
from sio.lessons.models import HelpQuestion
from sio.lessons.plan import BLOCK_GAP, NO_LESSON, ON, Kind, Plan, PlannedLesson
from sio.trajects.rights import Act, Standings, may
from sio.trajects.workflow import MAY_CONNECT

# Who may say what is different on a date; whoever guides the traject may say all.
MAY_SAY: dict[Act, frozenset[Kind]] = {
    Act.SAY_PUPIL_ABSENT: frozenset({Kind.PUPIL_ABSENT}),
    Act.SAY_CLASS_CHANGE: frozenset(
        {Kind.TEACHER_ABSENT, Kind.ELSEWHERE, Kind.CANCELLED}
    ),
}
MEETING_HOSTS = frozenset(
    {
        "teams.microsoft.com",
        "teams.live.com",
        "teams.cloud.microsoft",
        "meet.google.com",
    }
)
MEETING_DOMAINS = (".smartschool.be",)
EARLY = timedelta(minutes=15)  # the lobby counts as the lesson from here on
STAY = timedelta(minutes=60)  # four presses of "blijf nog even", 15 minutes each


def check_entry(plan: Plan, side: Side, how: str, now: datetime) -> None:
    """Return if this side may be in the lesson now, else raise the refusal.

    `how` is press, auto or again. A lesson counts from EARLY before its start to the
    end of its block; for `again` to STAY after that, since who stays on must be able to
    come back. What is elsewhere stops a press, not a connection that runs already.
    """
    _check_ready(plan)
    if how == "again":
        if not plan.adhoc and not _counts(plan, now, STAY):
            raise NotNow(_("Er is nu geen les."))
        return
    near = lessons_near(plan, now)
    if near and all(lesson.status == Kind.ELSEWHERE for lesson in near):
        raise Elsewhere(_("De klas zit nu ergens anders online."))
    if how == "auto" and not _answers_by_itself(plan, side, now):
        raise PressNeeded(_("Iemand in de klas moet op de knop drukken."))
    if not plan.adhoc and not _counts(plan, now, timedelta(0)):
        raise NotNow(_("Er is nu geen les."))


def may_plan(standings: Standings) -> bool:
    """Changing the weekly pattern and extra lessons: who guides the traject."""
    return may(standings, Act.PLAN)


def kinds_to_say(standings: Standings) -> frozenset[Kind]:
    """The exceptions that somebody with these standings may say and undo."""
    said = (kinds for act, kinds in MAY_SAY.items() if may(standings, act))
    return frozenset().union(*said)


def may_see_links(standings: Standings) -> bool:
    """Where the class meets online, a way to look in: not for the helpdesk."""
    return may(standings, Act.SEE_LINKS)


def is_helpdesk(roles: AbstractSet[str]) -> bool:
    """Who has a list of questions about lines."""
    return Role.Kind.HELPDESK in roles


def may_see_line(standings: Standings) -> bool:
    """The line in figures, while a question about it is open: the helpdesk."""
    return may(standings, Act.SEE_LINE)


def may_help(standings: Standings) -> bool:
    """Opening and closing a question about the line: the helpdesk."""
    return may(standings, Act.HELP_LINE)


def may_visit(standings: Standings) -> bool:
    """A guest in the lesson, once both sides let it in: the traject's own consultant.

    Nobody who stands in, broke the glass or coordinates: the family knows one face.
    """
    return may(standings, Act.VISIT_LESSON)


def is_open(question: HelpQuestion, now: datetime) -> bool:
    """Not closed, not over, and about a line that there may be (queries: the same)."""
    may_connect = question.traject.state in MAY_CONNECT
    return question.closed_at is None and now < question.ends_at and may_connect


def lessons_near(plan: Plan, now: datetime) -> tuple[PlannedLesson, ...]:
    """The lessons that are on now; if none is, those that start within EARLY.

    What does not take place is left out, what is elsewhere is not.
    """
    held = _held(plan.lessons)
    on_now = tuple(one for one in held if one.starts_at <= now < one.ends_at)
    return on_now or tuple(one for one in held if now < one.starts_at <= now + EARLY)


def block_end(plan: Plan, now: datetime) -> datetime | None:
    """When the block of the lesson that is on, or about to start, ends; else None.

    A lesson that starts within BLOCK_GAP of another's end belongs to its block.
    """
    for starts_at, ends_at in _blocks(plan.lessons):
        if starts_at - EARLY <= now < ends_at:
            return ends_at
    return None


def _check_ready(plan: Plan) -> None:
    if "traject" in plan.missing:
        raise TrajectNotRunning(
            _("Deze verbinding is niet actief. Vraag het aan je consulent.")
        )
    if "agreement.home" in plan.missing:
        raise AgreementMissing(
            _("Een ouder moet eerst de afspraken goedkeuren. Daarna kan je starten.")
        )
    if "agreement.class" in plan.missing:
        raise AgreementMissing(
            _("De school moet eerst de afspraken goedkeuren. Daarna kan je starten.")
        )


def _answers_by_itself(plan: Plan, side: Side, now: datetime) -> bool:
    """True while a lesson is on that nobody has said anything about."""
    return (
        side is Side.CLASS
        and plan.auto_answer
        and any(
            one.status == ON and one.starts_at <= now < one.ends_at
            for one in plan.lessons
        )
    )


def _counts(plan: Plan, now: datetime, after: timedelta) -> bool:
    return any(
        starts_at - EARLY <= now < ends_at + after
        for starts_at, ends_at in _blocks(plan.lessons)
    )


def _blocks(lessons: Iterable[PlannedLesson]) -> list[tuple[datetime, datetime]]:
    """Start and end of each block, in order; they never overlap."""
    blocks: list[tuple[datetime, datetime]] = []
    for lesson in _held(lessons):
        if blocks and lesson.starts_at <= blocks[-1][1] + BLOCK_GAP:
            starts_at, ends_at = blocks[-1]
            blocks[-1] = (starts_at, max(ends_at, lesson.ends_at))
        else:
            blocks.append((lesson.starts_at, lesson.ends_at))
    return blocks


def _held(lessons: Iterable[PlannedLesson]) -> list[PlannedLesson]:
    return [lesson for lesson in lessons if lesson.status not in NO_LESSON]


def is_known_meeting(link: str) -> bool:
    """True for where Flemish classes meet online: Teams, Meet, Smartschool."""
    host = urlsplit(link).hostname or ""
    return host in MEETING_HOSTS or host.endswith(MEETING_DOMAINS)
