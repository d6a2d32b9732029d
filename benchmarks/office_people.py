"""Who is in the population of the benchmark: staff, schools, pupils and their files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db.models import Model
from django.utils import timezone

from benchmarks.office_names import FIRST_NAMES, LAST_NAMES, SCHOOL_NAMES
from sio.accounts.factors import FactorAdapter
from sio.accounts.models import Role, User
from sio.core.time import school_year, today
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
from sio.trajects.models import Assignment, Guardian, Pupil, Traject
from sio.trajects.workflow import NEEDS_CLASS, OVER, RUNNING, State

TRAJECTS = 50_000
SCHOOLS = 5_000
CONSULTANTS = 60
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

    def on(self, least: int, most: int, share: float = 1) -> date | None:
        """A day so many days from now; None for all but this share."""
        days = self.random.randint(least, most)
        return self.day + timedelta(days=days) if self.chance(share) else None

    @property
    def running(self) -> list[Traject]:
        return [one for one in self.trajects if one.state in RUNNING]

    @property
    def in_class(self) -> list[Traject]:
        return [one for one in self.trajects if one.state in NEEDS_CLASS]


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


def staff(office: Office) -> None:
    """Consultants, and one person for each other role; all with a second factor."""
    names = [_name(office) for _ in range(CONSULTANTS)]
    office.consultants = _people(names, "consulent.example")
    kinds = [
        *[Role.Kind.COORDINATOR, Role.Kind.HELPDESK],
        *[Role.Kind.PRIVACY, Role.Kind.POLICY],
    ]
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
    return f"{office.random.choice(FIRST_NAMES.split())} {_last_name(office)}"


def _last_name(office: Office) -> str:
    """One in five is double: few names are held by many."""
    names = office.random.sample(LAST_NAMES.split(), 2 if office.chance(0.2) else 1)
    return "-".join(names)


def schools(office: Office) -> None:
    """By the provinces of pupils, each with one person who speaks for it."""
    places = {
        province: list(Place.objects.filter(province=province, valid_until=None))
        for province in PROVINCES
    }
    chosen = office.random.choices(*zip(*PROVINCES.items(), strict=True), k=SCHOOLS)
    for number, province in enumerate(chosen):
        place = office.random.choice(places[province])
        kind = office.random.choice(SCHOOL_NAMES.splitlines())
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


def regions(office: Office) -> None:
    """One for each province, with ten consultants."""
    for number, province in enumerate(PROVINCES):
        region = Region.objects.create(name=province.label)
        RegionArea.objects.create(region=region, province=province)
        of_region = office.consultants[number :: len(PROVINCES)]
        add(
            RegionConsultant,
            [RegionConsultant(region=region, user=user) for user in of_region],
        )


def trajects(office: Office) -> None:
    states = [state for state, count in OPEN.items() for _ in range(count)]
    states += office.random.choices(
        list(ENDED), list(ENDED.values()), k=TRAJECTS - len(states)
    )
    office.random.shuffle(states)
    pupils = [pupil(office) for _ in states]
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


def pupil(office: Office) -> Pupil:
    return Pupil(
        first_name=office.random.choice(FIRST_NAMES.split()),
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
    if traject.state == State.LATER:
        traject.look_again_on = office.on(-3, 120)
    if traject.state not in RUNNING:
        return
    is_begun = traject.state != State.PREPARING
    traject.delivered_on = office.on(-16, -1, 1 if is_begun else 0.6)
    traject.class_told_on = office.on(-40, -1, 0.97 if is_begun else 0)
    traject.certificate_until = office.on(-3, 240, 0.8)
    traject.return_on = office.on(-3, 200, 0.3)
    if office.chance(0.97):
        traject.conditions_checked_for = school_year(office.day)


def assignments(office: Office) -> None:
    """Everybody has one; those of ended files are not ended, as in use."""
    add(
        Assignment,
        (
            Assignment(user=office.random.choice(office.consultants), traject=one)
            for one in office.trajects
            if one.state not in OVER or office.chance(0.97)
        ),
    )


def guardians(office: Office) -> None:
    """One parent for each file, with an account."""
    people = _people([_name(office) for _ in office.trajects], "ouder.example")
    add(
        Guardian,
        (
            Guardian(user=user, traject=one, capacity="ouder")
            for user, one in zip(people, office.trajects, strict=True)
        ),
    )


STEPS = (staff, schools, regions, trajects, assignments, guardians)
