"""Whom a round would mail a personal link, and of which files nobody can be mailed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from sio.accounts.models import User
from sio.casework.models import Round, RoundCall, RoundInvitation
from sio.casework.queries.rounds import calls_visible_to
from sio.core.bounces import coming_back
from sio.core.time import today
from sio.trajects.models import Guardian
from sio.trajects.queries import guardians_now


class Unreachable(TextChoices):
    """Why nobody of a file can be mailed."""

    NOBODY = "nobody", _("er is geen ouder, voogd of leerling met toegang")
    SWITCHED_OFF = "switched_off", _("het account is uitgezet")


@dataclass(frozen=True)
class Mailing:
    """How many families one press mails, and the numbers of the files that it can't.

    `coming_back` are the numbers of those that are mailed, or were, in vain: mail to
    somebody of the family comes back, and nobody answered yet.
    """

    families: int
    unreachable: dict[Unreachable, list[int]]
    coming_back: list[int]

    @property
    def left_out(self) -> int:
        """How many files have nobody to mail."""
        return sum(map(len, self.unreachable.values()))


def mailing_of(asked_in: Round, user: User) -> Mailing:
    """What a press of this person would do now; four queries and no names."""
    waiting = _not_mailed(asked_in, user)
    rows = waiting.filter(can_be_mailed=False).order_by("traject")
    unreachable: dict[Unreachable, list[int]] = {}
    for pk, has_somebody in rows.values_list("traject_id", "has_somebody"):
        why = Unreachable.SWITCHED_OFF if has_somebody else Unreachable.NOBODY
        unreachable.setdefault(why, []).append(pk)
    families = waiting.filter(can_be_mailed=True).count()
    return Mailing(families, unreachable, _in_vain(asked_in, user))


def calls_to_invite(asked_in: Round, user: User) -> QuerySet[RoundCall]:
    """The calls not answered, of files whose family was mailed nothing and can be.

    Of files that this person may call about alone, in the order of the list to call.
    """
    return _not_mailed(asked_in, user).filter(can_be_mailed=True)


def _in_vain(asked_in: Round, user: User) -> list[int]:
    calls = calls_visible_to(user).filter(round=asked_in, answers_given=0)
    people = Guardian.objects.filter(
        guardians_now(today()),
        traject__in=calls.order_by().values("traject"),
        user__is_active=True,
    )
    mailed = list(people.values_list("traject_id", "user__email"))
    back = coming_back({email for _pk, email in mailed})
    return sorted({pk for pk, email in mailed if email in back})


def _not_mailed(asked_in: Round, user: User) -> QuerySet[Any]:
    somebody = Guardian.objects.filter(
        guardians_now(today()), traject=OuterRef("traject")
    )
    mailed = RoundInvitation.objects.filter(call=OuterRef("pk"))
    return (
        calls_visible_to(user)
        .filter(~Exists(mailed), round=asked_in, answers_given=0)
        .annotate(
            has_somebody=Exists(somebody),
            can_be_mailed=Exists(somebody.filter(user__is_active=True)),
        )
    )
