"""Deciding on a file, with a letter to everybody of the family who decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.casework.actions.letters import keep_letter
from sio.casework.actions.move import check_spoken
from sio.casework.models import Decision
from sio.casework.queries.decision import RuleChoice
from sio.casework.queries.letters import LetterText, addressees, letter_text
from sio.casework.queries.weighing import family_chose
from sio.core.errors import DomainError
from sio.core.time import today
from sio.lessons.actions import end_lines_after
from sio.trajects.actions import change_state
from sio.trajects.errors import DateNeeded, MoveNotAllowed
from sio.trajects.models import Traject
from sio.trajects.queries import standings
from sio.trajects.rights import Act, may
from sio.trajects.workflow import DECIDED, State, may_move


class DecisionNotAllowed(DomainError):
    code = "casework.decision_not_allowed"


class DecisionOvertaken(DomainError):
    """The file moved since the screen was opened: somebody else was first."""

    code = "casework.decision_overtaken"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Iemand anders was je net voor: dit dossier staat intussen anders. Je "
                "besluit is niet bewaard en er is geen brief verstuurd. Wat je typte, "
                "staat hieronder nog."
            )
        )


class FamilyChoiceMissing(DomainError):
    """Nothing starts without the family's own recorded choice."""

    code = "casework.family_choice_missing"


class RuleNeeded(DomainError):
    code = "casework.rule_needed"


class LettersChanged(DomainError):
    """Who gets a letter is no longer who was on the screen."""

    code = "casework.letters_changed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided. `reason` is for the history; `rule` of a refusal."""

    outcome: State
    reason: str
    look_again_on: date | None = None
    rule: RuleChoice | None = None


def seen_of(traject: Traject) -> str:
    """How the file stands, to compare with later: it changes with each move."""
    return f"{traject.state} {traject.state_since.isoformat()}"


def letters_for(
    *, traject: Traject, verdict: Verdict, by: User
) -> dict[str, LetterText]:
    """The proposed letter for each addressee, by key; what `decide` is then given.

    Raises DecisionNotAllowed.
    """
    _check_may_decide(traject, by)
    context = {
        "consultant": by,
        "look_again_on": verdict.look_again_on,
        "rule": verdict.rule,
    }
    return {
        to.key: letter_text(
            traject=traject, to=to, template=verdict.outcome, context=context
        )
        for to in addressees(traject)
    }


@transaction.atomic
def decide(
    *,
    traject: Traject,
    verdict: Verdict,
    letters: Mapping[str, LetterText],
    seen: str,
    by: User,
) -> Decision:
    """Move the file, keep the decision, and send each addressee exactly its letter.

    Of two at once one wins: `seen` is what `seen_of` gave when the screen was opened.
    Raises DecisionNotAllowed, DecisionOvertaken, MoveNotAllowed, ContactMissing,
    FamilyChoiceMissing, DateNeeded, RuleNeeded or LettersChanged; then nothing was
    changed or sent.
    """
    _check_may_decide(traject, by)
    traject = Traject.objects.select_for_update().get(pk=traject.pk)
    if seen_of(traject) != seen:
        raise DecisionOvertaken()
    _check_complete(traject, verdict)
    rule = verdict.rule if verdict.outcome == State.REFUSED else None
    look_again_on = verdict.look_again_on if verdict.outcome == State.LATER else None
    decision = Decision.objects.create(
        traject=traject,
        outcome=verdict.outcome,
        rule_id=rule.id if rule else "",
        rule_text=rule.text if rule else "",
        rule_source=rule.cited if rule else "",
        look_again_on=look_again_on,
        by=by,
    )
    _send_letters(decision, letters)
    end_lines_after(traject=traject, to=verdict.outcome, by=by)
    change_state(
        traject=traject,
        to=verdict.outcome,
        reason=verdict.reason,
        by=by,
        look_again_on=look_again_on,
        **_checked(traject, verdict),
    )
    return decision


def _checked(traject: Traject, verdict: Verdict) -> dict[str, object]:
    """Going ahead is having looked at the conditions for that school year."""
    if verdict.outcome != State.AGREED:
        return {}
    return {"conditions_checked_for": traject.school_year}


def _check_may_decide(traject: Traject, by: User) -> None:
    if not may(standings(traject, by), Act.DECIDE):
        raise DecisionNotAllowed(_("Dit beslist wie dit dossier volgt."))


def _check_complete(traject: Traject, verdict: Verdict) -> None:
    """Before anything is written; the move itself compares once more."""
    to = verdict.outcome
    if to not in DECIDED or not may_move(traject.state, to):
        raise MoveNotAllowed(_("Dit besluit kan niet zoals het dossier nu staat."))
    check_spoken(traject, to)
    if to == State.AGREED and not family_chose(traject):
        raise FamilyChoiceMissing(
            _(
                "De familie koos nog niet zelf voor les op afstand, of trok dat in. "
                "Bel de familie en leg haar keuze vast bij Haalbaarheid."
            )
        )
    if to == State.LATER and (
        verdict.look_again_on is None or verdict.look_again_on <= today()
    ):
        raise DateNeeded(_("Kies een dag in de toekomst om het opnieuw te bekijken."))
    if to == State.REFUSED and verdict.rule is None:
        raise RuleNeeded(_("Kies de regel waarom het niet kan."))


def _send_letters(decision: Decision, letters: Mapping[str, LetterText]) -> None:
    people = addressees(decision.traject)
    if {to.key for to in people} != set(letters):
        raise LettersChanged(
            _(
                "Wie een brief krijgt, is net veranderd. Bekijk de brieven opnieuw. "
                "Er is nog niets verstuurd."
            )
        )
    for to in people:
        keep_letter(
            traject=decision.traject,
            to=to,
            template=decision.outcome,
            text=letters[to.key],
            by=decision.by,
            decision=decision,
        )
