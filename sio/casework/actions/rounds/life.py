"""A round from its making to its closing."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.casework import rules
from sio.casework.actions.rounds.callers import shared_out
from sio.casework.errors import RoundMoved, RoundNotAllowed, RoundNotReady
from sio.casework.models import Round, RoundCall, RoundChoice, RoundQuestion
from sio.casework.queries.choice import Choice, files_chosen

BATCH = 500


@transaction.atomic
def make_round(*, name: str, why: str, choice: Choice, by: User) -> Round:
    """A round without questions yet; nobody is asked anything before it is opened."""
    check_manages(by)
    return Round.objects.create(name=name, why=why, chosen=choice.as_json(), made_by=by)


@transaction.atomic
def add_question(
    *,
    asked_in: Round,
    text: str,
    kind: str,
    choices: Sequence[str] = (),
    asked_if: RoundQuestion | None = None,
    asked_if_code: str = "",
    by: User,
) -> RoundQuestion:
    """Put a question at the end of a round that is not open yet (else RoundMoved).

    `choices`: their words, or "code: words" to choose the code; codes are made of the
    words otherwise. `asked_if` is an earlier question of the same round.
    """
    check_manages(by)
    _hold_draft(asked_in)
    _check_question(asked_in, kind, choices, asked_if)
    last = asked_in.questions.aggregate(last=Max("position"))["last"] or 0
    question = RoundQuestion.objects.create(
        round=asked_in,
        position=last + 1,
        text=text,
        kind=kind,
        asked_if=asked_if,
        asked_if_code=asked_if_code if asked_if else "",
    )
    RoundChoice.objects.bulk_create(
        RoundChoice(question=question, position=place, code=code, label=label)
        for place, (code, label) in enumerate(coded(choices), start=1)
    )
    return question


@transaction.atomic
def remove_question(*, question: RoundQuestion, by: User) -> None:
    """Take a question out of a draft, with those that hang on it."""
    check_manages(by)
    _hold_draft(question.round)
    question.delete()


@transaction.atomic
def open_round(*, asked_in: Round, by: User) -> int:
    """Freeze the list, give everybody a caller, and begin; how many files it asks.

    Raises RoundNotReady without questions or files, RoundMoved the second time.
    """
    check_manages(by)
    files = list(files_chosen(Choice.read(asked_in.chosen), by).values_list("pk"))
    if not asked_in.questions.exists():
        raise RoundNotReady(_("Voeg eerst een vraag toe."))
    if not files:
        raise RoundNotReady(_("Met deze keuze is er niemand om te bellen."))
    waiting = Round.objects.filter(pk=asked_in.pk, opened_at=None)
    if waiting.update(opened_at=timezone.now(), opened_by=by) != 1:
        raise _moved()
    keys = [pk for (pk,) in files]
    callers = shared_out(keys)
    RoundCall.objects.bulk_create(
        (
            RoundCall(round=asked_in, traject_id=pk, caller_id=callers.get(pk))
            for pk in keys
        ),
        batch_size=BATCH,
    )
    asked_in.refresh_from_db()
    return len(keys)


@transaction.atomic
def close_round(*, asked_in: Round, by: User) -> None:
    """No answers after this; what was answered stays. RoundMoved the second time."""
    check_manages(by)
    running = Round.objects.filter(
        pk=asked_in.pk, opened_at__isnull=False, closed_at=None
    )
    if running.update(closed_at=timezone.now(), closed_by=by) != 1:
        raise _moved()
    asked_in.refresh_from_db()


def check_manages(by: User) -> None:
    """Raises RoundNotAllowed for whoever is not the coordinator."""
    if not rules.may_manage_rounds(working_roles(by)):
        raise RoundNotAllowed(_("Dit doet de coördinator."))


def coded(choices: Sequence[str]) -> list[tuple[str, str]]:
    """Code and words of each choice; a code that is there already gets a number."""
    found: dict[str, str] = {}
    for line in choices:
        head, colon, tail = line.partition(":")
        words = tail.strip() if colon else line.strip()
        stem = slugify(head if colon else words)[:36] or "keuze"
        code, number = stem, 2
        while code in found:
            code, number = f"{stem}-{number}", number + 1
        found[code] = words
    return list(found.items())


def _hold_draft(asked_in: Round) -> None:
    """Until the transaction ends nobody opens it. RoundMoved if it is open already."""
    held = Round.objects.select_for_update().filter(pk=asked_in.pk, opened_at=None)
    if held.first() is None:
        raise _moved()


def _check_question(
    asked_in: Round,
    kind: str,
    choices: Sequence[str],
    asked_if: RoundQuestion | None,
) -> None:
    needs = kind in {RoundQuestion.Kind.ONE, RoundQuestion.Kind.SEVERAL}
    if needs and len(choices) < 2:
        raise RoundNotReady(_("Schrijf minstens twee keuzes, elk op een eigen regel."))
    if not needs and choices:
        raise RoundNotReady(_("Bij deze soort vraag horen geen keuzes."))
    if asked_if is not None and asked_if.round_id != asked_in.pk:
        raise RoundNotReady(_("Een vraag hangt af van een vraag uit dezelfde ronde."))


def _moved() -> RoundMoved:
    return RoundMoved(
        _("Dat kan niet meer: iemand opende of sloot deze ronde intussen.")
    )
