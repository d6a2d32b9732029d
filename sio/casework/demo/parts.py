"""The parts of files that were granted: family, health, plans, devices' use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from sio.accounts.models import User
from sio.casework.actions.opening import household_from
from sio.casework.demo.files import File, number_of
from sio.casework.demo.places import Setting
from sio.casework.demo.rows import add, at
from sio.core.sides import Side
from sio.core.time import school_year
from sio.intake.application_facts import facts_of
from sio.intake.engine import assess
from sio.intake.facts import parse_facts
from sio.intake.models import Assessment
from sio.lessons.demo import week_of
from sio.lessons.models import Slot, Use
from sio.trajects.models import (
    Acceptance,
    CertificateConfirmation,
    ClassKnowledge,
    FirstAppearance,
    Guardian,
    HealthPart,
    HelpfulNote,
    Household,
    Informed,
    Message,
    OtherTeaching,
    ReturnStep,
    Traject,
)
from sio.trajects.queries import current_text
from sio.trajects.workflow import MAY_CONNECT, SHARED, State

SHARES = (25, 50, 75)  # of the week at school, one step after another
WEEKS_OF_USE = 9
PHONE = "+32470000000"


def load_parts(
    files: list[File], setting: Setting, chance: Random, today: date
) -> None:
    """Everything beside the weighing; in few queries."""
    for one in files:
        _facts(one, today)
    changed = [
        *("delivered_on", "placed_in_advance", "class_told_on", "certificate_until"),
        *("return_on", "conditions_checked_for"),
    ]
    Traject.objects.bulk_update([one.traject for one in files], changed)
    granted = [one for one in files if one.story.state in SHARED]
    parents = _family(granted, files)
    add(map(_assessment, files), "made_at")
    HealthPart.objects.bulk_create(
        HealthPart(
            traject=one.traject,
            group_code=one.reason[0],
            details=one.reason[2],
            version=1,
            changed_at=one.moments[0],
        )
        for one in files
        if not one.tags & {"by_clb", "by_school"}
    )
    _agreements(granted, parents, setting)
    _plans(granted, parents, today)
    running = [one for one in granted if one.story.state in MAY_CONNECT]
    Slot.objects.bulk_create(slot for one in running for slot in week_of(one.traject))
    Use.objects.bulk_create(use for one in files for use in _uses(one, chance, today))


def _facts(one: File, today: date) -> None:
    """Days that clocks look at; only what the story of the file says is late."""
    traject, tags = one.traject, one.tags
    prepared = one.when(State.PREPARING)
    soon = timedelta(days=8 if "certificate" in tags else 70)
    if one.when(State.AGREED):
        traject.certificate_until = today + soon
    if prepared is None:
        return
    started = one.when(State.ACTIVE)
    day = timezone.localdate(started or prepared)
    if started or tags & {"delivered", "in_advance"}:
        traject.delivered_on = day
    traject.placed_in_advance = "in_advance" in tags
    traject.class_told_on = None if "not_told" in tags else day
    if "conditions" not in tags:
        traject.conditions_checked_for = school_year(today)
    if "return" in tags:
        reached = "return_reached" in tags
        traject.return_on = today + timedelta(days=-1 if reached else 30)


def _assessment(one: File) -> Assessment:
    """As the rules of the day of receipt had it."""
    application = one.traject.application
    assert application is not None
    on = timezone.localdate(one.moments[0])
    facts = parse_facts(facts_of(application), on=on)
    result = assess(facts, on)
    return Assessment(
        application=application,
        facts=facts.as_json(),
        on=on,
        outcome=result.outcome,
        result=result.as_json(),
        made_at=one.moments[0],
    )


def _family(files: list[File], everybody: list[File]) -> dict[int, User]:
    """A mother for each file, and a father of his own home where they are apart.

    Of `everybody`, also who waits, there is a home as the application told of it.
    """
    mothers = _accounts((f"ouder{number_of(one)}", one.parent, one) for one in files)
    apart = [one for one in files if "separated" in one.tags]
    fathers = _accounts(
        (f"vader{number_of(one)}", f"{one.child.father} {one.child.last}", one)
        for one in apart
    )
    homes = Household.objects.bulk_create(_homes(apart))
    first = {home.traject_id: home for home in reversed(homes)}
    last = {home.traject_id: home for home in homes}
    told = _homes_as_told(one for one in everybody if one not in apart)
    first |= {home.traject_id: home for home in told}
    rows = [
        Guardian(
            user=people[one.traject.pk],
            traject=one.traject,
            capacity=capacity,
            household=at_home.get(one.traject.pk),
            phone=PHONE,
            started_at=one.when(State.AGREED) or one.moments[0],
        )
        for group, people, capacity, at_home in (
            (files, mothers, "moeder", first),
            (apart, fathers, "vader", last),
        )
        for one in group
    ]
    add(rows, "started_at")
    return mothers


def _homes(apart: list[File]) -> Iterator[Household]:
    """Two for each of these files, the mother's first."""
    for one in apart:
        for name, street, notes in (
            (one.child.mother, "Veldweg 3", "Belt liefst na zes uur."),
            (one.child.father, "Dorpsstraat 61", "Om het andere weekend."),
        ):
            yield Household(
                traject=one.traject,
                name=f"Bij {name}",
                address=f"{street}, {one.traject.pupil.home_postcode}",
                phone=PHONE,
                language=one.child.language,
                notes=notes,
            )


