"""What was said and decided about the files: contacts, notes, decisions, letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from sio.casework.demo.files import File
from sio.casework.demo.rows import add
from sio.casework.demo.stories import PATHS
from sio.casework.models import (
    ContactMoment,
    Decision,
    FamilyWord,
    FeasibilityNote,
    Letter,
)
from sio.casework.models.weighing import Aspect, Informant, Leaning
from sio.casework.queries.decision import RuleChoice, rules_to_refuse_by
from sio.casework.queries.letters import Addressee, addressees, letter_text
from sio.core.mailbox import index_of
from sio.intake.models import FamilyChoice
from sio.trajects.workflow import DECIDED, State

With, How = ContactMoment.With, ContactMoment.How
AN_HOUR = timedelta(hours=1)
SAID = (
    (Aspect.DURATION, Informant.FAMILY, Leaning.HELPS, "Zeker nog tot de zomer."),
    (Aspect.PACE, Informant.SCHOOL, Leaning.DOUBTS, "Mist al veel van wiskunde."),
    (Aspect.SOCIAL, Informant.FAMILY, Leaning.HELPS, "Mist de vrienden het meest."),
    (Aspect.MOTIVATION, Informant.SCHOOL, Leaning.HELPS, "De klas wil meteen starten."),
    (
        Aspect.THERAPY_AND_REST,
        Informant.FAMILY,
        Leaning.DOUBTS,
        "Na de middag vaak moe.",
    ),
    (Aspect.AIM, Informant.CLB, Leaning.HELPS, "Terug naar de klas blijft het doel."),
)
TOLD = {
    With.FAMILY: "Kennismaking: wat kan er, wat niet, en hoe gaat het nu verder.",
    With.SCHOOL: "De school werkt mee en zoekt een leraar die het opvolgt.",
}


def load_talks(files: list[File]) -> None:
    """Contacts, feasibility notes, the family's word, decisions with their letters."""
    add((row for one in files for row in _contacts(one)), "created_at")
    add(row for one in files for row in _notes(one))
    _family_words(files)
    decided = add(row for one in files for row in _decisions(one))
    by_traject = {one.traject.pk: one for one in files}
    add(
        (
            letter
            for decision in decided
            for letter in _letters(decision, by_traject[decision.traject_id])
        ),
        "written_at",
    )


def _contacts(one: File) -> Iterator[ContactMoment]:
    received = one.moments[0]
    spoken = one.when(State.CONTACT)
    if spoken or "both_reached" in one.tags:
        end = spoken or received + timedelta(days=3)
        yield _moment(one, With.FAMILY, received + (end - received) / 3)
        yield _moment(one, With.SCHOOL, end - AN_HOUR)
    if "no_answer" in one.tags:
        yield _moment(one, With.FAMILY, received + timedelta(days=1), reached=False)
    for tag, side in (("family_reached", With.FAMILY), ("school_reached", With.SCHOOL)):
        if tag in one.tags:
            yield _moment(one, side, received + timedelta(days=1))
    started = one.when(State.ACTIVE)
    if started and "unused" not in one.tags:
        later = started + timedelta(days=14)
        if later < timezone.now():
            yield _moment(one, With.FAMILY, later, "Het gaat goed, het beeld is mooi.")


def _moment(
    one: File,
    side: ContactMoment.With,
    when: datetime,
    note: str = "",
    *,
    reached: bool = True,
) -> ContactMoment:
    happened_at = min(when, timezone.now() - AN_HOUR)
    return ContactMoment(
        traject=one.traject,
        with_whom=side,
        how=How.PHONE,
        reached=reached,
        happened_at=happened_at,
        note=(note or TOLD[side]) if reached else "",
        by=one.consultant,
        created_at=happened_at,
    )


def _notes(one: File) -> Iterator[FeasibilityNote]:
    """Of each side what it said, from the day on that it was spoken to."""
    begun = one.when(State.FEASIBILITY)
    if begun is None:
        return
    count = 3 if one.story.state == State.FEASIBILITY else len(SAID)
    for aspect, source, leaning, words in SAID[:count]:
        against = one.story.state == State.NOT_FEASIBLE and source == Informant.FAMILY
        yield FeasibilityNote(
            traject=one.traject,
            aspect=aspect,
            source=source,
            asked_whom=one.parent if source == Informant.FAMILY else "de school",
            asked_on=timezone.localdate(begun),
            note=words,
            leaning=Leaning.AGAINST if against else leaning,
            by=one.consultant,
            at=begun,
        )


def _family_words(files: list[File]) -> None:
    choices = {
        choice.application_id: choice
        for choice in FamilyChoice.objects.filter(
            application__in=[one.traject.application_id for one in files]
        )
    }
    rows = []
    for one in files:
        application = one.traject.application
        assert application is not None
        choice = choices[application.pk]
        kinds = [FamilyWord.Kind.CHOICE]
        if choice.physician_permission:
            kinds.append(FamilyWord.Kind.CONTACT_PHYSICIAN)
        rows += [
            FamilyWord(
                traject=one.traject,
                kind=kind,
                name=one.parent,
                capacity="moeder",
                how=FamilyWord.How.FORM,
                given_on=timezone.localdate(one.moments[0]),
                family_choice=choice,
                at=one.moments[0],
            )
            for kind in kinds
        ]
    add(rows)


def _decisions(one: File) -> Iterator[Decision]:
    for state in PATHS[one.story.state]:
        if state not in DECIDED:
            continue
        rule = rule_of(one) if state == State.REFUSED else None
        moment = one.when(state)
        assert moment is not None
        yield Decision(
            traject=one.traject,
            outcome=state,
            rule_id=rule.id if rule else "",
            rule_text=rule.text if rule else "",
            rule_source=rule.cited if rule else "",
            look_again_on=one.traject.look_again_on if state == State.LATER else None,
            by=one.consultant,
            at=moment,
        )


def rule_of(one: File) -> RuleChoice:
    """What a refusal of the demo rests on: the first rule about the duration."""
    rules = rules_to_refuse_by(one.traject)
    return next((rule for rule in rules if "duration" in rule.id), rules[0])


def _letters(decision: Decision, one: File) -> Iterator[Letter]:
    context = {
        "consultant": one.consultant,
        "look_again_on": decision.look_again_on,
        "rule": rule_of(one) if decision.outcome == State.REFUSED else None,
    }
    for to in addressees(one.traject):
        yield _letter(decision, to, context)


def _letter(decision: Decision, to: Addressee, context: Mapping[str, object]) -> Letter:
    text = letter_text(
        traject=decision.traject, to=to, template=decision.outcome, context=context
    )
    return Letter(
        traject=decision.traject,
        decision=decision,
        guardian=to.guardian,
        template=decision.outcome,
        language=to.language,
        to_name=to.name,
        to_email=to.email,
        email_index=index_of(to.email) if to.email else "",
        subject=text.subject,
        body=text.body,
        by=decision.by,
        written_at=decision.at,
        sent_at=decision.at if to.email else None,
        first_opened_at=decision.at + AN_HOUR,
        opens=1,
    )
