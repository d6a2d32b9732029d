"""Rounds of calls: who is to be called, what was answered, and what it adds up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sio.accounts.models import Role, User
from sio.accounts.queries import working_roles
from sio.casework import rules
from sio.casework.figures_of_round import (
    Question,
    Results,
    Values,
    asked_keys,
    results,
)
from sio.casework.models import (
    Round,
    RoundAnswer,
    RoundCall,
    RoundInvitation,
    RoundQuestion,
)
from sio.casework.queries.scope import files_cared_for_by
from sio.core.time import today
from sio.trajects.models import Assignment, Guardian, Traject
from sio.trajects.queries import guardians_now
from sio.trajects.rights import Standings


@dataclass(frozen=True)
class Progress:
    """How far one caller is; `name` is empty for calls that nobody has."""

    name: str
    total: int
    contacted: int
    tried: int


@dataclass(frozen=True)
class Told:
    """One question and what was answered to it, in words; empty if nothing was."""

    question: str
    answer: str


def rounds_visible_to(user: User) -> QuerySet[Round]:
    """All for the coordinator, those once opened for a consultant; newest first."""
    roles = working_roles(user)
    if rules.may_manage_rounds(roles):
        return Round.objects.select_related("made_by")
    if rules.may_see_rounds(roles):
        opened = Round.objects.filter(opened_at__isnull=False)
        return opened.select_related("made_by")
    return Round.objects.none()


def with_progress(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Each with `total` and `contacted`."""
    return rounds.annotate(
        total=Count("calls"),
        contacted=Count("calls", filter=Q(calls__answers_given__gt=0)),
    )


def calls_visible_to(user: User) -> QuerySet[RoundCall]:
    """Of opened rounds: all for the coordinator; for a consultant those of the own
    files and of who is replaced today. First who was never called, longest there first.
    """
    roles = working_roles(user)
    calls = RoundCall.objects.filter(round__opened_at__isnull=False)
    if not rules.may_see_rounds(roles):
        return calls.none()
    if not rules.may_manage_rounds(roles):
        calls = calls.filter(
            traject__in=files_cared_for_by(user).order_by().values("pk")
        )
    return calls.select_related(
        "round", "caller", "traject__pupil", "traject__school"
    ).order_by(
        F("tried_at").asc(nulls_first=True), "traject__received_at", "traject", "pk"
    )


def calls_of_file(traject: Traject) -> QuerySet[RoundCall]:
    """The rounds that this file is in, newest first. Whoever asks must see the file."""
    return (
        RoundCall.objects.filter(traject=traject, round__opened_at__isnull=False)
        .select_related("round", "caller", "traject__pupil")
        .prefetch_related("answers__by")
        .order_by("-round__opened_at", "-pk")
    )


def may_be_callers(trajects: list[int]) -> dict[int, list[User]]:
    """For each file the consultants who have it now, longest first; else no key."""
    held = Assignment.objects.filter(traject__in=trajects, ended_at=None)
    working = Q(user__is_active=True, user__roles__kind=Role.Kind.CONSULTANT)
    rows = held.filter(working, user__roles__ended_at=None).select_related("user")
    found: dict[int, list[User]] = defaultdict(list)
    for row in rows.order_by("started_at", "pk"):
        found[row.traject_id].append(row.user)
    return dict(found)


def questions_of(asked_in: Round) -> list[Question]:
    """The questions in their order, as figures_of_round and forms want them."""
    return questions_of_rounds([asked_in.pk])[asked_in.pk]


def questions_of_rounds(rounds: Iterable[int]) -> dict[int, list[Question]]:
    """The same for many rounds, by key, in two queries."""
    found: dict[int, list[Question]] = {pk: [] for pk in rounds}
    rows = RoundQuestion.objects.filter(round__in=found).prefetch_related("choices")
    for row in rows.order_by("position"):
        depends = (str(row.asked_if_id), row.asked_if_code) if row.asked_if_id else None
        found[row.round_id].append(
            Question(str(row.pk), row.text, row.kind, _options(row), depends)
        )
    return found


