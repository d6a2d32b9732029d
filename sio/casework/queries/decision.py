"""What can be decided on a file, and the rules that can refuse one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sio.casework.queries.assessment import rows_of
from sio.core.time import today
from sio.intake.queries.assessment import explain
from sio.intake.rulesets import Verdict, rule_sets
from sio.trajects.models import Traject
from sio.trajects.workflow import ALLOWED_MOVES, DECIDED, State


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """A rule that a refusal can rest on, in the words of its source."""

    id: str
    text: str
    source: str
    where: str
    set_title: str = ""
    assessed_on: date | None = None  # of an assessment of this application

    @property
    def key(self) -> str:
        """For a form: a rule of an old assessment may read otherwise than today."""
        day = f"@{self.assessed_on}" if self.assessed_on else ""
        return f"{self.id}{day}"

    @property
    def cited(self) -> str:
        """The source with where it stands."""
        return f"{self.source} ({self.where})" if self.where else self.source


def outcomes_now(state: str) -> list[State]:
    """Where a decision may take a file that is in this state, in table order."""
    return [one for one in State if one in ALLOWED_MOVES[State(state)] & DECIDED]


def rules_to_refuse_by(traject: Traject, on: date | None = None) -> list[RuleChoice]:
    """First what its newest assessment failed on, then all rules in force."""
    day = on or today()
    in_force = [
        RuleChoice(rule.id, rule.text, rule.source.title, rule.source.where, one.title)
        for one in rule_sets()
        for rule in one.rules
        if rule.holds(day)
    ]
    return _failed(traject) + in_force


def _failed(traject: Traject) -> list[RuleChoice]:
    return [
        RuleChoice(
            rule.id, rule.text, rule.source, rule.where, assessed_on=assessment.on
        )
        for assessment in rows_of(traject)[:1]
        for rule in explain(assessment).rules
        if rule.verdict == Verdict.FAILS
    ]