def _homes_as_told(files: Iterable[File]) -> list[Household]:
    """As a new application makes them."""
    homes = []
    for one in files:
        assert one.traject.application is not None
        home = household_from(one.traject.application)
        home.traject = one.traject
        homes.append(home)
    return Household.objects.bulk_create(homes)


def _accounts(people: Iterator[tuple[str, str, File]]) -> dict[int, User]:
    """New people without a password, by file."""
    rows = []
    for mailbox, name, one in people:
        user = User(email=f"{mailbox}@demo.invalid", name=name)
        user.language = one.child.language
        user.set_unusable_password()
        rows.append((one.traject.pk, user))
    made = User.objects.bulk_create(user for _pk, user in rows)
    return {pk: user for (pk, _user), user in zip(rows, made, strict=True)}


def _agreements(files: list[File], parents: dict[int, User], setting: Setting) -> None:
    texts = {side: current_text(side, settings.LANGUAGE_CODE) for side in Side}
    rows = []
    for one in files:
        moment = one.when(State.PREPARING)
        if moment is None or one.traject.school is None:
            continue
        speakers = {
            Side.HOME: (parents[one.traject.pk], "moeder"),
            Side.CLASS: (setting.contacts[one.traject.school.pk], "zorgcoördinator"),
        }
        for side, (user, capacity) in speakers.items():
            text = texts[side]
            missing = side == Side.CLASS and "no_agreement" in one.tags
            if text is not None and not missing:
                rows.append(
                    Acceptance(
                        traject=one.traject,
                        text=text,
                        accepted_by=user,
                        capacity=capacity,
                        accepted_at=moment,
                    )
                )
    add(rows, "accepted_at")


def _plans(files: list[File], parents: dict[int, User], today: date) -> None:
    ReturnStep.objects.bulk_create(
        ReturnStep(
            traject=one.traject,
            starts_on=_monday(today) + timedelta(weeks=3 * (step - 1)),
            share=share,
        )
        for one in files
        if "return" in one.tags
        for step, share in enumerate(SHARES)
    )
    FirstAppearance.objects.bulk_create(
        FirstAppearance(
            traject=one.traject,
            manner=FirstAppearance.Manner.CLASSMATE_FIRST,
            classmate="de beste vriend van de klas",
            may_talk_about="Over school, sport en muziek. Liever niet over de ziekte.",
            restore_contact="Eerst een filmpje voor de klas.",
            told_by="de klasleraar",
            told_on=today - timedelta(days=3),
        )
        for one in files
        if "first_plan" in one.tags
    )
    OtherTeaching.objects.bulk_create(
        OtherTeaching(
            traject=one.traject,
            kind=OtherTeaching.Kind.TOAH,
            starts_on=timezone.localdate(one.moments[-1]),
            half_days=2,
        )
        for one in files
        if "teaching" in one.tags
    )
    _words(files, parents)


def _words(files: list[File], parents: dict[int, User]) -> None:
    """What family, school and consultant wrote, and what the school confirmed."""
    Informed.objects.bulk_create(
        Informed(
            traject=one.traject,
            clb_name="CLB van de streek",
            clb_told_on=timezone.localdate(one.moments[1]),
            physician=Informed.Answer.YES,
            physician_told_by="de ouders",
        )
        for one in files
    )
    add(
        CertificateConfirmation(
            traject=one.traject,
            valid_until=one.traject.certificate_until,
            said_by="het secretariaat",
            by=one.consultant,
            at=one.when(State.AGREED) or one.moments[0],
        )
        for one in files
        if one.traject.certificate_until
    )
    add(
        HelpfulNote(
            traject=one.traject,
            text="Het toestel staat best vooraan links: dan leest het bord vlot.",
            by=one.consultant,
            at=one.moments[-1],
        )
        for one in files
        if "used" in one.tags
    )
    add(
        Message(
            traject=one.traject,
            sender=parents[one.traject.pk],
            text="Volgende week is er een behandeling. Kan de les dan later?",
            at=timezone.now() - timedelta(days=1),
        )
        for one in files
        if "message" in one.tags
    )
    ClassKnowledge.objects.bulk_create(
        ClassKnowledge(
            traject=one.traject,
            text=f"{one.child.first} is ziek en komt terug zodra het kan.",
            written_by=one.consultant,
        )
        for one in files
        if "first_plan" in one.tags
    )


def _uses(one: File, chance: Random, today: date) -> Iterator[Use]:
    """Some half days of the last weeks, in the hours of school."""
    started = one.when(State.ACTIVE)
    if started is None:
        return
    end = one.when(State.ENDED) or one.when(State.PAUSED)
    last = timezone.localdate(end) if end else today - timedelta(days=1)
    if "unused" in one.tags:
        last = min(timezone.localdate(started) + timedelta(days=10), last)
    first = max(timezone.localdate(started), last - timedelta(weeks=WEEKS_OF_USE))
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() < 5 and chance.random() < 0.55:
            starts_at = at(day, 9, chance.randrange(0, 40))
            yield Use(
                connection=UUID(int=chance.getrandbits(128), version=4),
                traject=one.traject,
                started_at=starts_at,
                stopped_at=starts_at + timedelta(minutes=chance.randrange(15, 120)),
            )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
