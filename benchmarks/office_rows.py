"""A population of the size that is asked for: 50,000 files and what belongs to them.

Made up, and the same at every run on one day. Shares of states, levels and provinces
are those that the system is planned with; texts are short. Rows of the access log carry
no real hashes: nothing here verifies the chain.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from benchmarks import office_people
from benchmarks.office_people import BATCH, YEARS, Office, add
from benchmarks.office_round import rounds
from sio.casework.models import ContactMoment, Snooze
from sio.core.access_log import record_view
from sio.core.models import AccessHead, AccessRecord
from sio.core.sides import Side
from sio.intake.models import Application, Enquiry, EnquiryTopic
from sio.lessons.models import Slot, Use
from sio.trajects.models import (
    Acceptance,
    AgreementText,
    Message,
    Traject,
    TrajectChange,
)
from sio.trajects.workflow import OVER, State

CONTACT_MOMENTS = 200_000
USES = 300_000
ACCESS_RECORDS = 200_000
APPLICATIONS = 20_000
ENQUIRIES = 36_000


def populate() -> Office:
    """Fill the empty database, then let PostgreSQL look at it; says how it goes."""
    office = Office()
    steps = (
        *office_people.STEPS,
        *(_contact_moments, _changes, _uses, _slots, _acceptances, _words),
        *(_applications, _enquiries, _access_records, rounds),
    )
    with connection.cursor() as cursor:
        # These rows are right: a million looks at foreign keys would take minutes.
        cursor.execute("SET session_replication_role = replica")
    for step in steps:
        began = time.monotonic()
        step(office)
        said = f"{step.__name__.strip('_')}: {time.monotonic() - began:.0f} s"
        print(said, file=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute("RESET session_replication_role")
        cursor.execute("VACUUM ANALYZE")
    return office


def _contact_moments(office: Office) -> None:
    """Family and school of almost each file, then others until there are enough."""
    rows = [
        _moment(office, one, side)
        for one in office.trajects
        for side in ("family", "school")
        if office.chance(_reached_share(one))
    ]
    others = office.random.choices(office.trajects, k=CONTACT_MOMENTS - len(rows))
    sides = ContactMoment.With.values
    rows += [_moment(office, one, office.random.choice(sides), 0.7) for one in others]
    add(ContactMoment, rows)


def _reached_share(traject: Traject) -> float:
    return {State.APPLIED: 0.4, State.CONTACT: 0.9}.get(State(traject.state), 0.99)


def _moment(
    office: Office, traject: Traject, side: str, reached: float = 1
) -> ContactMoment:
    passed = timezone.now() - traject.received_at
    return ContactMoment(
        traject=traject,
        with_whom=side,
        how=office.random.choice(["phone", "mail"]),
        reached=office.chance(reached),
        happened_at=traject.received_at + passed * office.random.random() ** 3,
        note="Gebeld over de klas en het lesrooster; zij willen graag verder.",
        key=_uuid(office),
        by=office.random.choice(office.consultants),
    )


def _uuid(office: Office) -> UUID:
    return UUID(int=office.random.getrandbits(128))


def _changes(office: Office) -> None:
    """Three moves of each file; who is suspended is so since its last one."""
    moves = [("applied", "contact"), ("contact", "feasibility")]
    add(
        TrajectChange,
        (
            TrajectChange(traject=one, old=old, new=new, reason="Zoals besproken.")
            for one in office.trajects
            for old, new in [*moves, ("active", one.state)]
        ),
    )
    TrajectChange.objects.filter(new=State.PAUSED).update(at=office.at(10))


def _uses(office: Office) -> None:
    """30 of late for each that runs; the rest among those that ended."""
    recent = [
        _use(office, one, office.random.uniform(0.1, 40))
        for one in office.running
        if one.state != State.PREPARING or office.chance(0.3)
        for _ in range(30)
    ]
    before = [one for one in office.in_class if one.state in OVER]
    chosen = office.random.choices(before, k=USES - len(recent))
    ages = ((timezone.now() - one.received_at).days for one in chosen)
    add(
        Use,
        (
            *recent,
            *(
                _use(office, one, age * office.random.uniform(0.5, 1))
                for one, age in zip(chosen, ages, strict=True)
            ),
        ),
    )


def _use(office: Office, traject: Traject, days_ago: float) -> Use:
    start = office.at(days_ago)
    stop = start + timedelta(minutes=office.random.randint(5, 170))
    return Use(
        connection=_uuid(office), traject=traject, started_at=start, stopped_at=stop
    )


def _slots(office: Office) -> None:
    add(
        Slot,
        (
            Slot(
                traject=one,
                weekday=weekday,
                part=Slot.Part.MORNING,
                starts_at="08:30",
                ends_at="12:00",
            )
            for one in office.in_class
            for weekday in office.random.sample(range(5), 3)
        ),
    )


def _acceptances(office: Office) -> None:
    texts = [
        AgreementText.objects.filter(side=side, language="nl-be").latest("version")
        for side in Side
    ]
    add(
        Acceptance,
        (
            Acceptance(
                traject=one,
                text=text,
                accepted_by=office.consultants[0],
                capacity="ouder",
            )
            for one in office.in_class
            for text in texts
            if office.chance(0.98)
        ),
    )


def _words(office: Office) -> None:
    """Messages, of which few are unread, and what is put off."""
    add(
        Message,
        (
            Message(
                traject=one,
                sender=office.consultants[0],
                text="Kunnen we morgen bellen?",
                read_at=None if office.chance(0.02) else timezone.now(),
            )
            for one in office.random.choices(office.running, k=5_000)
        ),
    )
    add(
        Snooze,
        (
            Snooze(
                traject=one,
                kind="certificate",
                until=office.day + timedelta(days=7),
                reason="De school belt terug.",
                by=office.consultants[0],
            )
            for one in office.random.sample(office.running, 200)
        ),
    )


def _applications(office: Office) -> None:
    """Those of the newest files; made first, then tied to them in one statement."""
    newest = sorted(office.trajects, key=lambda one: one.received_at)[-APPLICATIONS:]
    for number, one in enumerate(newest):
        one.application = Application(
            reference=f"B{number:09}",
            received_at=one.received_at,
            language="nl-be",
            role="parent",
            school=one.school,
            school_year=one.school_year,
            level="secondary",
            answers={"first_name": "Tuur", "last_name": "Peeters"},
            illness="Een operatie",
            email="ouder@example.org",
            email_index=f"{number:032x}",
        )
    add(Application, [one.application for one in newest if one.application])
    for start in range(0, len(newest), BATCH):
        Traject.objects.bulk_update(newest[start : start + BATCH], ["application"])


def _enquiries(office: Office) -> None:
    topics = list(EnquiryTopic.objects.all())

    def one() -> Enquiry:
        days = office.random.randint(0, YEARS * 365)
        return Enquiry(
            channel=office.random.choice(Enquiry.Channel.values),
            topic=office.random.choice(topics),
            who=office.random.choice(Enquiry.Who.values),
            on=office.day - timedelta(days=days),
            by=office.random.choice(office.consultants),
        )

    add(Enquiry, (one() for _ in range(ENQUIRIES)))


def _access_records(office: Office) -> None:
    """Two years of looks; the head then goes on after them."""
    record_view(traject_id=None, page="trajects list", by=office.consultants[0])
    head = AccessHead.objects.get()
    add(AccessRecord, _records(office, head))
    head.sequence += ACCESS_RECORDS
    head.save(update_fields=["sequence"])


def _records(office: Office, head: AccessHead) -> Iterator[AccessRecord]:
    for number in range(1, ACCESS_RECORDS + 1):
        yield AccessRecord(
            sequence=head.sequence + number,
            segment=head.segment,
            at=office.at(730 * (1 - number / ACCESS_RECORDS)),
            by=office.random.choice(office.consultants),
            traject=office.random.choice(office.trajects).pk,
            what=AccessRecord.What.VIEWED,
            page="traject",
            previous_hash="0" * 64,
            hash=f"{number:064x}",
        )
