"""The files themselves: pupil, application, class, consultant, and each move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sio.accounts.models import User
from sio.casework.demo.names import Child, draw
from sio.casework.demo.places import Setting
from sio.casework.demo.rows import add, at
from sio.casework.demo.stories import PATHS, STORIES, Story
from sio.core.mailbox import index_of
from sio.core.time import school_year
from sio.intake.choices import Certificate, Pattern, Reason, Role
from sio.intake.models import Application, FamilyChoice
from sio.intake.reference import new_reference
from sio.schools.models import School, SchoolClass
from sio.schools.workdays import WorkCalendar
from sio.trajects.models import Assignment, Level, Pupil, Traject, TrajectChange
from sio.trajects.workflow import WEIGHING, State

AVATARS = ("egel", "vos", "uil")
BIRTHS = {Level.NURSERY: 6, Level.PRIMARY: 9, Level.SECONDARY: 14}  # years ago
CLASSES = {
    Level.NURSERY: ("K3A", "K3B"),
    Level.PRIMARY: ("1A", "2B", "3A", "4B", "5A", "6A"),
    Level.SECONDARY: ("1Ac", "2Bb", "3NW", "4HW", "5TW"),
}
REASONS = (
    ("cancer", Reason.ILLNESS, "Behandeling in het ziekenhuis, om de drie weken."),
    ("operation", Reason.OPERATION, "Operatie aan de rug, daarna revalidatie."),
    ("psychological", Reason.PSYCHOLOGICAL, "Angst: naar school gaan lukt niet."),
    ("chronic", Reason.ILLNESS, "Vaak erg moe; goede en slechte dagen."),
    ("accident", Reason.ACCIDENT, "Beenbreuk na een ongeval met de fiets."),
    ("immune", Reason.ILLNESS, "Lage afweer: drukke plekken mogen niet."),
    ("eating", Reason.PSYCHOLOGICAL, "Opname in een dagkliniek."),
    ("heart", Reason.ILLNESS, "Wacht op een ingreep aan het hart."),
    ("bones", Reason.OPERATION, "Nieuwe heup; zes weken liggen."),
)
WHY = {
    State.WAITING: "dit schooljaar heeft een wachtlijst",
    State.CONTACT: "gezin en school gesproken",
    State.FEASIBILITY: "alles op een rij met gezin en school",
    State.LATER: "eerst de behandeling afwerken",
    State.AGREED: "iedereen ziet het zitten",
    State.PREPARING: "materiaal is gevraagd",
    State.ACTIVE: "eerste les gevolgd",
    State.PAUSED: "even rust na een nieuwe behandeling",
    State.ENDING: "gaat stap voor stap terug naar school",
    State.ENDED: "het traject is afgerond",
    State.CLOSED: "materiaal is terug en nagekeken",
    State.NOT_FEASIBLE: "te weinig kracht om lessen te volgen",
    State.REFUSED: "voldoet niet aan de voorwaarden",
    State.WITHDRAWN: "het gezin kiest voor een andere oplossing",
    State.MERGED: "school en gezin vroegen het allebei aan",
}
UNLISTED = "Freinetschool De Verwondering"  # a school that is in no list
TELEPHONE = "+32470000000"  # nobody's
CONTACT_DAYS = 5  # after receipt, at most, unless the story is a slow one
SLOW_DAYS = 13


@dataclass(frozen=True)
class File:
    """One file of the demo with what its parts are made of."""

    story: Story
    child: Child
    traject: Traject
    consultant: User
    reason: tuple[str, str, str]
    moments: tuple[datetime, ...]  # of each move, the receipt first

    @property
    def tags(self) -> frozenset[str]:
        return self.story.tags

    def when(self, state: State) -> datetime | None:
        """When it came into this state; None if it never did."""
        path = (State.APPLIED, *PATHS[self.story.state])
        return self.moments[path.index(state)] if state in path else None

    @property
    def parent(self) -> str:
        return f"{self.child.mother} {self.child.last}"


def load_files(setting: Setting, chance: Random, today: date) -> list[File]:
    """Fifty-eight files, each as far as its story goes; in the order of the table."""
    workdays = WorkCalendar.load(today - timedelta(days=60), today)
    children = _children(chance)
    files = []
    for place, story in enumerate(STORIES):
        school = setting.schools[story.school]
        moments = _moments(story, _received_on(story, today, workdays), today, place)
        files.append(
            File(
                story=story,
                child=children[place],
                traject=_traject(school, story, moments, today),
                consultant=setting.consultant_of(school),
                reason=REASONS[place % len(REASONS)],
                moments=moments,
            )
        )
    _keep(files, chance, today)
    return files


def _children(chance: Random) -> list[Child]:
    """Twice the same one where a child has two files."""
    taken: set[tuple[str, str]] = set()
    children = [draw(chance, taken) for _story in STORIES]
    for place, story in enumerate(STORIES):
        twin = {"double": State.CONTACT, "merged": State.ACTIVE}
        for state in (twin[tag] for tag in story.tags if tag in twin):
            children[place] = children[_first(state, story.school)]
    return children


def _first(state: State, school: int) -> int:
    return next(
        place
        for place, story in enumerate(STORIES)
        if (story.state, story.school) == (state, school)
    )


def _received_on(story: Story, today: date, workdays: WorkCalendar) -> date:
    if story.working is None:
        return today - timedelta(days=story.days)
    day = today
    while workdays.between(day, today) < story.working:
        day -= timedelta(days=1)
    return day


def _moments(
    story: Story, received: date, today: date, place: int
) -> tuple[datetime, ...]:
    """Of the receipt and of each move, in their order."""
    moves = len(PATHS[story.state])
    last = today - timedelta(days=story.since)
    span = (last - received).days
    soon = SLOW_DAYS if "slow" in story.tags else CONTACT_DAYS - 2
    first = min(soon, span) if moves > 1 else span
    days = [
        received + timedelta(days=first + (span - first) * step // max(moves - 1, 1))
        for step in range(moves)
    ]
    return (
        at(received, 8 + place % 10, place % 60),
        *(at(day, 14, (place + step) % 60) for step, day in enumerate(days)),
    )


def _traject(
    school: School, story: Story, moments: tuple[datetime, ...], today: date
) -> Traject:
    return Traject(
        school=None if "nobody" in story.tags else school,
        school_year=school_year(moments[0].date()),
        level=_level(school, story),
        state=story.state,
        state_since=moments[-1],
        received_at=moments[0],
        outcome=story.outcome,
        look_again_on=_look_again_on(story, today),
    )


def _look_again_on(story: Story, today: date) -> date | None:
    if story.state != State.LATER:
        return None
    return today + timedelta(days=0 if "look_again" in story.tags else 25)


def _level(school: School, story: Story) -> Level:
    if School.Level.PRIMARY not in school.levels:
        return Level.SECONDARY
    is_young = School.Level.NURSERY in school.levels and story.days % 4 == 3
    return Level.NURSERY if is_young else Level.PRIMARY


def _keep(files: list[File], chance: Random, today: date) -> None:
    """In a handful of queries."""
    classes = _classes(files)
    pupils = Pupil.objects.bulk_create(_pupil(one, chance, today) for one in files)
    births = {
        one.child: pupil.birth_date for one, pupil in zip(files, pupils, strict=True)
    }
    for pupil, one in zip(pupils, files, strict=True):
        pupil.birth_date = births[one.child]  # one child, one birthday
    Pupil.objects.bulk_update(pupils, ["birth_date"])
    applications = Application.objects.bulk_create(
        _application(one, pupil) for one, pupil in zip(files, pupils, strict=True)
    )
    for one, pupil, application in zip(files, pupils, applications, strict=True):
        one.traject.pupil, one.traject.application = pupil, application
        one.traject.school_class = classes.get(_class_key(one))
    Traject.objects.bulk_create(one.traject for one in files)
    add(
        (
            Assignment(
                user=one.consultant, traject=one.traject, started_at=one.moments[0]
            )
            for one in files
            if "nobody" not in one.tags
        ),
        "started_at",
    )
    add(change for one in files for change in _changes(one))
    FamilyChoice.objects.bulk_create(
        FamilyChoice(
            application=one.traject.application,
            name=one.parent,
            capacity="moeder",
            text_version=1,
            physician_permission="doctor" in one.tags,
            chosen_at=one.moments[0],
        )
        for one in files
    )


def _class_key(one: File) -> tuple[int, str, int] | None:
    is_unsaid = one.story.state in WEIGHING and one.story.days % 2
    if is_unsaid or one.traject.school is None:
        return None
    names = CLASSES[Level(one.traject.level)]
    name = names[one.story.school % len(names)]
    return (one.traject.school.pk, name, one.traject.school_year)


def _classes(files: list[File]) -> dict[tuple[int, str, int] | None, SchoolClass]:
    keys = sorted({key for one in files if (key := _class_key(one))})
    made = SchoolClass.objects.bulk_create(
        SchoolClass(school_id=school, name=name, school_year=year)
        for school, name, year in keys
    )
    return dict(zip(keys, made, strict=True))


def _pupil(one: File, chance: Random, today: date) -> Pupil:
    years = BIRTHS[Level(one.traject.level)]
    born = today - timedelta(days=365 * years + chance.randrange(20, 700))
    school = one.traject.school
    return Pupil(
        first_name=one.child.first,
        last_name=one.child.last,
        birth_date=born,
        home_postcode=school.postcode if school else "",
        home_province=school.province if school else "",
        avatar=AVATARS[one.story.days % len(AVATARS)],
    )


def _application(one: File, pupil: Pupil) -> Application:
    """As the form would have sent it."""
    by = {"by_clb": Role.CLB, "by_school": Role.SCHOOL}
    role = next((by[tag] for tag in one.tags if tag in by), Role.PARENT)
    email = f"aanvraag{number_of(one)}@demo.invalid"
    assert pupil.birth_date is not None
    return Application(
        reference=new_reference(one.traject.school_year),
        received_at=one.moments[0],
        language=one.child.language,
        role=role,
        school=one.traject.school,
        school_year=one.traject.school_year,
        level=one.traject.level,
        study_form="ordinary",
        answers=_answers(one, pupil.birth_date, email, role),
        illness=one.reason[2] if role == Role.PARENT else "",
        email=email,
        email_index=index_of(email),
        family_agrees_at=None if role == Role.PARENT else one.moments[0],
    )


def number_of(one: File) -> int:
    """A number of this file, the same each time."""
    return STORIES.index(one.story) + 1


def _answers(one: File, born: date, email: str, role: Role) -> dict[str, object]:
    received = one.moments[0].date()
    by_family = role == Role.PARENT
    answers: dict[str, object] = {
        "role": role.value,
        "applicant_name": one.parent if by_family else "Ilse Raes",
        "email": email,
        "phone": TELEPHONE,
        "language": one.child.language,
        "pupil_first_name": one.child.first,
        "pupil_last_name": one.child.last,
        "birth_date": born.isoformat(),
        "certificate": Certificate.SCHOOL_HAS_IT.value,
        "school_year": str(one.traject.school_year),
        "expected_from": received.isoformat(),
        "expected_until": (received + timedelta(days=110)).isoformat(),
        "pattern": Pattern.FULL_TIME.value,
        "expected_weeks": 12,
        "school_informed": "yes",
        "other_teaching": [],
    }
    if one.traject.school is None:
        answers |= {"school_name": UNLISTED, "school_municipality": "Tielen"}
    if by_family:
        if "doctor" in one.tags:
            answers |= {"physician": f"dr. Maes, {TELEPHONE}"}
        return answers | {"reason": str(one.reason[1]), "family_capacity": "moeder"}
    return answers | {
        "family_name": one.parent,
        "family_email": f"gezin.{email}",
        "family_phone": TELEPHONE,
        "family_language": one.child.language,
    }


def _changes(one: File) -> list[TrajectChange]:
    path = (State.APPLIED, *PATHS[one.story.state])
    application = one.traject.application
    assert application is not None
    rows, old = [], ""
    for state, moment in zip(path, one.moments, strict=True):
        reason = WHY.get(state) or f"aanvraag {application.reference}"
        by = one.consultant if old else None
        rows.append(
            TrajectChange(
                traject=one.traject, old=old, new=state, reason=reason, by=by, at=moment
            )
        )
        old = state
    return rows
