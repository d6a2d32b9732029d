"""A population of the size that is asked for: 50,000 files and what belongs to them.

Made up, and the same at every run on one day. Shares of states and of provinces are
those that the system is planned with; texts are short. Rows of the access log carry no
real hashes: nothing here verifies the chain.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from sio.accounts.factors import FactorAdapter
from sio.accounts.models import Role, User
from sio.casework.models import ContactMoment, Snooze
from sio.core.access_log import record_view
from sio.core.models import AccessHead, AccessRecord
from sio.core.sides import Side
from sio.core.time import school_year, today
from sio.intake.models import Application, Enquiry, EnquiryTopic
from sio.lessons.models import Slot, Use
from sio.schools.models import (
    Contact,
    Place,
    Region,
    RegionArea,
    RegionConsultant,
    School,
    SchoolClass,
)
from sio.schools.provinces import Province
from sio.trajects.models import (
    Acceptance,
    AgreementText,
    Assignment,
    Guardian,
    Message,
    Pupil,
    Traject,
    TrajectChange,
)
from sio.trajects.workflow import NEEDS_CLASS, OVER, RUNNING, State

TRAJECTS = 50_000
CONTACT_MOMENTS = 200_000
USES = 300_000
ACCESS_RECORDS = 200_000
SCHOOLS = 5_000
CONSULTANTS = 60
APPLICATIONS = 20_000
ENQUIRIES = 36_000
YEARS = 12
BATCH = 2_000
# 5,000 open files, of which 1,300 run.
OPEN = {
    State.APPLIED: 600,
    State.CONTACT: 700,
    State.WAITING: 400,
    State.FEASIBILITY: 900,
    State.LATER: 700,
    State.AGREED: 400,
    State.PREPARING: 200,
    State.ACTIVE: 900,
    State.PAUSED: 80,
    State.ENDING: 120,
}
ENDED = {
    State.CLOSED: 70,
    State.ENDED: 3,
    State.NOT_FEASIBLE: 7,
    State.REFUSED: 6,
    State.WITHDRAWN: 13,
    State.MERGED: 1,
}
# Days ago, least and most: receipt, and the last move.
AGES = {
    State.APPLIED: ((0, 12), (0, 12)),
    State.CONTACT: ((3, 40), (0, 20)),
    State.WAITING: ((10, 200), (5, 100)),
    State.FEASIBILITY: ((10, 60), (0, 20)),
    State.LATER: ((30, 300), (10, 120)),
    State.AGREED: ((20, 90), (0, 30)),
    State.PREPARING: ((20, 120), (0, 40)),
    State.ACTIVE: ((60, 400), (5, 300)),
    State.PAUSED: ((90, 400), (1, 60)),
    State.ENDING: ((120, 500), (1, 40)),
}
PROVINCES = {  # of pupils, in percent
    Province.ANTWERP: 30,
    Province.WEST_FLANDERS: 23,
    Province.EAST_FLANDERS: 19,
    Province.LIMBURG: 13,
    Province.FLEMISH_BRABANT: 12,
    Province.BRUSSELS: 3,
}
LEVELS = {"nursery": 2, "primary": 24, "secondary": 74}
FIRST_NAMES = """Lucas Emma Noah Olivia Liam Mila Arthur Louise Louis Elena Jules Ella
Adam Julia Victor Anna Finn Marie Leon Lina Mathis Nora Vince Alice Oscar Camille Stan
Juliette Maurice Noor Tuur Lotte Wout Fien Jef Saar Mohamed Amina Youssef Yasmina Elif
Mehmet Zoë Chloé Łukasz Agnieszka Andrei Ioana Søren Ayşe Thijs Hanne Robbe Femke Senne
Amber Jasper Lore Siebe Nele""".split()
LAST_NAMES = """Peeters Janssens Maes Jacobs Mertens Willems Claes Goossens Wouters Pauwels
Dubois Hermans Lambert Aerts Michiels Smets Hendrickx Martens Vermeulen Lemmens Dupont
Cools Wauters Verhoeven Leclercq Bogaerts Segers Simon Coppens Baert Thys Verlinden Moons
Vandersteen Timmermans Lenaerts Declercq Desmet Baeten Cornelis Bosmans Nijs Ceulemans
Yıldız Demir Nguyen Benali Kowalski Popescu Vandenberghe Vanhoutte Callebaut Vercammen
Stevens Diels Geerts Wuyts Huybrechts Roels Torfs Engelen Verstraeten Mathieu Vissers
Raes Buysse Eeckhout Lippens Poppe Ghesquière Dhondt Persoons Schepers Nelissen Gielen
Driesen Vrancken Thijs Beckers Bollen Swinnen Reynders Knapen Loos Hoste Verbeke""".split()
SCHOOL_NAMES = """De Linde|Het Kompas|De Wegwijzer|Sint-Jozef|Sint-Jan|Heilig Hart|
De Regenboog|Atheneum|Don Bosco|De Klimop|De Zonnebloem|Mariagaard|Onze-Lieve-Vrouw|
Sint-Lievens|Technisch Instituut|De Springplank|Klavertje Vier|Lyceum|De Vlinder|
Sint-Pieter""".replace("\n", "").split("|")


@dataclass
class Office:
    """What was made, for whoever draws from it."""

    random: Random = field(default_factory=lambda: Random(2_026))
    day: date = field(default_factory=today)
    consultants: list[User] = field(default_factory=list)
    staff: dict[str, User] = field(default_factory=dict)
    schools: list[School] = field(default_factory=list)
    trajects: list[Traject] = field(default_factory=list)

    def at(self, days_ago: float) -> datetime:
        return timezone.now() - timedelta(days=days_ago)

    def between(self, ages: tuple[int, int]) -> datetime:
        return self.at(self.random.uniform(*ages))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    @property
    def running(self) -> list[Traject]:
        return [one for one in self.trajects if one.state in RUNNING]

    @property
    def in_class(self) -> list[Traject]:
        return [one for one in self.trajects if one.state in NEEDS_CLASS]


def populate() -> Office:
    """Fill the empty database, then let PostgreSQL look at it; says how it goes."""
    office = Office()
    steps = (
        *(_staff, _schools, _regions, _trajects, _assignments, _guardians),
        *(_contact_moments, _changes, _uses, _slots, _acceptances, _words),
        *(_applications, _enquiries, _access_records),
    )
    for step in steps:
        began = time.monotonic()
        step(office)
        said = f"{step.__name__.strip('_')}: {time.monotonic() - began:.0f} s"
        print(said, file=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return office


def add(model: type[Model], rows: Iterable[Model]) -> None:
    """Insert them, a batch at a time; they get their keys."""
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        model._default_manager.bulk_create(batch)


def _people(names: Sequence[str], domain: str) -> list[User]:
    unusable = make_password(None)
    people = [
        User(email=f"p{number}@{domain}", name=name, password=unusable)
        for number, name in enumerate(names)
    ]
    add(User, people)
    return people


def _staff(office: Office) -> None:
    """Consultants, and one person for each other role; all with a second factor."""
    names = [_name(office) for _ in range(CONSULTANTS)]
    office.consultants = _people(names, "consulent.example")
    kinds = [Role.Kind.COORDINATOR, Role.Kind.HELPDESK, Role.Kind.PRIVACY]
    others = _people([str(kind.label) for kind in kinds], "kantoor.example")
    office.staff = {kind.value: user for kind, user in zip(kinds, others, strict=True)}
    held = [(user, Role.Kind.CONSULTANT) for user in office.consultants]
    held += list(zip(others, kinds, strict=True))
    add(Role, [Role(user=user, kind=kind) for user, kind in held])
    secret = FactorAdapter().encrypt("JBSWY3DPEHPK3PXP")
    kind = Authenticator.Type.TOTP
    add(
        Authenticator,
        [
            Authenticator(user=user, type=kind, data={"secret": secret})
            for user, _role in held
        ],
    )


def _name(office: Office) -> str:
    return f"{office.random.choice(FIRST_NAMES)} {_last_name(office)}"


def _last_name(office: Office) -> str:
    """One in five is double: few names are held by many."""
    names = office.random.sample(LAST_NAMES, 2 if office.chance(0.2) else 1)
    return "-".join(names)


def _schools(office: Office) -> None:
    """By the provinces of pupils, each with one person who speaks for it."""
    places = {
        province: list(Place.objects.filter(province=province, valid_until=None))
        for province in PROVINCES
    }
    chosen = office.random.choices(*zip(*PROVINCES.items(), strict=True), k=SCHOOLS)
    for number, province in enumerate(chosen):
        place = office.random.choice(places[province])
        kind = office.random.choice(SCHOOL_NAMES)
        office.schools.append(
            School(
                name=f"{kind} {place.name}",
                institution_number=f"{100_000 + number}",
                street=f"Schoolstraat {number % 200 + 1}",
                postcode=place.postcode,
                municipality=place.name,
                province=province,
                levels=[office.random.choice(["primary", "secondary"])],
                network=office.random.choice(School.Network.values),
            )
        )
    add(School, office.schools)
    people = _people([_name(office) for _ in office.schools], "school.example")
    pairs = zip(people, office.schools, strict=True)
    add(
        Contact,
        [Contact(user=user, school=one, function="zorg") for user, one in pairs],
    )


def _regions(office: Office) -> None:
    """One for each province, with ten consultants."""
    for number, province in enumerate(PROVINCES):
        region = Region.objects.create(name=province.label)
        RegionArea.objects.create(region=region, province=province)
        of_region = office.consultants[number :: len(PROVINCES)]
        add(
            RegionConsultant,
            [RegionConsultant(region=region, user=user) for user in of_region],
        )


def _trajects(office: Office) -> None:
    states = [state for state, count in OPEN.items() for _ in range(count)]
    states += office.random.choices(
        list(ENDED), list(ENDED.values()), k=TRAJECTS - len(states)
    )
    office.random.shuffle(states)
    pupils = [_pupil(office) for _ in states]
    add(Pupil, pupils)
    pairs = zip(pupils, states, strict=True)
    office.trajects = [_traject(office, pupil, state) for pupil, state in pairs]
    classes: dict[tuple[int, int], SchoolClass] = {}
    for one in office.in_class:
        key = (one.school_id or 0, one.school_year)
        name = {"name": "A", "school_year": one.school_year}
        classes.setdefault(key, SchoolClass(school_id=key[0], **name))
    add(SchoolClass, classes.values())
    for one in office.in_class:
        one.school_class = classes[one.school_id or 0, one.school_year]
    add(Traject, office.trajects)


def _pupil(office: Office) -> Pupil:
    return Pupil(
        first_name=office.random.choice(FIRST_NAMES),
        last_name=_last_name(office),
        birth_date=office.day - timedelta(days=office.random.randint(1_900, 6_500)),
    )


def _traject(office: Office, pupil: Pupil, state: State) -> Traject:
    long_ago = (30, YEARS * 365)
    received, moved = AGES.get(state, (long_ago, (1, 30)))
    received_at = office.between(received)
    since = max(office.between(moved), received_at)
    if state in OVER:
        since = min(received_at + timedelta(days=200), office.at(1))
    levels = office.random.choices(list(LEVELS), list(LEVELS.values()))
    traject = Traject(
        pupil=pupil,
        school=office.random.choice(office.schools),
        school_year=school_year(received_at.date()),
        level=levels[0],
        state=state,
        state_since=since,
        received_at=received_at,
    )
    _facts(office, traject)
    return traject


def _facts(office: Office, traject: Traject) -> None:
    """What clocks start at; most of it is in order."""

    def day(least: int, most: int) -> date:
        return office.day + timedelta(days=office.random.randint(least, most))

    if traject.state == State.LATER:
        traject.look_again_on = day(-3, 120)
    if traject.state not in RUNNING:
        return
    is_begun = traject.state != State.PREPARING
    if is_begun or office.chance(0.6):
        traject.delivered_on = day(-16, -1)
    if is_begun and office.chance(0.97):
        traject.class_told_on = day(-40, -1)
    if office.chance(0.8):
        traject.certificate_until = day(-3, 240)
    if office.chance(0.3):
        traject.return_on = day(-3, 200)
    if office.chance(0.97):
        traject.conditions_checked_for = school_year(office.day)


def _assignments(office: Office) -> None:
    """Everybody has one; those of ended files are not ended, as in use."""
    add(
        Assignment,
        (
            Assignment(user=office.random.choice(office.consultants), traject=one)
            for one in office.trajects
            if one.state not in OVER or office.chance(0.97)
        ),
    )


def _guardians(office: Office) -> None:
    """One parent for each file, with an account."""
    people = _people([_name(office) for _ in office.trajects], "ouder.example")
    add(
        Guardian,
        (
            Guardian(user=user, traject=one, capacity="ouder")
            for user, one in zip(people, office.trajects, strict=True)
        ),
    )


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
