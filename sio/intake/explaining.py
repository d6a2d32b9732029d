"""A result in plain words, in the language of the reader; rule texts stay Dutch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from sio.intake.engine import AppliedRule, Aspect, Outcome, Result, Why
from sio.intake.rulesets import Verdict

ASPECTS: dict[str, Any] = {
    "level": gettext_lazy("Soort school"),
    "age": gettext_lazy("Leeftijd"),
    "school_funded": gettext_lazy("Geld van de overheid voor de school"),
    "study_form": gettext_lazy("Wat het kind volgt"),
    "reason": gettext_lazy("Waarom het kind niet naar school kan"),
    "duration": gettext_lazy("Hoe lang en hoe vaak"),
    "other_teaching": gettext_lazy("Ander onderwijs tijdens de ziekte"),
    "certificate": gettext_lazy("Attest van de dokter"),
}
# The word for a rule, and the tone of its badge.
VERDICTS: dict[str, tuple[Any, str]] = {
    Verdict.MEETS: (gettext_lazy("In orde"), "good"),
    Verdict.FAILS: (gettext_lazy("Niet in orde"), "bad"),
    Verdict.TALK: (gettext_lazy("Soms wel, soms niet"), "info"),
    Verdict.UNKNOWN: (gettext_lazy("Weten we nog niet"), "info"),
    Verdict.ARRANGE: (gettext_lazy("Nog te regelen"), "warn"),
    Verdict.SILENT: (gettext_lazy("Zegt hier niets over"), "none"),
}
WHYS: dict[str, Any] = {
    Why.CONTRADICTION: gettext_lazy(
        "De bronnen spreken elkaar hier tegen. Daarom beslissen we dit samen."
    ),
    Why.SOME_SITUATIONS: gettext_lazy(
        "Hier kan het soms wel en soms niet. Daarom bekijken we het samen."
    ),
    Why.NOT_NAMED: gettext_lazy(
        "Geen enkele bron zegt hier iets over. Daarom bekijken we het samen."
    ),
    Why.NOT_KNOWN: gettext_lazy("Dit weten we nog niet. We zoeken het samen uit."),
    Why.FACTS_CLASH: gettext_lazy(
        "Twee antwoorden passen niet bij elkaar. We kijken het samen na."
    ),
    Why.FACTS_REFUSED: gettext_lazy(
        "Wat hier gezegd werd, kan niet kloppen. Daarom keken we de regels niet na, en "
        "bekijken we het samen."
    ),
    Why.NO_RULES: gettext_lazy("Voor deze dag kennen we geen regels."),
}
DATES_FROM: dict[str, Any] = {
    "stated": gettext_lazy("datum uit de bron zelf"),
    "published": gettext_lazy("datum waarop de tekst verscheen"),
    "seen": gettext_lazy("datum waarop we de tekst zagen"),
    "chosen": gettext_lazy("datum die wij kozen, want geen bron geeft er een"),
}
# A no in plain words, before the rule itself.
NOES: dict[str, Any] = {
    "level": gettext_lazy("In deze school kan het niet."),
    "age": gettext_lazy("Het kind is nog te jong."),
    "school_funded": gettext_lazy("De school krijgt geen geld van de overheid."),
    "study_form": gettext_lazy("Voor wat het kind volgt, kan het niet."),
    "reason": gettext_lazy("Om deze reden kan het niet."),
    "duration": gettext_lazy("Het duurt daarvoor te kort."),
    "other_teaching": gettext_lazy(
        "Samen met permanent onderwijs aan huis (POAH) kan het niet."
    ),
}


@dataclass(frozen=True)
class ShownRule:
    """One rule for a screen. `link` is empty if the source is on no page.

    Like `text`, `dates_note` is Dutch; it is empty if there is nothing to add.
    """

    verdict: str
    tone: str
    text: str
    source: str
    link: str
    where: str
    starts_on: date
    ends_on: date | None
    dates_from: str
    dates_note: str


@dataclass(frozen=True)
class ShownAspect:
    """One aspect for a screen, with the rules that decided it and all of them."""

    name: str
    why: str
    deciding: list[ShownRule]
    rules: list[ShownRule]


@dataclass(frozen=True)
class Explanation:
    """A result for a screen: what stands in the way, what is to arrange, the rest."""

    outcome: str
    on: date
    obstacles: list[ShownAspect]
    arrange: list[ShownAspect]
    aspects: list[ShownAspect]


def in_words(result: Result) -> Explanation:
    """What the result says. A no shows only its no; a talk all that is open."""
    stops = Verdict.FAILS if result.outcome == Outcome.NOT_ELIGIBLE else Verdict.TALK
    return Explanation(
        outcome=result.outcome,
        on=date.fromisoformat(result.on),
        obstacles=[_aspect(a, result) for a in result.aspects if a.verdict == stops],
        arrange=[
            _aspect(a, result) for a in result.aspects if a.verdict == Verdict.ARRANGE
        ],
        aspects=[_aspect(one, result) for one in result.aspects if one.rules],
    )


def every_rule(result: Result) -> list[ShownRule]:
    """Each rule that was applied, also those that said nothing, in their order."""
    return [_rule(rule) for rule in result.rules]


def _aspect(aspect: Aspect, result: Result) -> ShownAspect:
    rules = [rule for rule in result.rules if rule.aspect == aspect.name]
    return ShownAspect(
        name=str(ASPECTS[aspect.name]),
        why=str(WHYS.get(aspect.why, "") or _no(aspect)),
        deciding=[_rule(rule) for rule in rules if rule.id in aspect.rules],
        rules=[_rule(rule) for rule in rules if rule.verdict != Verdict.SILENT]
        or [_rule(rule) for rule in rules],
    )


def _no(aspect: Aspect) -> Any:
    return NOES[aspect.name] if aspect.verdict == Verdict.FAILS else ""


def _rule(rule: AppliedRule) -> ShownRule:
    verdict, tone = VERDICTS[rule.verdict]
    return ShownRule(
        verdict=str(verdict),
        tone=tone,
        text=rule.text,
        source=rule.source,
        link=rule.where if rule.where.startswith("http") else "",
        where=rule.where,
        starts_on=date.fromisoformat(rule.starts_on),
        ends_on=date.fromisoformat(rule.ends_on) if rule.ends_on else None,
        dates_from=str(DATES_FROM[rule.dates_from]),
        dates_note=rule.dates_note,
    )