def results_of(asked_in: Round) -> Results:
    """What is known at this moment, of how many; three queries and no names."""
    total = RoundCall.objects.filter(round=asked_in).count()
    return results(questions_of(asked_in), answers_of(asked_in), total)


def answers_of(asked_in: Round, files: Collection[int] | None = None) -> list[Values]:
    """What holds of each file that was reached, in no order; one query and no names.

    Of these files alone, if they are given.
    """
    held = RoundAnswer.objects.filter(
        call__round=asked_in, number=F("call__answers_given")
    )
    if files is not None:
        held = held.filter(call__traject__in=files)
    return list(held.order_by().values_list("values", flat=True))


def progress_of(asked_in: Round) -> list[Progress]:
    """By caller, by name, and last what nobody has."""
    rows = (
        RoundCall.objects.filter(round=asked_in)
        .order_by(F("caller__name").asc(nulls_last=True))
        .values("caller", "caller__name")
        .annotate(
            total=Count("pk"),
            contacted=Count("pk", filter=Q(answers_given__gt=0)),
            tried=Count("pk", filter=Q(answers_given=0, tried_at__isnull=False)),
        )
    )
    return [
        Progress(
            row["caller__name"] or "", row["total"], row["contacted"], row["tried"]
        )
        for row in rows
    ]


def answer_of(call: RoundCall) -> RoundAnswer | None:
    """The answer that holds; None if the family was not reached yet."""
    held = call.answers.filter(number=F("call__answers_given"))
    return held.select_related("by").first()


def others_answered(call: RoundCall, user: User) -> bool:
    """Somebody else's answer holds: a family does not change that by itself."""
    held = answer_of(call)
    return held is not None and held.by_id != user.pk


def told(questions: list[Question], answer: RoundAnswer) -> list[Told]:
    """Question by question what was answered, without what was not asked."""
    asked = asked_keys(questions, answer.values)
    return [
        Told(one.text, _words(one, answer.values.get(one.key)))
        for one in questions
        if one.key in asked
    ]


def guardians_to_invite(traject: Traject) -> QuerySet[Guardian]:
    """Who speaks for this child now and can be mailed."""
    now = Guardian.objects.filter(guardians_now(today()), traject=traject)
    return now.filter(user__is_active=True).select_related("user").order_by("pk")


def invitations_now() -> QuerySet[RoundInvitation]:
    """Personal links whose guardian still speaks for the child."""
    mine = Guardian.objects.filter(guardians_now(today()), pk=OuterRef("guardian"))
    return RoundInvitation.objects.filter(
        Exists(mine), guardian__user__is_active=True
    ).select_related("call__round", "call__traject__pupil", "guardian__user")


def rounds_block(traject: Traject, mine: Standings) -> dict[str, Any]:
    """What _rounds.html shows on the page of a file: nothing of the answers."""
    if not rules.may_answer(mine) and not rules.may_read_answers(mine):
        return {"rounds_shown": False}
    calls = list(calls_of_file(traject).prefetch_related(None))
    waiting = [
        one.round for one in calls if one.round.is_open and not one.answers_given
    ]
    return {
        "rounds_shown": bool(calls),
        "rounds_for_family": rules.is_family(mine),
        "open_rounds": [one.name for one in waiting],
    }


def _options(row: RoundQuestion) -> tuple[tuple[str, str], ...]:
    if row.kind == RoundQuestion.Kind.YES_NO:
        return (("yes", _("ja")), ("no", _("nee")))
    return tuple((one.code, one.label) for one in row.choices.all())


def _words(question: Question, value: object) -> str:
    labels = dict(question.options)
    codes = value if isinstance(value, list) else [value]
    return ", ".join(
        labels.get(str(code), str(code)) for code in codes if code is not None
    )
